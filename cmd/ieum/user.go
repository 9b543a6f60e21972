package main

import (
	"fmt"

	"ieum/internal/app"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/people"
	"ieum/internal/policy"
)

type userCmd struct {
	Add    userAddCmd    `cmd:"" help:"Make an account, such as the first administrator's; its owner chooses the password by the link that is printed."`
	Grant  userGrantCmd  `cmd:"" help:"Give an account a duty."`
	Revoke userRevokeCmd `cmd:"" help:"Take a duty away from an account."`
	Close  userCloseCmd  `cmd:"" help:"Close an account: end its duties, give its places back and erase what names its owner."`
}

type userAddCmd struct {
	Email string `arg:"" help:"E-mail address."`
	Name  string `help:"The person's name." required:""`
}

var userCommand = policy.System("user command")

// Run makes the account and prints the one-time link.
func (c userAddCmd) Run(p *program) error {
	return p.withDatabase(func(cfg config.Config, _ *db.DB, a *app.App) error {
		token, err := a.Accounts.AddUser(p.ctx, userCommand, people.AddUser{Name: c.Name, Email: c.Email})
		if err != nil {
			return both(err)
		}
		_, _ = fmt.Fprintf(p.stdout, "%s/password/new?token=%s\n", cfg.BaseURL, token)
		return nil
	})
}

type userGrantCmd struct {
	Email   string `arg:"" help:"E-mail address of the account."`
	Duty    string `arg:"" help:"officer, approver, desk, host, instructor, campus, school, auditor or admin."`
	Org     string `help:"Code or slug of the organisation; none for auditor and admin." placeholder:"CODE"`
	Subtree bool   `help:"Also for every organisation below."`
}

// Run gives the duty.
func (c userGrantCmd) Run(p *program) error {
	return p.withDatabase(func(_ config.Config, _ *db.DB, a *app.App) error {
		err := a.Accounts.Grant(p.ctx, userCommand, people.Grant{Email: c.Email, Duty: policy.Duty(c.Duty), Org: c.Org, Subtree: c.Subtree})
		if err != nil {
			return both(err)
		}
		_, _ = fmt.Fprintf(p.stdout, "%s: %s\n", c.Email, c.Duty)
		return nil
	})
}

type userRevokeCmd struct {
	Email string `arg:"" help:"E-mail address of the account."`
	Duty  string `arg:"" help:"The duty, as it was given."`
	Org   string `help:"Code or slug of the organisation; none for auditor and admin." placeholder:"CODE"`
}

// Run takes the duty away.
func (c userRevokeCmd) Run(p *program) error {
	return p.withDatabase(func(_ config.Config, _ *db.DB, a *app.App) error {
		if err := a.Accounts.Revoke(p.ctx, userCommand, people.Grant{Email: c.Email, Duty: policy.Duty(c.Duty), Org: c.Org}); err != nil {
			return both(err)
		}
		_, _ = fmt.Fprintf(p.stdout, "%s: no longer %s\n", c.Email, c.Duty)
		return nil
	})
}

type userCloseCmd struct {
	Email  string `arg:"" optional:"" help:"E-mail address of the account."`
	Phone  string `help:"The number that the account has proved, in place of an address." placeholder:"010-1234-5678"`
	Person string `help:"Id of somebody, with or without an account, in place of an address." placeholder:"ID"`
}

// Run closes the account, or erases somebody who has none.
func (c userCloseCmd) Run(p *program) error {
	return p.withDatabase(func(_ config.Config, _ *db.DB, a *app.App) error {
		if err := a.Personal.CloseOne(p.ctx, userCommand, people.Leaving{Email: c.Email, Phone: c.Phone, Person: c.Person}); err != nil {
			return both(err)
		}
		_, _ = fmt.Fprintf(p.stdout, "%s: closed\n", c.Email+c.Phone+c.Person)
		return nil
	})
}
