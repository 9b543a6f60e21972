package people

// Hurry lets tests not wait for the answers that take equally long; one test does wait.
func (a *Accounts) Hurry() *Accounts {
	a.sameTime = 0
	return a
}
