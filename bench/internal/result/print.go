package result

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"ieum/bench/internal/load"
)

// Print writes the tables and the line of correctness.
func (b *Book) Print(to io.Writer) error {
	w := &strings.Builder{}
	b.runs(w)
	b.ratios(w)
	b.orders(w)
	for _, n := range b.Notes {
		fmt.Fprintln(w, "note:", n)
	}
	for _, s := range b.Spoilt {
		fmt.Fprintln(w, "no figure:", s)
	}
	for _, f := range b.Failures {
		fmt.Fprintln(w, "FAILED:", f)
	}
	fmt.Fprintln(w, b.Correctness())
	_, err := io.WriteString(to, w.String())
	return err
}

func table(w io.Writer, rows func(tw io.Writer)) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	rows(tw)
	_ = tw.Flush() // into a strings.Builder, which never fails
	_, _ = fmt.Fprintln(w)
}

func (b *Book) runs(w io.Writer) {
	table(w, func(tw io.Writer) {
		_, _ = fmt.Fprintln(tw, "server\trun\trounds\tper s\tbest\tp50 ms\tp99 ms\tmax ms\tCPU µs\tMB\tlate ms\t")
		for _, k := range b.keys {
			c := b.cells[k]
			if len(c.Rates) == 0 {
				continue
			}
			_, _ = fmt.Fprintf(tw, "%s\t%s\t%d\t%.0f\t%.0f\t", k.Target, k.Run, len(c.Rates), load.Median(c.Rates, load.Mean), slices.Max(c.Rates))
			if len(c.P50) > 0 {
				memory := load.Median(c.Memory, func(a, b int64) int64 { return (a + b) / 2 })
				_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%.0f\t%d\t%s\t", ms(c.P50), ms(c.P99), ms(c.Max), float64(load.Median(c.CPU, meanDuration))/1e3, memory>>20, ms(c.Late))
			} else {
				_, _ = fmt.Fprint(tw, "\t\t\t\t\t\t")
			}
			_, _ = fmt.Fprintln(tw)
		}
	})
}

func ms(d []time.Duration) string {
	return fmt.Sprintf("%.1f", float64(load.Median(d, meanDuration))/1e6)
}

func (b *Book) ratios(w io.Writer) {
	goals := b.Goals()
	if len(goals) == 0 {
		return
	}
	table(w, func(tw io.Writer) {
		_, _ = fmt.Fprintln(tw, "figure\tmeasured\tmust\taim\t\t")
		for _, g := range goals {
			sign := "≥"
			if g.Least {
				sign = "≤"
			}
			must, aim := fmt.Sprintf("%s %g", sign, g.Must), fmt.Sprintf("%s %g", sign, g.Aim)
			if g.Must == 0 && g.Aim == 0 {
				must, aim = "", ""
			}
			_, _ = fmt.Fprintf(tw, "%s\t%.3g\t%s\t%s\t%s\t\n", g.Name, g.Value, must, aim, g.Verdict())
		}
	})
}

func (b *Book) orders(w io.Writer) {
	for _, k := range b.keys {
		if o, ok := b.cells[k].worst(); ok {
			in := o.Intended
			_, _ = fmt.Fprintf(w, "order, %s %s: %d people, places off by p50 %.1f ms, p99 %.1f ms, max %.1f ms; %d seats to people outside the first (%d by the moment of sending)\n",
				k.Target, k.Run, in.People, float64(in.P50)/1e6, float64(in.P99)/1e6, float64(in.Max)/1e6, in.Outside, o.Sent.Outside)
		}
	}
}

// Correctness is the line that says whether everything was right.
func (b *Book) Correctness() string {
	if len(b.Failures) > 0 {
		return fmt.Sprintf("correctness: FAILED, %d findings", len(b.Failures))
	}
	runs, answers := b.portal()
	line := fmt.Sprintf("correctness: ok; %d runs of the portal, %d answers, no error, every count exact", runs, answers)
	if c := b.Crash; c.Rounds > 0 {
		line += fmt.Sprintf("; %d × SIGKILL: %d acknowledged, 0 lost, %d stored, sequences contiguous", c.Rounds, c.Acked, c.Stored)
	}
	return line
}
