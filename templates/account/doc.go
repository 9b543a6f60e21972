// Package account draws the pages of getting an account and getting in.
package account
