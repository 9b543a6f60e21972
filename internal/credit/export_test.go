package credit

// Post is what follows a batch's preview: a test changes the world between the two.
var Post = (*Service).post
