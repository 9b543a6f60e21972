package world

// text is a text in both languages.
type text struct{ ko, en string }
