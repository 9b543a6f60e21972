// Package office answers the desk of officers, hosts and approvers.
package office
