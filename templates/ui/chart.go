package ui

import (
	"fmt"
	"math"
)

// Datum is one value of a chart.
type Datum struct {
	Label string
	Value int64  // what is drawn; below 0 is drawn as 0
	Text  string // what is read: 1,200,000원, 34명
	Href  string // of the label, to what the value sums
}

// Chart is a chart and the table that says the same.
type Chart struct {
	Title                string
	Desc                 string // what the picture shows, in one sentence
	LabelHead, ValueHead string // heads of the table's columns
	Data                 []Datum
	SumLabel, Sum        string // the last row of a legend, where the parts add up to a figure
}

// palette is the number of colours of charts (chart-1 … in the styles); a
// seventh part is said to be "others" by the caller rather than coloured.
const palette = 6

func colour(i int) string { return fmt.Sprintf("chart-%d", i%palette+1) }

func (c Chart) total() (t int64) {
	for _, d := range c.Data {
		t += max(d.Value, 0)
	}
	return t
}

func (c Chart) largest() (m int64) {
	for _, d := range c.Data {
		m = max(m, d.Value)
	}
	return m
}

// share is v of whole, from 0 to 1.
func share(v, whole int64) float64 {
	if whole <= 0 || v <= 0 {
		return 0
	}
	return min(float64(v)/float64(whole), 1)
}

// percent is a share as an SVG length and as words: 12.5%.
func percent(s float64) string { return fmt.Sprintf("%.4g%%", s*100) }

// whole is a share in whole per cent, for the reader.
func whole(s float64) string { return fmt.Sprintf("%d%%", int(math.Round(s*100))) }

// piece is a part of a stacked bar or of a ring, in thousandths of the whole.
type piece struct {
	Datum
	class      string
	from, size float64
}

func (c Chart) pieces() []piece {
	var out []piece
	at, all := 0.0, c.total()
	for i, d := range c.Data {
		s := share(d.Value, all) * 1000
		out = append(out, piece{Datum: d, class: colour(i), from: at, size: s})
		at += s
	}
	return out
}

func num(f float64) string { return fmt.Sprintf("%.1f", f) }

// The ring's radius makes its circumference 1,000, so that a dash is a share.
const ringRadius = 1000 / (2 * math.Pi)

func (p piece) dash() string   { return num(max(p.size-4, 0)) + " " + num(1000-max(p.size-4, 0)) }
func (p piece) offset() string { return num(250 - p.from) } // begin at twelve o'clock
