package people

// HoldHashes takes every slot for hashing until the caller gives them back.
func (a *Accounts) HoldHashes() (release func()) {
	for range cap(a.hasher.slots) {
		a.hasher.slots <- struct{}{}
	}
	return func() {
		for range cap(a.hasher.slots) {
			<-a.hasher.slots
		}
	}
}

// FreeHashes is how many slots for hashing nobody holds.
func (a *Accounts) FreeHashes() int { return cap(a.hasher.slots) - len(a.hasher.slots) }

// Hurry lets tests not wait for the answers that take equally long; one test does wait.
func (a *Accounts) Hurry() *Accounts {
	a.sameTime = 0
	return a
}
