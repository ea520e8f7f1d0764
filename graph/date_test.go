package graph

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		edtf, start, end string
		precision        DatePrecision
		doubt            string // ~ ? % or nothing
	}{
		{"2024", "2024-01-01", "2024-12-31", YearPrecision, ""},
		{"2024-02", "2024-02-01", "2024-02-29", MonthPrecision, ""},
		{"2023-02", "2023-02-01", "2023-02-28", MonthPrecision, ""},
		{"1900-02", "1900-02-01", "1900-02-28", MonthPrecision, ""},
		{"2024-03-26", "2024-03-26", "2024-03-26", DayPrecision, ""},
		{"2024-03-26~", "2024-03-26", "2024-03-26", DayPrecision, "~"},
		{"2024-03?", "2024-03-01", "2024-03-31", MonthPrecision, "?"},
		{"2024%", "2024-01-01", "2024-12-31", YearPrecision, "%"},
		{"2024-21", "2024-03-01", "2024-05-31", RangePrecision, ""},
		{"2024-22", "2024-06-01", "2024-08-31", RangePrecision, ""},
		{"2024-23", "2024-09-01", "2024-11-30", RangePrecision, ""},
		{"2023-24", "2023-12-01", "2024-02-29", RangePrecision, ""},
		{"9999-24", "9999-12-01", "9999-12-31", RangePrecision, ""},
		{"2024-03-XX", "2024-03-01", "2024-03-31", MonthPrecision, ""},
		{"2024-XX", "2024-01-01", "2024-12-31", YearPrecision, ""},
		{"2024-XX-XX", "2024-01-01", "2024-12-31", YearPrecision, ""},
		{"202X", "2020-01-01", "2029-12-31", UnknownPrecision, ""},
		{"19XX~", "1900-01-01", "1999-12-31", UnknownPrecision, "~"},
		{"XXXX", "", "", UnknownPrecision, ""},
		{"2018-06-12/2018-06-13", "2018-06-12", "2018-06-13", RangePrecision, ""},
		{"2018-06/2018-08", "2018-06-01", "2018-08-31", RangePrecision, ""},
		{"2018-06-12/2018-06-12", "2018-06-12", "2018-06-12", DayPrecision, ""},
		{"2018~/2020?", "2018-01-01", "2020-12-31", RangePrecision, "%"},
		{"../2024-03-26", "", "2024-03-26", UnknownPrecision, ""},
		{"2024-03-26/..", "2024-03-26", "", UnknownPrecision, ""},
		{"2024-03-26/", "2024-03-26", "", UnknownPrecision, ""},
		{"/2024", "", "2024-12-31", UnknownPrecision, ""},
		{"2024-03-26T23:30:00+03:30", "2024-03-26", "2024-03-26", InstantPrecision, ""},
		{"2024-03-26T23:30:00.25Z", "2024-03-26", "2024-03-26", InstantPrecision, ""},
		{"2024-03-26T23:30:00", "2024-03-26", "2024-03-26", InstantPrecision, ""},
		{"0000-01-01", "0000-01-01", "0000-01-01", DayPrecision, ""},
		{"9999-12-31", "9999-12-31", "9999-12-31", DayPrecision, ""},
	} {
		d, err := ParseDate(c.edtf)
		if err != nil {
			t.Errorf("ParseDate(%q): %v", c.edtf, err)
			continue
		}
		doubt := ""
		switch {
		case d.Approximate() && d.Uncertain():
			doubt = "%"
		case d.Approximate():
			doubt = "~"
		case d.Uncertain():
			doubt = "?"
		}
		if d.Start() != c.start || d.End() != c.end || d.Precision() != c.precision || doubt != c.doubt {
			t.Errorf("%s: %s to %s, %s, doubt %q; want %s to %s, %s, %q",
				c.edtf, d.Start(), d.End(), d.Precision(), doubt, c.start, c.end, c.precision, c.doubt)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "~", "24", "2024-3-26", "2024-13", "2024-00", "2024-25", "2024-20", "2023-02-29", "2024-04-31", "26-03-2024",
		"2024-03-26/2024-03-25", "2024/2023", "../..", "/", "2024/2025/2026", "2024-XX-26", "X024", "20X4", "2024-1X", "2024-03-2X", "2024-03-26T", "2024-03-26T24:00:00",
		"2024-03-26T10:00", "2024-03-26T10:00:00+3", "2024-03-26T10:00:00.Z", "2024-03-26T10:00:00Z/..", "2024-03-26 10:00:00", "-044", "Tuesday", "2024~~", "２０２４"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
		if d := (Date{EDTF: s}); d.Valid() || d.Start() != "" || d.End() != "" || d.Precision() != "" || d.SortKey() != "" || d.Overlaps("", "") {
			t.Errorf("Date %q behaves like a date", s)
		}
	}
}

