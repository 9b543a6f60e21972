package main

import (
	"fmt"
	"os"
	"path/filepath"

	"ieum/internal/config"
	"ieum/internal/world"
)

type demoCmd struct {
	Addr  string `help:"Address to listen on." default:"127.0.0.1:8080"`
	Data  string `help:"Folder of the demo; made when missing, opened as it is when it holds a demo. A fresh temporary one by default." placeholder:"DIR" type:"path"`
	Scale string `help:"How much there is: small, or city for about 10,000 sections." enum:"small,city" default:"small"`
	Crowd int    `help:"Add so many people u1…uN@demo.example and one open section of 20 seats." default:"0"`
}

// demoSecret keys nothing but a demo's own throttle and links.
const demoSecret = "a demo has no secrets: everything in it is invented"

// Run loads the world when there is none yet, says how to get in, and serves.
func (c demoCmd) Run(p *program) error {
	cfg, err := p.settings(nil)
	if err != nil {
		return err
	}
	cfg.Addr, cfg.Demo, cfg.Migrate = c.Addr, true, true
	if cfg.Secret == "" {
		cfg.Secret = demoSecret
	}
	if cfg.BaseURL == "" {
		cfg.BaseURL = "http://" + c.Addr
	}
	if cfg.SiteOperator == "" {
		cfg.SiteOperator = "이음 시연 운영팀"
	}
	dir, made, err := c.folder()
	if err != nil {
		return err
	}
	if made {
		defer func() { _ = os.RemoveAll(dir) }()
	}
	if cfg.Database == "" {
		cfg.Database = filepath.Join(dir, "ieum.db")
	}
	if cfg.Data == "" {
		cfg.Data = dir
	}
	d, err := p.open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	there, err := world.Holds(p.ctx, d)
	if err != nil {
		return err
	}
	if !there {
		if _, err := world.Load(p.ctx, d, world.Options{Now: d.Now(), Secret: cfg.Secret, Scale: world.Scale(c.Scale), Crowd: c.Crowd}); err != nil {
			return fmt.Errorf("loading the demo: %w", err)
		}
	}
	c.welcome(p, cfg)
	return p.serve(cfg, d)
}

// folder is where the demo lives, and whether it was made for this run only.
func (c demoCmd) folder() (dir string, made bool, err error) {
	if c.Data == "" {
		dir, err = os.MkdirTemp("", "ieum-demo-")
		return dir, true, err
	}
	return c.Data, false, os.MkdirAll(c.Data, 0o750)
}

func (c demoCmd) welcome(p *program, cfg config.Config) {
	_, _ = fmt.Fprintf(p.stdout, "이음 — http://%s\n\n비밀번호는 모두 %s 입니다. / The password of all is %s\n", cfg.Addr, world.Password, world.Password)
	for _, who := range world.Personas {
		_, _ = fmt.Fprintf(p.stdout, "  %-30s %s\n", who.Email, who.What)
	}
	if c.Crowd > 0 {
		_, _ = fmt.Fprintf(p.stdout, "  u1…u%d@demo.example\n", c.Crowd)
	}
}
