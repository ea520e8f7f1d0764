package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"parley/graph"
)

// A dayFlag is a flag for one end of a range of days: a day, or a month or
// year of which it takes the first or the last day.
type dayFlag struct {
	last bool
	day  *string
}

func (d dayFlag) String() string {
	if d.day == nil {
		return ""
	}
	return *d.day
}

// Set implements [pflag.Value].
func (d dayFlag) Set(s string) error {
	date, err := graph.ParseDate(s)
	if err != nil {
		return fmt.Errorf("%q is no date; write a day, month or year such as 2024-03-26, 2024-03 or 2024", s)
	}
	from, to, ok := date.Bounds()
	if !ok {
		return fmt.Errorf("%q has no bounds; write a day, month or year such as 2024-03-26, 2024-03 or 2024", s)
	}
	*d.day = from.String()
	if d.last {
		*d.day = to.String()
	}
	return nil
}

// Type implements [pflag.Value].
func (d dayFlag) Type() string { return "date" }

// addDayFlags adds --from and --to.
func addDayFlags(f *pflag.FlagSet, from, to *string) {
	f.Var(dayFlag{day: from}, "from", "first day, such as 2024-03-26, or 2024-03 for the whole month on")
	f.Var(dayFlag{last: true, day: to}, "to", "last day; 2024-03 is up to its end")
}
