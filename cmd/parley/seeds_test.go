package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// seeds ingests the five articles that the project started from and returns
// the store. They are not part of the project; without them the test skips.
func seeds(t *testing.T) (db string) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "seeds", "articles")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("skipped: the seed articles are not beside the checkout")
	}
	db = filepath.Join(t.TempDir(), "seeds.db")
	parley(t, "--db", db, "ingest", dir)
	return db
}

// answer runs a GraphQL document and decodes its data.
func answer[T any](t *testing.T, db, query string) T {
	t.Helper()
	var out struct{ Data T }
	raw := parley(t, "--db", db, "query", query)
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return out.Data
}

type seedEvent struct {
	Type, Factuality string
	Date             *struct{ EDTF string }
	Place            *struct{ Name string }
	Participants     struct{ Nodes []struct{ Name string } }
	Articles         struct{ Nodes []struct{ Key string } }
}

const seedEventFields = `{ type factuality date { edtf } place { name } participants(first: 20) { nodes { name } } articles(first: 20) { nodes { key } } }`

func (e seedEvent) with(names ...string) bool {
	for _, n := range names {
		if !slices.ContainsFunc(e.Participants.Nodes, func(p struct{ Name string }) bool { return strings.Contains(p.Name, n) }) {
			return false
		}
	}
	return true
}

func (e seedEvent) on(edtf string) bool { return e.Date != nil && strings.HasPrefix(e.Date.EDTF, edtf) }

