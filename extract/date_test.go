package extract

import (
	"testing"

	"parley/extract/nlp"
	"parley/graph"

	"github.com/google/go-cmp/cmp"
)

// reader returns a function that reads an article up to its temporal
// expressions.
func reader(t *testing.T) (*Extractor, func(published, text string) *document) {
	t.Helper()
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x, func(published, text string) *document {
		d, err := x.read(t.Context(), &graph.Article{Key: "t", Published: published, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// untrained returns an extractor without the models of encounters.
func untrained(t *testing.T) *Extractor {
	t.Helper()
	x, err := newUntrained(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// parse reads a text up to its names and titles.
func parse(t *testing.T, x *Extractor, text string) *document {
	t.Helper()
	d, err := x.parsed(t.Context(), &graph.Article{Key: "a", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// entityNames lists the entities of a document.
func entityNames(d *document) (names []string) {
	for i := range d.entities {
		names = append(names, d.entities[i].name)
	}
	return names
}

// saidDates lists the dates of the expressions, in text order.
func saidDates(d *document) (dates []string) {
	for i := range d.times {
		if d.times[i].sentence >= 0 {
			dates = append(dates, d.times[i].date.EDTF)
		}
	}
	return dates
}

// TestFindTimes: the words that govern an expression say whether it is past or
// to come.
func TestFindTimes(t *testing.T) {
	const wednesday = "2024-05-15"
	_, read := reader(t)
	for text, want := range map[string][]string{
		"The minister met the envoy on Friday.":                                               {"2024-05-10"},
		"On Friday, the two sides are to hold talks on trade.":                                {"2024-05-17"},
		"The king is meeting farmers this week before flying to Oslo on Friday.":              {"2024-05-13/2024-05-19", "2024-05-17"},
		"The envoy had agreed to meet with the mayor on Friday.":                              {"2024-05-10"},
		"Such a meeting is still possible on Friday.":                                         {"2024-05-17"},
		"The premier promised a new deal after the country leaves the bloc in February.":      {"2025-02"},
		"The palace announced plans to visit Oslo on Monday.":                                 {"2024-05-20"},
		"The president said on Friday he would hold a summit with the envoy on June 12.":      {"2024-05-10", "2024-06-12"},
		"Likewise, the president made an official visit to Turkey on December 20 and 21.":     {"2023-12-20/2023-12-21"},
		"As the mayor prepared to meet with the envoy for the first time Friday, he slept.":   {"2024-05-17"},
		"The envoy left Oslo on Monday ahead of a summit with the king on Friday.":            {"2024-05-13", "2024-05-17"},
		"Berg and Lund are holding talks in Oslo on Friday.":                                  {"2024-05-17"},
		"The mayor was preparing for a meeting with the envoy on Friday.":                     {"2024-05-17"},
		"And the envoy in Oslo on Friday?":                                                    {"2024-05-10"},
		"Friday - May 17\n\nThe queen opens the port.":                                        {"2024-05-17"},
		"The minister resigned a year later, in March 2019, after the talks with the unions.": {"2019-03", "2019-03"},
	} {
		d := read(wednesday, text)
		if diff := cmp.Diff(want, saidDates(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestReach: an expression that dates what is said hangs on another verb than
// the trigger.
func TestReach(t *testing.T) {
	x, read := reader(t)
	for _, c := range []struct {
		text, trigger string
		says          bool
		top           string
	}{
		{"The minister met the envoy in Oslo on Friday.", "met", false, "met"},
		{"The palace said on Friday that the king had met the envoy.", "met", true, "said"},
	} {
		d := read("2024-05-15", c.text)
		s := sighting{trigger: trigger{token: -1, support: -1}}
		for i := range int32(d.nlp.Len()) {
			if d.nlp.Word(i) == c.trigger {
				s.token = i
			}
		}
		r := x.reach(d, &s, &d.times[0])
		if r.top < 0 {
			t.Errorf("%s: expression and trigger do not hang together", c.text)
			continue
		}
		if top := d.nlp.Word(r.top); top != c.top || r.says != c.says {
			t.Errorf("%s: they hang together at %q, says %t; want %q, %t", c.text, top, r.says, c.top, c.says)
		}
	}
}

// TestChooseDate: what agrees adds up, and where the days near publication are
// the answer, a date in them that the encounter's own sentence tells is.
func TestChooseDate(t *testing.T) {
	published, _ := graph.ParseDay("2024-05-15")
	d := &document{article: &graph.Article{Published: "2024-05-15"}, nlp: &nlp.Document{}}
	day := func(edtf string, sentence int32, near bool) {
		x := timex{date: graph.Date{EDTF: edtf}, sentence: sentence, near: near}
		x.from, x.to, _ = x.date.Bounds()
		d.times = append(d.times, x)
	}
	day("2024-05-13", 0, false)
	day("2024-05", -1, false)
	for _, n := range nearPublication(published) {
		day(n.EDTF, -1, true)
	}
	for _, c := range []struct {
		none, said, month float64
		ahead             bool
		own               []int32
		want              string
	}{
		{0.3, 0.7, 0, false, nil, "2024-05-13"},
		{0.6, 0.2, 0.2, false, nil, ""},
		{0.4, 0.25, 0.35, false, nil, "2024-05-09/2024-05-15"},
		{0.4, 0, 0.6, true, nil, "2024-05"},
		{0.1, 0.45, 0.45, true, nil, "2024-05-09/2024-05-15"},
		{0.1, 0.45, 0.45, true, []int32{0}, "2024-05-13"},
		{0.1, 0.2, 0.7, false, []int32{0}, "2024-05-09/2024-05-15"},
	} {
		w := newDateWeights(d)
		w.own = c.own
		w.add(datedBy{-1, c.none}, 1)
		w.add(datedBy{0, c.said}, 1)
		w.add(datedBy{1, c.month}, 1)
		if got := w.choose(d, c.ahead).edtf; got != c.want {
			t.Errorf("of %+v: %q", c, got)
		}
	}
}

// TestOwnSentences: a sentence goes on from the one before where both are about
// one happening.
func TestOwnSentences(t *testing.T) {
	x, read := reader(t)
	for text, want := range map[string][]int32{
		"The summit opened on Monday. On the sidelines of the summit, the king met the envoy.": {1, 0},
		"The port opened on Monday. On the sidelines of the summit, the king met the envoy.":   {1},
		"The summit opened on Monday. A summit of lawyers begins, and the king met the envoy.": {1},
	} {
		d := read("2024-05-15", text)
		s := sighting{trigger: trigger{sentence: 1}}
		if diff := cmp.Diff(want, x.ownSentences(d, &s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestNearPublication: the days around publication stay within its month.
func TestNearPublication(t *testing.T) {
	for published, want := range map[string][]string{
		"2024-05-15": {"2024-05-09/2024-05-15", "2024-05-15/2024-05-21"},
		"2024-05-01": {"2024-05-01/2024-05-07"},
		"2024-05-03": {"2024-05-01/2024-05-03", "2024-05-03/2024-05-09"},
		"2024-05-31": {"2024-05-25/2024-05-31"},
	} {
		day, _ := graph.ParseDay(published)
		var got []string
		for _, d := range nearPublication(day) {
			got = append(got, d.EDTF)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", published, diff)
		}
	}
}
