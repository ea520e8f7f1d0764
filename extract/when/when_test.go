package when

import (
	"strings"
	"testing"

	"parley/extract/nlp"
)

// document makes a document of words and sentence ends, as a tokenizer would.
func document(text string) *nlp.Document {
	d := &nlp.Document{Text: text}
	start := int32(0)
	for _, l := range lex(text) {
		d.Spans = append(d.Spans, nlp.Span{Start: l.start, End: l.end})
		if l.class == mark && l.value == '.' {
			d.Sentences = append(d.Sentences, nlp.Range{First: start, End: int32(d.Len())})
			start = int32(d.Len())
		}
	}
	if start < int32(d.Len()) {
		d.Sentences = append(d.Sentences, nlp.Range{First: start, End: int32(d.Len())})
	}
	return d
}

func TestFindTokens(t *testing.T) {
	d := document("They met in Oslo. On Tuesday, a day after the March 3 vote, both left. The next day it rained.")
	found := Find(d)
	var got []string
	for _, e := range found {
		got = append(got, d.TextOf(e.Tokens))
		if s := d.Sentences[e.Sentence]; e.Tokens.First < s.First || e.Tokens.End > s.End {
			t.Errorf("%q is in sentence %d, tokens %v", d.TextOf(e.Tokens), e.Sentence, s)
		}
	}
	if s := strings.Join(got, " | "); s != "Tuesday | a day after | March 3 | The next day" {
		t.Fatalf("found %s", s)
	}
	if found[1].Anchor != AnchorNext || found[1].AnchorAt != 2 || found[3].Anchor != AnchorPrevious {
		t.Errorf("anchors are %d at %d, and %d", found[1].Anchor, found[1].AnchorAt, found[3].Anchor)
	}
	if found[0].Cue != On {
		t.Errorf("cue of Tuesday is %d", found[0].Cue)
	}
}

// Furniture that no sentence covers is not read.
func TestFindSkipsWhatIsNoSentence(t *testing.T) {
	d := document("They met on Monday. Updated Friday.")
	d.Spans, d.Sentences = d.Spans[:5], d.Sentences[:1]
	if found := Find(d); len(found) != 1 || d.TextOf(found[0].Tokens) != "Monday" {
		t.Errorf("found %d expressions", len(found))
	}
}

func FuzzFindText(f *testing.F) {
	for _, s := range []string{"on March 26-27, 2024", "the '90s", "2024-03-26T10:00:00Z", "a day after", "Tuesday’s", "the end of the", "from May to", "3 p.m. on", "New Year's", "early mid-late 19th"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := int32(0)
		found := FindText(s)
		for i := range found {
			e := &found[i]
			if e.Span.Start < last || e.Span.End <= e.Span.Start || int(e.Span.End) > len(s) {
				t.Fatalf("span %v after %d in %q", e.Span, last, s)
			}
			last = e.Span.End
			for _, day := range []string{"", "2024-02-29", "0000-01-01", "9999-12-31"} {
				for tense := NoTense; tense <= Future; tense++ {
					d, ok := e.Resolve(Context{Published: dateOf(day), Tense: tense, Anchor: dateOf("2020-02")})
					if ok != d.Valid() || ok && d.Basis == "" {
						t.Fatalf("%q of %q on %s is %q, %t", s[e.Span.Start:e.Span.End], s, day, d.EDTF, ok)
					}
				}
			}
		}
	})
}

const benchText = `The foreign minister of Norland arrived in Southport on Tuesday for talks with his counterpart, a day after the parliament adopted a
resolution that called for a truce. The two sides, which have met three times since March 2023, agreed to meet again next month. Officials said the
delegation, the largest since the war began, would discuss trade, fisheries and the return of prisoners. "We have waited for a decade," one of them said.
He did not say who would lead the next round, which some expect in early May. The company that runs the port said in a statement that it had lost
2,000 tons of grain and that repairs could take two weeks. Earlier this week the president, who has held office since 1994, dismissed his chief of staff.
`

func BenchmarkFindText(b *testing.B) {
	text := strings.Repeat(benchText, 50)
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		FindText(text)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