func TestDayAgreesWithTime(t *testing.T) {
	for d := FirstDay; d <= LastDay; d += 97 {
		want := time.Unix(int64(d)*86400, 0).UTC()
		y, m, day := d.YMD()
		if s := d.String(); s != want.Format(time.DateOnly) || d.Weekday() != want.Weekday() || NewDay(y, m, day) != d || DayOf(want) != d {
			t.Fatalf("day %d is %s, a %s; want %s", d, s, d.Weekday(), want.Format("2006-01-02, a Monday"))
		}
		if back, ok := ParseDay(d.String()); !ok || back != d {
			t.Fatalf("ParseDay(%s) = %d, %t", d, back, ok)
		}
		if mon := d.Monday(); mon.Weekday() != time.Monday || mon > d || d-mon > 6 {
			t.Fatalf("week of %s starts %s", d, mon)
		}
	}
	if FirstDay.String() != "0000-01-01" || LastDay.String() != "9999-12-31" {
		t.Errorf("bounds are %s and %s", FirstDay, LastDay)
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"}, {"2024-03-31", -1, "2024-02-29"}, {"2024-03-26", 12, "2025-03-26"}, {"2024-03-26", -3, "2023-12-26"},
		{"2024-02-29", -12, "2023-02-28"}, {"2024-12-15", 1, "2025-01-15"}, {"2024-01-15", -1, "2023-12-15"}, {"2024-05-05", -25, "2022-04-05"},
	} {
		d, _ := ParseDay(c.from)
		if got := d.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s %+d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestRelate(t *testing.T) {
	for _, c := range []struct {
		d, o string
		want DateRelation
		both string // intersection
	}{
		{"2024-03", "2024-03-01/2024-03-31", SameDays, "2024-03"},
		{"2024-03-26", "2024-03", Within, "2024-03-26"},
		{"2024", "2024-03", Covers, "2024-03"},
		{"2024-03-26", "2024-03-27", Disjoint, ""},
		{"2024-03-20/2024-04-10", "2024-04", Overlapping, "2024-04-01/2024-04-10"},
		{"../2024-04-10", "2024-04-01/..", Overlapping, "2024-04-01/2024-04-10"},
		{"2024-01/2024-03", "2024-03/2024-05", Overlapping, "2024-03"},
		{"2024-03-26", "2024-03-26T10:00:00Z", SameDays, "2024-03-26T10:00:00Z"},
		{"2024-03-26", "", NoRelation, "2024-03-26"},
	} {
		d, o := Date{EDTF: c.d}, Date{EDTF: c.o}
		if got := d.Relate(o); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.d, c.o, got, c.want)
		}
		if both, ok := d.Intersect(o); both.EDTF != c.both || ok != (c.both != "") {
			t.Errorf("%s and %s share %q, %t; want %q", c.d, c.o, both.EDTF, ok, c.both)
		}
		if got := d.Compatible(o); got != (c.want != Disjoint) {
			t.Errorf("%s compatible with %s: %t", c.d, c.o, got)
		}
	}
}

