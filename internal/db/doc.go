// Package db is the portal's one way to its database, SQLite or PostgreSQL.
//
// Reads go through Read. Every change is one call of Write: one transaction,
// one actor, one moment, at least one permit, and an audit row for each permit
// in the same transaction. Bookkeeping that no person decides (sessions,
// throttle, outbox state) goes through Housekeep, and only to the tables listed there.
package db
