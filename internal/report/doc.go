// Package report sums over everything the portal keeps. It writes nothing.
package report
