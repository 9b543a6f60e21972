// Package attendance keeps who was there and what came of it: marks (출결) for
// each meeting, the participation (참여) that the host confirms for a person
// once it is over, and the certificates (증명서) that say so to others.
//
// A mark may be corrected until its person is confirmed; what was confirmed is
// corrected only with a reason. Each entry is kept beside the one before it.
package attendance
