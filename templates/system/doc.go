// Package system draws the administrator's pages.
package system
