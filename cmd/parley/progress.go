package main

import (
	"fmt"
	"io"
	"time"
)

// A progress shows a count on a terminal, and nothing elsewhere.
type progress struct {
	w     io.Writer // nil when not a terminal
	what  string
	start time.Time
	last  time.Time
}

func newProgress(w io.Writer, what string) *progress {
	p := &progress{what: what, start: time.Now()}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// set shows n, at most five times a second.
func (p *progress) set(n int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.last) < 200*time.Millisecond {
		return
	}
	p.last = now
	fmt.Fprintf(p.w, "\r\x1b[K%d %s, %.0f/s", n, p.what, float64(n)/now.Sub(p.start).Seconds())
}

// finish clears the line.
func (p *progress) finish() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
