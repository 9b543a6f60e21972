// Package campus draws the desk of university staff.
package campus
