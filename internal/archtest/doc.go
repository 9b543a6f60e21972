// Package archtest keeps the tree the one that the README and docs/adr describe: who may import whom, who may speak SQL and HTTP, and
// which folders there are. It holds tests only; a failure names the file, the import and the reason.
package archtest
