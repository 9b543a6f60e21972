package web

import (
	"net/http"

	"ieum/web/account"
	"ieum/web/paths"
)

// accountRoutes are the routes of getting an account and getting in.
func (s *Server) accountRoutes() []Route {
	p := account.Pages{Accounts: s.Accounts, Actors: s.Actors, Demo: s.cfg.SMTPURL == "", Sender: s.Sender}
	return []Route{
		{Method: http.MethodGet, Path: paths.Login, Access: Anyone, Handler: p.Login},
		{Method: http.MethodPost, Path: paths.Login, Access: Anyone, Handler: p.SignIn},
		{Method: http.MethodPost, Path: paths.LoginCodes, Access: Anyone, Handler: p.AskCode},
		{Method: http.MethodGet, Path: paths.LoginCode, Access: Anyone, Handler: p.CodeForm},
		{Method: http.MethodPost, Path: paths.LoginCode, Access: Anyone, Handler: p.EnterCode},
		{Method: http.MethodGet, Path: paths.LoginBirth, Access: Anyone, Handler: p.BirthForm},
		{Method: http.MethodPost, Path: paths.LoginBirth, Access: Anyone, Handler: p.EnterByBirth},
		{Method: http.MethodPost, Path: paths.LoginNotMine, Access: Anyone, Handler: p.NotMine},
		{Method: http.MethodGet, Path: paths.RegisterPerson, Access: Anyone, Handler: p.PersonForm},
		{Method: http.MethodPost, Path: paths.RegisterPerson, Access: Anyone, Handler: p.SignUp},
		{Method: http.MethodPost, Path: paths.Logout, Access: Anyone, Handler: p.Logout},
		{Method: http.MethodGet, Path: paths.Register, Access: Anyone, Handler: p.RegisterForm},
		{Method: http.MethodPost, Path: paths.Register, Access: Anyone, Handler: p.Register},
		{Method: http.MethodGet, Path: paths.RegisterSent, Access: Anyone, Handler: p.RegisterSent},
		{Method: http.MethodPost, Path: paths.RegisterSent, Access: Anyone, Handler: p.SendAgain},
		{Method: http.MethodGet, Path: paths.RegisterConfirm, Access: Anyone, Handler: p.ConfirmForm},
		{Method: http.MethodPost, Path: paths.RegisterConfirm, Access: Anyone, Handler: p.Confirm},
		{Method: http.MethodGet, Path: paths.Password, Access: Anyone, Handler: p.PasswordForm},
		{Method: http.MethodPost, Path: paths.Password, Access: Anyone, Handler: p.Password},
		{Method: http.MethodGet, Path: paths.PasswordSent, Access: Anyone, Handler: p.PasswordSent},
		{Method: http.MethodGet, Path: paths.PasswordNew, Access: Anyone, Handler: p.NewPasswordForm},
		{Method: http.MethodPost, Path: paths.PasswordNew, Access: Anyone, Handler: p.NewPassword},
	}
}
