// Package catalog keeps what there is to learn or to take part in: a programme
// (프로그램) is offered in sections (분반·기수), each with its own application
// window, capacity and price, and a section meets in sessions (회차).
//
// Whether a section takes applications and how far it has run are computed from
// its dates and seats, never typed: see status.go.
package catalog