func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		edtf, from, to string
		want           bool
	}{
		{"2024-03", "2024-03-31", "", true}, {"2024-03", "2024-04-01", "", false}, {"2024-03", "", "2024-03-01", true}, {"2024-03", "", "2024-02-29", false},
		{"2023-11", "2024-01-01", "2024-12-31", false}, {"../2023", "2024-01-01", "", false}, {"2023/..", "2024-01-01", "2024-01-01", true},
		{"2024-03-26", "March", "", false}, {"2024-03-26", "", "", true},
	} {
		if got := (Date{EDTF: c.edtf}).Overlaps(c.from, c.to); got != c.want {
			t.Errorf("%s overlaps %s..%s: %t, want %t", c.edtf, c.from, c.to, got, c.want)
		}
	}
}

// Dates made of any two days keep their bounds, and relations read from both
// sides agree.
func TestRelationsOfAnyDates(t *testing.T) {
	date := rapid.Custom(func(t *rapid.T) Date {
		a := rapid.Int32Range(19000, 20000).Draw(t, "from")
		return RangeDate(Day(a), Day(a+rapid.Int32Range(0, 400).Draw(t, "days")), Explicit)
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := date.Draw(t, "a"), date.Draw(t, "b")
		mirror := map[DateRelation]DateRelation{SameDays: SameDays, Within: Covers, Covers: Within, Overlapping: Overlapping, Disjoint: Disjoint}
		if got := b.Relate(a); got != mirror[a.Relate(b)] {
			t.Fatalf("%s to %s: %d, back %d", a.EDTF, b.EDTF, a.Relate(b), got)
		}
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%s and %s compare %d and %d", a.EDTF, b.EDTF, a.Compare(b), b.Compare(a))
		}
		both, ok := a.Intersect(b)
		if ok != a.Compatible(b) || ok && (!a.Contains(both) || !b.Contains(both)) {
			t.Fatalf("%s and %s share %s, %t", a.EDTF, b.EDTF, both.EDTF, ok)
		}
		if a.Overlaps(b.Start(), b.End()) != ok {
			t.Fatalf("%s overlaps %s: not %t", a.EDTF, b.EDTF, ok)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2024-03-26", "2024-03-XX", "2024-21~", "../2024", "2024-03-26T10:00:00+03:30", "20XX/2024-05-01?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		from, to, ok := d.Bounds()
		if !ok || from > to || from < FirstDay || to > LastDay || d.Precision() == "" {
			t.Fatalf("%q: %s to %s, %q", s, from, to, d.Precision())
		}
		if d.Start() != "" && d.Start() != from.String() || d.End() != "" && d.End() != to.String() {
			t.Fatalf("%q: %s to %s, bounds %s and %s", s, d.Start(), d.End(), from, to)
		}
		again := RangeDate(from, to, Explicit)
		if r := again.Relate(d); r != SameDays {
			t.Fatalf("%q is %s: %d", s, again.EDTF, r)
		}
	})
}

func BenchmarkBounds(b *testing.B) {
	d := Date{EDTF: "2024-03-26/2024-04-02"}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := d.Bounds(); !ok {
			b.Fatal("no bounds")
		}
	}
}

func TestContradicts(t *testing.T) {
	told := Date{EDTF: "2024-03-26", Basis: Explicit}
	for _, c := range []struct {
		o    Date
		want bool
	}{
		{Date{EDTF: "2024-03-27", Basis: Relative}, true},
		{Date{EDTF: "2024-03", Basis: Relative}, false},
		{Date{EDTF: "2024-04-01/2024-04-07", Basis: Explicit}, true},
		{Date{EDTF: "2024-04-01/2024-04-07", Basis: Publication}, false},
		{Date{}, false},
	} {
		if got := told.Contradicts(c.o); got != c.want || c.o.Contradicts(told) != got {
			t.Errorf("%v contradicts %v: %v, want %v both ways", told, c.o, got, c.want)
		}
	}
}
