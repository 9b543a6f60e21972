package web

// myRoutes are the routes of this audience.
func (s *Server) myRoutes() []Route {
	return []Route{}
}
