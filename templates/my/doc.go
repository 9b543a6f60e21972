// Package my draws a person's own pages: applying, receipts, 나의 배움.
package my
