package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// cuesIn lists who says what the words of a text say, a line a cue.
func cuesIn(t *testing.T, x *Extractor, text string) []string {
	t.Helper()
	d, err := x.read(t.Context(), &graph.Article{Key: "t", Published: "2024-05-15", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range x.sourceCues(d) {
		s := x.sourceOf(d, &sourceCandidate{name: c.means(), cue: c.token})
		out = append(out, d.nlp.Word(c.token)+": "+s.text)
	}
	return out
}

func TestSourceCues(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"the time between the speaker and the verb is no speaker", "Norland and Eastmark will resume talks in June, Peter Lund, the deputy foreign minister, said late Friday.", []string{"said: Peter Lund"}},
		{"an apposition between commas", "“She met with the envoy in the old harbor,” her spokesman, Peter Lund, confirmed to the Bergen Post.", []string{"confirmed: Peter Lund"}},
		{"what goes with the noun belongs to the source", "The two ministers met in secret, according to a memo obtained by the Bergen Post.", []string{"according: a memo obtained by the Bergen Post"}},
		{"the official is the one named before", "A senior Norland official told reporters that talks were under way. Both sides want peace. The official said the ministers would meet in June.", []string{"told: A senior Norland official", "said: A senior Norland official"}},
		{"it is the ministry that said before", "The foreign ministry said on Monday that Anna Berg had met the envoy. It added that she would travel to Oslo.", []string{"said: The foreign ministry", "added: The foreign ministry"}},
		{"the newspaper is the one cited before", "The Bergen Post reported that Anna Berg met Peter Lund. The newspaper said the two had lunch.", []string{"reported: Bergen Post", "said: Bergen Post"}},
		{"what adds to something says nothing", "The storm added to the worries of Anna Berg.", nil},
		{"several are not the one entity that they are of", "Norland invited Eastmark. Both sides have said they are open to talks.", []string{"said: Both sides"}},
	} {
		if diff := cmp.Diff(c.want, cuesIn(t, x, c.text)); diff != "" {
			t.Errorf("%s: %s\n%s", c.why, c.text, diff)
		}
	}
}

// TestSignatures: the words of a shown message are its signer's, to the
// paragraph's start and no further.
func TestSignatures(t *testing.T) {
	x := untrained(t)
	text := "Berg left on Monday.\n\nJust had a good talk with Peter Lund. I will see him in Oslo! — Anna Berg (@annaberg) May 3, 2024\n\nLund did not answer.\n\nGreat meeting today with the mayor of Bergen.\n\n— Peter Lund (@plund) May 4, 2024"
	d, err := x.read(t.Context(), &graph.Article{Key: "t", Published: "2024-05-15", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for s, r := range d.nlp.Sentences {
		by, ok := d.signedBy(r.First)
		if !ok {
			continue
		}
		got = append(got, d.nlp.Word(d.nlp.Sentences[s].First)+" "+x.sourceOf(d, &sourceCandidate{name: by.head}).text)
	}
	if diff := cmp.Diff([]string{"Just Anna Berg", "I Anna Berg", "Great Peter Lund"}, got); diff != "" {
		t.Error(diff)
	}
	for i := range d.mentions {
		if m := &d.mentions[i]; m.gender == '1' && (m.entity < 0 || d.entities[m.entity].name != "Anna Berg") {
			t.Errorf("I is entity %d, want Anna Berg", m.entity)
		}
	}
}

// TestBetween: how the words between a verb of saying and a trigger lie.
func TestBetween(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct{ text, trigger, want string }{
		{"The minister said that Berg met Lund.", "met", "that"},
		{"The minister said Berg met Lund.", "met", "bare"},
		{"Berg told reporters after meeting Lund that prices would fall.", "meeting", "adjunct"},
		{"The minister said on Monday he met Lund.", "met", "bare"},
		{"Berg met Lund on Monday, two diplomats said.", "met", "closing"},
		{"The minister said: “Berg met Lund.”", "met", "quoted"},
		{"The ministry confirmed that the envoy told Berg that Lund met the king.", "met", "that over"},
	} {
		d, err := x.read(t.Context(), &graph.Article{Key: "t", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		cues := x.sourceCues(d)
		s := sighting{}
		for i := range int32(d.nlp.Len()) {
			if d.nlp.Word(i) == c.trigger {
				s.token = i
			}
		}
		if len(cues) == 0 {
			t.Errorf("%s: no cue", c.text)
			continue
		}
		if got := d.between(cues[0].token, &s); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestInSubject: what is told in the phrase of who says something else is not
// said by him.
func TestInSubject(t *testing.T) {
	x := untrained(t)
	for text, want := range map[string]int{
		"Anna Berg, who met Peter Lund on Monday, said that prices would fall.": 1, // nobody
		"Anna Berg said that the envoy had met Peter Lund on Monday.":           2,
	} {
		d, s := sightingOf(t, x, text, "met")
		if got := len(x.sourceCandidates(d, s)); got != want {
			t.Errorf("%s: %d choices, want %d", text, got, want)
		}
	}
}
