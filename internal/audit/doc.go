// Package audit reads the trail that every change leaves (internal/db writes
// it), and keeps the access log: who looked at whose personal data, when, from
// where, and for what purpose (개인정보의 안전성 확보조치 기준 제8조).
//
// No log, no look: what cannot be logged is not shown.
package audit
