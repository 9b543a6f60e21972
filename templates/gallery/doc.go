// Package gallery draws every component of the design system in every state,
// so that a change is looked at once, in both languages, and checked by machine.
// It is served in development only.
//
// Its words are samples written here, in Korean only on purpose: they are data, as
// names of programmes are, and not part of the portal's catalogue.
package gallery
