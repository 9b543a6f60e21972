package load

// Requests are prebuilt requests, one after the other in one piece of memory.
type Requests struct {
	data []byte
	ends []int
}

// Add appends a request.
func (r *Requests) Add(b []byte) {
	r.data = append(r.data, b...)
	r.ends = append(r.ends, len(r.data))
}

// Len is how many there are.
func (r *Requests) Len() int { return len(r.ends) }

// At is the i-th request.
func (r *Requests) At(i int) []byte {
	from := 0
	if i > 0 {
		from = r.ends[i-1]
	}
	return r.data[from:r.ends[i]]
}
