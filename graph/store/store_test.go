package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// clock is a clock that stands still, so that stores can be compared.
func clock() time.Time { return time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC) }

func openMemory(t testing.TB) *Store {
	t.Helper()
	s, err := Open("", Options{Memory: true, Resolver: fakeResolver{}, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func openDir(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{Resolver: fakeResolver{}, Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told is a report in short: who did what when, and where.
type told struct {
	kind       graph.EventType
	date       string
	place      string
	factuality graph.Factuality
	who        []string
}

// article makes an article that tells the reports in one sentence each, with
// its extraction, as an extractor would give them.
func article(key, outlet, published string, reports ...told) Input {
	a := graph.Article{Key: key, URL: "https://news.example/" + key, Title: "News of " + key, Language: "en", Published: published}
	in := Input{}
	if outlet != "" {
		in.Outlet = graph.NewOutlet(strings.ToLower(outlet)+".example", outlet, strings.ToLower(outlet)+".example")
		a.Outlet = in.Outlet.ID
	}
	x := graph.Extraction{Article: key, Extractor: graph.Extractor{Name: "test", Version: "1"}}
	var text strings.Builder
	runes := 0
	write := func(s string) graph.Span {
		sp := graph.Span{Field: graph.TextBody, Start: runes}
		text.WriteString(s)
		runes += len([]rune(s))
		sp.End = runes
		return sp
	}
	local := func(name string, kind graph.EntityKind, sp graph.Span, sentence int) int {
		m := graph.Mention{Span: sp, Sentence: sentence, Form: graph.NamedMention, Text: name, Score: 0.9}
		for i := range x.Entities {
			if x.Entities[i].Name == name {
				x.Entities[i].Mentions = append(x.Entities[i].Mentions, m)
				return i
			}
		}
		x.Entities = append(x.Entities, graph.LocalEntity{ID: graph.NewID(graph.EntityID, key, string(kind), fmt.Sprint(sp.Start)), Kind: kind, Name: name,
			Mentions: []graph.Mention{m}, Within: -1})
		return len(x.Entities) - 1
	}
	for n, r := range reports {
		rep := graph.Report{ID: graph.NewID(graph.EventID, key, "report", fmt.Sprint(n)), Type: r.kind, Place: -1, PartOf: -1, Confidence: 0.75,
			Factuality: r.factuality}
		if rep.Factuality == "" {
			rep.Factuality = graph.Held
		}
		if r.date != "" {
			rep.Date = &graph.Date{EDTF: r.date, Basis: graph.Explicit}
		}
		sentence := graph.Span{Field: graph.TextBody, Start: runes}
		var highlights []graph.Highlight
		for i, w := range r.who {
			if i > 0 {
				write(" met ")
			}
			sp := write(w)
			l := local(w, graph.Person, sp, n)
			rep.Participants = append(rep.Participants, graph.LocalParticipant{Entity: l, Role: graph.Party, OnBehalfOf: -1, Span: sp, Text: w, Confidence: 0.8})
			highlights = append(highlights, graph.Highlight{Kind: graph.HighlightParticipant, Span: sp, Entity: l})
		}
		if r.place != "" {
			write(" in ")
			rep.Place = local(r.place, graph.Place, write(r.place), n)
		}
		write(", naïvely speaking.")
		sentence.End = runes
		write(" ")
		x.Sentences = append(x.Sentences, sentence)
		rep.Evidence = []graph.Evidence{{Sentence: n, Span: sentence, Highlights: highlights, Factuality: rep.Factuality, Confidence: 0.8}}
		x.Reports = append(x.Reports, rep)
	}
	a.Text = text.String()
	in.Article, in.Extraction = a, x
	return in
}

func met(date, place string, who ...string) told {
	return told{kind: graph.Meeting, date: date, place: place, who: who}
}

func put(t testing.TB, s *Store, in ...Input) {
	t.Helper()
	if _, err := s.PutBatch(t.Context(), in); err != nil {
		t.Fatal(err)
	}
}

func view1(t testing.TB, s *Store) *Snapshot {
	t.Helper()
	sn := s.Snapshot()
	t.Cleanup(sn.Close)
	return sn
}

func idOf(name string) string { return graph.NewID(graph.EntityID, string(graph.Person), fold(name)) }

func TestPut(t *testing.T) {
	s := openMemory(t)
	in := article("a1", "Alpha", "2024-03-02", met("2024-03-01", "Doha", "Ann Lee", "Bo Chen"))
	r, err := s.Put(t.Context(), in.Article, in.Outlet, in.Extraction)
	if err != nil || r.Outcome != Added || r.EventsCreated != 1 {
		t.Fatalf("Put = %+v, %v", r, err)
	}
	if r, err = s.Put(t.Context(), in.Article, in.Outlet, in.Extraction); err != nil || r.Outcome != Unchanged || r.Revision != 1 {
		t.Fatalf("second Put = %+v, %v", r, err)
	}
	sn := view1(t, s)
	a, err := sn.Article("a1")
	if err != nil || a.Text != in.Article.Text || a.Title != in.Article.Title {
		t.Fatalf("Article = %+v, %v", a, err)
	}
	e, err := sn.Entity(in.Extraction.Entities[0].ID)
	if err != nil || e.Name != "Ann Lee" || e.ID != idOf("Ann Lee") {
		t.Fatalf("Entity = %+v, %v", e, err)
	}
	ev, err := sn.Event(in.Extraction.Reports[0].ID)
	if err != nil || len(ev.Participants) != 2 || ev.Place == "" {
		t.Fatalf("Event = %+v, %v", ev, err)
	}
	st, err := sn.Stats()
	if err != nil || st.Persons != 2 || st.Places != 1 || st.Events != 1 || st.Articles != 1 || st.Outlets != 1 {
		t.Fatalf("Stats = %+v, %v", st, err)
	}
	es, err := sn.EntityStats(e.ID)
	if err != nil || es != (graph.EntityStats{Events: 1, Mentions: 1, Articles: 1, Outlets: 1, CoParticipants: 1, FirstEventDate: "2024-03-01", LastEventDate: "2024-03-01"}) {
		t.Fatalf("EntityStats = %+v, %v", es, err)
	}
}

func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	s := openDir(t, dir)
	if err := s.SetAddress("127.0.0.1:8080"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, Options{})
	var le *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &le) || le.Holder.Address != "127.0.0.1:8080" || le.Holder.PID != os.Getpid() {
		t.Fatalf("second Open: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if h, err := Holder(dir); err != nil || h != (HolderInfo{}) {
		t.Fatalf("Holder after Close = %+v, %v", h, err)
	}
}

func TestNotAStore(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("dear"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrNotAStore) {
		t.Fatalf("Open = %v, want ErrNotAStore", err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("Open left files in a directory that is not its own: %v", files)
	}
}

func TestFormat(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	s := openDir(t, dir)
	k := metaKey("format")
	if err := s.engine.write([]change{{k, seal(k, []byte{formatVersion + 1})}}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := Open(dir, Options{})
	var ve *VersionError
	if !errors.As(err, &ve) || !strings.Contains(err.Error(), "newer parley") {
		t.Fatalf("Open = %v, want a VersionError", err)
	}
}

// kindFlipper makes an organization of Ann Lee from the article "flip" on, as
// resolution may once it knows more.
type kindFlipper struct{ fakeResolver }

func (k kindFlipper) Resolve(ctx context.Context, state graph.ResolverState, read graph.ResolverReader, c graph.Change) (graph.Delta, error) {
	d, err := k.fakeResolver.Resolve(ctx, state, read, c)
	for i := range d.Entities {
		if len(c.Add) > 0 && c.Add[0].Article.Key == "flip" && d.Entities[i].Name == "Ann Lee" {
			d.Entities[i].Kind = graph.Organization
		}
	}
	return d, err
}

func TestKindChanges(t *testing.T) {
	s, err := Open("", Options{Memory: true, Resolver: kindFlipper{}, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put(t, s, article("a", "Alpha", "", met("2024-03-01", "", "Ann Lee", "Bo Chen"), met("2024-03-02", "", "Ann Lee", "Cy Ode")))
	put(t, s, article("flip", "Beta", "", met("2024-03-02", "", "Ann Lee", "Cy Ode")))
	checkClean(t, s)
	sn := view1(t, s)
	n, err := sn.CountCoParticipants(idOf("Bo Chen"), graph.CoParticipantQuery{Kinds: []graph.EntityKind{graph.Organization}})
	if err != nil || n != 1 {
		t.Errorf("Bo Chen met %d organizations, %v, want 1", n, err)
	}
}
