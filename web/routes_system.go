package web

// systemRoutes are the routes of this audience.
func (s *Server) systemRoutes() []Route {
	return []Route{}
}
