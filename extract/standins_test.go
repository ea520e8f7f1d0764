package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestStandIns tells by whom countries and bodies stand in a sentence.
func TestStandIns(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text string
		want map[string]string // by name: what acts for it, and its noun
	}{
		{"Norwegian officials met the president of Chile.", map[string]string{"Norwegian": "many officials", "Chile": "office president"}},
		{"Mary Holt saw a member of the Kenyan delegation.", map[string]string{"Kenyan": "body member"}},
		{"The leaders of Peru and Chile spoke on Monday.", map[string]string{"Peru": "many leaders", "Chile": "many leaders"}},
		{"Kenya's exports to Norway fell.", map[string]string{"Kenya": " Kenya", "Norway": " Norway"}},
		{"Norwegian Prime Minister Mary Holt met Kenyan lawmakers.", map[string]string{"Norwegian": " Norwegian", "Kenyan": "many lawmakers"}},
	} {
		d := parse(t, x, c.text)
		got := map[string]string{}
		for i := range d.mentions {
			if m := &d.mentions[i]; kindOf(m.typ) != graph.Person {
				in := x.standIn(d, m, -1)
				got[d.nlp.TextOf(m.tokens)] = in.class + " " + d.nlp.Word(in.at)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestCapitals tells capitals that act for their countries from those where
// something happens.
func TestCapitals(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text string
		want []string // the entities, by name
	}{
		{"Oslo rejected the plan. Norway will not sign.", []string{"Norway"}},
		{"Norway will not sign. Talks between Oslo and Nairobi failed, Kenya said.", []string{"Norway", "Kenya"}},
		{"Norway deplored Oslo's refusal.", []string{"Norway"}},
		{"Norway opened a station in Oslo.", []string{"Norway", "Oslo"}},
		{"Oslo rejected the plan.", []string{"Oslo"}},
	} {
		d := parse(t, x, c.text)
		if diff := cmp.Diff(c.want, entityNames(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestCaucuses names the members of a party in a chamber as one body.
func TestCaucuses(t *testing.T) {
	x := untrained(t)
	d := parse(t, x, "Mary Holt met with Senate Republicans on Monday. The Senate voted against Democrats.")
	if diff := cmp.Diff([]string{"Mary Holt", "Senate Republicans", "Senate", "Democrats"}, entityNames(d)); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
}

// TestOwnCountry gives "we" of somebody who speaks for a country that country.
func TestOwnCountry(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text, want string
	}{
		{"“We are negotiating with Kenya,” Norwegian Foreign Minister Mary Holt said.", "Norway"},
		{"“We are negotiating with Kenya,” Mary Holt said.", ""},
	} {
		d, err := x.read(t.Context(), &graph.Article{Key: "a", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i := range d.mentions {
			if m := &d.mentions[i]; d.lower(m.head) == "we" && m.entity >= 0 {
				got = d.entities[m.entity].name
			}
		}
		if got != c.want {
			t.Errorf("%s: we are %q, want %q", c.text, got, c.want)
		}
	}
}
