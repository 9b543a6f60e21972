// Package campus answers the desk of university staff.
package campus
