package nlp

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// sample is a made-up report of some length, for benchmarks.
var sample = strings.Repeat(`CAIRO - 26 July 2022: Foreign Minister Anna Kovacs met her counterpart from Norland, J. R. Olsen, on Tuesday for talks on trade.

"We have agreed to hold a second round of negotiations in the coming weeks," she told reporters after the meeting, which lasted more than three hours. The two sides didn't say when the delegations will visit the capital's new port.

Norland's prime minister, who cancelled a visit to the region last month because of the storm, is expected to travel to Cairo on August 3 with a delegation of business leaders. Officials from the U.N. and the African Union had called on both governments to resume the dialogue that was suspended in 2019.

`, 20)

func BenchmarkParse(b *testing.B) {
	p := pipeline(b)
	b.ReportAllocs()
	words := 0
	busy := processorTime()
	for b.Loop() {
		d, err := p.Parse(b.Context(), sample)
		if err != nil {
			b.Fatal(err)
		}
		words += d.Len()
	}
	busy = processorTime() - busy
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(words)/busy.Seconds(), "words/cpu-s")
}

// processorTime is the time that processors gave this process, which says more
// than the clock on a machine that others share.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// long reports whether the long trials are asked for.
func long() bool { return os.Getenv("PARLEY_LONG") != "" }
