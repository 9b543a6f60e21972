package web

// publicRoutes are the routes of this audience.
func (s *Server) publicRoutes() []Route {
	return []Route{}
}
