package load

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// measure takes what was answered rightly between two instants of the run.
func (r *Run) measure(from, to time.Duration) {
	var late []time.Duration
	for i := range r.Shots {
		s := &r.Shots[i]
		late = append(late, s.Sent-s.Intended)
		if s.OK && s.Done > from && s.Done <= to {
			r.Lat = append(r.Lat, s.Done-s.Intended)
		}
	}
	slices.Sort(r.Lat)
	slices.Sort(late)
	r.N, r.Took, r.Late = len(r.Lat), to-from, Percentile(late, 99)
}

// Percentile is the smallest of sorted values that at least p per cent of them do not exceed; zero of none.
func Percentile[T any](sorted []T, p float64) (v T) {
	if len(sorted) == 0 {
		return v
	}
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Median is the middle of values, or the mean of the two in the middle; zero of none.
func Median[T cmp.Ordered](values []T, mean func(a, b T) T) (v T) {
	if len(values) == 0 {
		return v
	}
	s := slices.Sorted(slices.Values(values))
	m := len(s) / 2
	if len(s)%2 == 1 {
		return s[m]
	}
	return mean(s[m-1], s[m])
}

// Mean is the usual mean of two numbers.
func Mean(a, b float64) float64 { return (a + b) / 2 }

// Variation is the distance between the least and the greatest of values, as a part of their median.
func Variation(values []float64) float64 {
	m := Median(values, Mean)
	if m == 0 {
		return 0
	}
	return (slices.Max(values) - slices.Min(values)) / m
}
