package web

// officeRoutes are the routes of this audience.
func (s *Server) officeRoutes() []Route {
	return []Route{}
}
