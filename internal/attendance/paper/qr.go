package paper

import (
	"context"
	"fmt"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

var noContext = context.Background()

// Code is a QR code: its width in squares, and the dark ones as the path of an
// SVG picture of that width.
type Code struct {
	Size int
	Path string
	dark [][]bool
}

// CodeOf is the QR code of a text.
func CodeOf(text string) (Code, error) {
	q, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return Code{}, fmt.Errorf("paper: %w", err)
	}
	c := Code{dark: q.Bitmap()} // with the quiet zone around it
	c.Size = len(c.dark)
	var b strings.Builder
	for y, row := range c.dark {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	c.Path = b.String()
	return c, nil
}

// Dark reports whether a square is dark.
func (c Code) Dark(x, y int) bool { return c.dark[y][x] }
