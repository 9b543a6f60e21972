package web

// dataRoutes are the routes of this audience.
func (s *Server) dataRoutes() []Route {
	return []Route{}
}
