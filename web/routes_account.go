package web

// accountRoutes are the routes of this audience.
func (s *Server) accountRoutes() []Route {
	return []Route{}
}