// TestSeeds asks what the graph must answer for the seed articles, numbered
// as in the README beside them.
func TestSeeds(t *testing.T) {
	db := seeds(t)
	type meetings struct {
		Meetings struct{ Nodes []seedEvent }
	}
	all := answer[meetings](t, db, `{ meetings(first: 100, factuality: [HELD, ONGOING, SCHEDULED, PROPOSED, POSTPONED, CANCELLED, REFUSED, DENIED, ALLEGED, HYPOTHETICAL]) { nodes `+seedEventFields+` } }`).Meetings.Nodes
	find := func(ok func(seedEvent) bool) *seedEvent {
		for i := range all {
			if ok(all[i]) {
				return &all[i]
			}
		}
		return nil
	}

	t.Run("1 who met Haniyeh in March 2024", func(t *testing.T) {
		got := answer[meetings](t, db, `{ meetings(between: [{name: "Ismail Haniyeh"}], from: "2024-03-01", to: "2024-03-31") { nodes `+seedEventFields+` } }`).Meetings.Nodes
		i := slices.IndexFunc(got, func(e seedEvent) bool {
			return e.Type == "MEETING" && e.with("Haniyeh", "Abdollahian") && e.on("2024-03-26")
		})
		if i < 0 {
			t.Fatalf("no meeting of the two on 26 March 2024 among %+v", got)
		}
		e := got[i]
		if e.Factuality != "HELD" || e.Place == nil || e.Place.Name != "Tehran" || len(e.Articles.Nodes) != 5 {
			t.Errorf("got %+v, want it HELD in Tehran with all five articles", e)
		}
	})
	t.Run("2 with whom else", func(t *testing.T) {
		for what, ok := range map[string]func(seedEvent) bool{
			"Khamenei in November 2023": func(e seedEvent) bool {
				return e.with("Haniyeh", "Khamenei") && e.on("2023-11") && len(e.Articles.Nodes) == 2
			},
			"the call of 25 March": func(e seedEvent) bool {
				return e.Type == "CALL" && e.with("Borrell", "Abdollahian") && e.on("2024-03-25")
			},
			"the contact of 22 March": func(e seedEvent) bool {
				return e.with("Haniyeh", "Abdollahian") && e.on("2024-03-22")
			},
			"the visit of November": func(e seedEvent) bool {
				return e.Type == "VISIT" && e.with("Haniyeh") && e.on("2023-11")
			},
		} {
			if find(ok) == nil {
				t.Errorf("not found: %s", what)
			}
		}
	})
	t.Run("3 path", func(t *testing.T) {
		got := string(parley(t, "--db", db, "path", "Josep Borrell", "Ali Khamenei"))
		at := 0
		for _, want := range []string{"Borrell", "2024-03-25", "Abdollahian", "Haniyeh", "2023-11", "Khamenei"} {
			k := strings.Index(got[at:], want)
			if k < 0 {
				t.Fatalf("no %s in its place in\n%s", want, got)
			}
			at += k
		}
	})
	t.Run("4 where sources differ", func(t *testing.T) {
		dump := parley(t, "--db", db, "dump")
		for _, number := range []string{"1139", "1160"} {
			if !bytes.Contains(dump, []byte(number)) {
				t.Errorf("the number %s is not in the graph", number)
			}
		}
		for _, word := range []string{"insufficient", "insignificant"} {
			got := answer[struct {
				Events struct{ Nodes []struct{ ID string } }
			}](t, db, `{ events(filter: {types: [STATEMENT], text: "`+word+`"}) { nodes { id } } }`)
			if len(got.Events.Nodes) == 0 {
				t.Errorf("no statement with %q", word)
			}
		}
		for _, spellings := range [][]string{{"Kanaani", "Kanani", "Kanami"}, {"Amir-Abdollahian", "Amirabdollahian", "Abdollahian"}} {
			ids := map[string]bool{}
			for _, s := range spellings {
				got := answer[struct{ Person *struct{ ID string } }](t, db, `{ person(by: {name: "`+s+`"}) { id } }`)
				if got.Person == nil {
					t.Errorf("nobody is called %s", s)
					continue
				}
				ids[got.Person.ID] = true
			}
			if len(ids) != 1 {
				t.Errorf("%v are %d persons", spellings, len(ids))
			}
		}
	})
	t.Run("5 called off", func(t *testing.T) {
		if find(func(e seedEvent) bool { return e.Factuality == "CANCELLED" }) == nil {
			t.Error("the visit that was called off is not in the graph as CANCELLED")
		}
	})
	t.Run("6 not in the graph", func(t *testing.T) {
		type who struct {
			Events struct{ Nodes []seedEvent }
		}
		for _, e := range answer[who](t, db, `{ events(first: 100) { nodes `+seedEventFields+` } }`).Events.Nodes {
			for _, name := range []string{"Mrad", "Jaroudi", "Gokhale", "Tasnim"} {
				if e.with(name) {
					t.Errorf("%s takes part in %+v", name, e)
				}
			}
		}
		got := answer[struct {
			Person *struct{ Name string }
			Place  *struct{ Name string }
		}](t, db, `{ person(by: {name: "Israel Katz"}) { name } place(by: {name: "Israel"}) { name } }`)
		if got.Person == nil || got.Place == nil {
			t.Errorf("want the person Israel Katz and the place Israel, got %+v", got)
		}
	})
	t.Run("7 one resolution, one attack", func(t *testing.T) {
		type list struct {
			Events struct{ Nodes []seedEvent }
		}
		votes := answer[list](t, db, `{ events(filter: {types: [VOTE], date: {from: "2024-03-25", to: "2024-03-25"}}, first: 50) { nodes `+seedEventFields+` } }`).Events.Nodes
		if len(votes) != 1 || len(votes[0].Articles.Nodes) != 5 {
			t.Errorf("want one resolution of 25 March 2024 with five articles, got %+v", votes)
		}
		attacks := answer[list](t, db, `{ events(filter: {types: [ATTACK], date: {from: "2023-10-07", to: "2023-10-07"}}, first: 50) { nodes `+seedEventFields+` } }`).Events.Nodes
		attacks = slices.DeleteFunc(attacks, func(e seedEvent) bool { return !e.with("Hamas") })
		if len(attacks) != 1 {
			t.Errorf("want one attack by Hamas on 7 October 2023, got %+v", attacks)
		}
	})
}

// TestSeedsInAnyOrder wants the same bytes for any order of the files, and
// for files that came twice.
func TestSeedsInAnyOrder(t *testing.T) {
	db := seeds(t)
	want := parley(t, "--db", db, "dump")
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "articles", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for turn := range 2 {
		files = append(files[2+turn:], files[:2+turn]...)
		other := filepath.Join(t.TempDir(), "other.db")
		for _, batch := range [][]string{files[:3], files, files[1:]} {
			parley(t, append([]string{"--db", other, "ingest"}, batch...)...)
		}
		if got := parley(t, "--db", other, "dump"); !bytes.Equal(got, want) {
			t.Errorf("turn %d: the dump differs", turn)
		}
		parley(t, "--db", other, "check")
		parley(t, "--db", other, "verify")
	}
}
