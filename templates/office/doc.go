// Package office draws the desk of officers, hosts and approvers.
package office
