package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// fakeResolver makes one entity of each name and one event of each type, date
// and set of participants, and obeys MERGE. It is incremental as the real one
// has to be, with all it knows in its state:
//
//	n signature local  => article, index, mentions, name
//	r event report     => article, index
//	p signature event  => nothing
//	m                  => the pairs merged
type fakeResolver struct{}

func join(parts ...string) []byte { return []byte(strings.Join(parts, "\x00")) }

type fakeRun struct {
	state graph.ResolverState
	read  graph.ResolverReader
	x     map[string]graph.Extraction
	sigs  map[string]graph.EntityKind
	evs   map[string]bool
	d     graph.Delta
	merge map[string]string // signature => entity
}

func (fakeResolver) Resolve(_ context.Context, state graph.ResolverState, read graph.ResolverReader, c graph.Change) (graph.Delta, error) {
	r := &fakeRun{state: state, read: read, x: map[string]graph.Extraction{}, sigs: map[string]graph.EntityKind{}, evs: map[string]bool{}}
	if err := r.merges(c.Decisions); err != nil {
		return r.d, err
	}
	for _, a := range c.Remove {
		if err := r.article(a, false); err != nil {
			return r.d, err
		}
	}
	for _, a := range c.Add {
		if err := r.article(a, true); err != nil {
			return r.d, err
		}
	}
	for _, sig := range slices.Sorted(maps.Keys(r.sigs)) {
		if err := r.entity(sig); err != nil {
			return r.d, err
		}
	}
	for _, ev := range slices.Sorted(maps.Keys(r.evs)) {
		if err := r.event(ev); err != nil {
			return r.d, err
		}
	}
	slices.SortFunc(r.d.Signatures, func(a, b graph.Link) int { return cmp.Compare(a.From, b.From) })
	slices.SortFunc(r.d.Reports, func(a, b graph.Link) int { return cmp.Compare(a.From, b.From) })
	return r.d, nil
}

func fakeSig(l *graph.LocalEntity) string {
	return graph.NewID(graph.EntityID, string(l.Kind), fold(l.Name))
}

func fakeEvent(x *graph.Extraction, r *graph.Report) string {
	var who []string
	for _, p := range r.Participants {
		who = append(who, fakeSig(&x.Entities[p.Entity]))
	}
	slices.Sort(who)
	date := ""
	if r.Date != nil {
		date = r.Date.EDTF
	}
	return string(r.Type) + "|" + date + "|" + strings.Join(who, "|")
}

// merges reads the merges in force and touches what their change moves.
func (r *fakeRun) merges(ds []graph.Decision) error {
	old, err := r.state.Get([]byte("m"))
	if err != nil {
		return err
	}
	now := old
	if ds != nil {
		now = nil
		for _, d := range ds {
			if d.Kind == graph.MergeDecision {
				now = append(now, (strings.Join(d.IDs, " ") + "\n")...)
			}
		}
		if err := r.state.Put([]byte("m"), now); err != nil {
			return err
		}
	}
	r.merge = map[string]string{}
	for line := range strings.Lines(string(now)) {
		ids := strings.Fields(line)
		least := slices.Min(ids)
		for _, id := range ids {
			r.merge[id] = least
		}
	}
	if bytes.Equal(old, now) {
		return nil
	}
	for _, s := range strings.Fields(string(old) + string(now)) {
		r.sigs[s] = ""
	}
	return nil
}

func (r *fakeRun) entityOf(sig string) string { return cmp.Or(r.merge[sig], sig) }

func (r *fakeRun) article(a graph.ArticleExtraction, add bool) error {
	for i := range a.Extraction.Entities {
		l := &a.Extraction.Entities[i]
		sig := fakeSig(l)
		r.sigs[sig] = l.Kind
		if to := r.merge[sig]; to != "" {
			for s, e := range r.merge {
				if e == to {
					r.sigs[s] = cmp.Or(r.sigs[s], "")
				}
			}
		}
		k := join("n", sig, l.ID)
		if !add {
			r.d.Signatures = slices.DeleteFunc(r.d.Signatures, func(x graph.Link) bool { return x.From == l.ID })
			r.d.Signatures = append(r.d.Signatures, graph.Link{From: l.ID})
			if err := r.state.Delete(k); err != nil {
				return err
			}
			continue
		}
		r.d.Signatures = slices.DeleteFunc(r.d.Signatures, func(x graph.Link) bool { return x.From == l.ID })
		r.d.Signatures = append(r.d.Signatures, graph.Link{From: l.ID, To: sig})
		if err := r.state.Put(k, join(a.Article.Key, strconv.Itoa(i), strconv.Itoa(len(l.Mentions)), l.Name, string(l.Kind))); err != nil {
			return err
		}
	}
	for i := range a.Extraction.Reports {
		rep := &a.Extraction.Reports[i]
		ev := fakeEvent(&a.Extraction, rep)
		r.evs[ev] = true
		k := join("r", ev, rep.ID)
		r.d.Reports = slices.DeleteFunc(r.d.Reports, func(x graph.Link) bool { return x.From == rep.ID })
		if !add {
			r.d.Reports = append(r.d.Reports, graph.Link{From: rep.ID})
			if err := r.state.Delete(k); err != nil {
				return err
			}
			continue
		}
		if err := r.state.Put(k, join(a.Article.Key, strconv.Itoa(i))); err != nil {
			return err
		}
		for _, p := range rep.Participants {
			if err := r.state.Put(join("p", fakeSig(&a.Extraction.Entities[p.Entity]), ev), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// entity rebuilds the entity that a signature belongs to.
func (r *fakeRun) entity(sig string) error {
	id := r.entityOf(sig)
	sigs := []string{}
	for s, e := range r.merge {
		if e == id {
			sigs = append(sigs, s)
		}
	}
	if len(sigs) == 0 {
		sigs = []string{sig}
	}
	slices.Sort(sigs)
	names := map[string]int{}
	var kind graph.EntityKind
	var live []string
	for _, s := range sigs {
		n := 0
		for kv, err := range r.state.Scan(join("n", s, "")) {
			if err != nil {
				return err
			}
			f := strings.Split(string(kv[1]), "\x00")
			m, _ := strconv.Atoi(f[2])
			names[f[3]] += m
			kind = graph.EntityKind(f[4])
			n++
		}
		if n > 0 {
			live = append(live, s)
		}
	}
	setMember := func(s, to string) {
		r.d.Members = slices.DeleteFunc(r.d.Members, func(l graph.Link) bool { return l.From == s })
		r.d.Members = append(r.d.Members, graph.Link{From: s, To: to})
	}
	r.d.Entities = slices.DeleteFunc(r.d.Entities, func(e graph.Entity) bool { return e.ID == id })
	gone := func(s, to string) {
		r.d.RemovedEntities = slices.DeleteFunc(r.d.RemovedEntities, func(l graph.Link) bool { return l.From == s })
		r.d.RemovedEntities = append(r.d.RemovedEntities, graph.Link{From: s, To: to})
	}
	if len(live) == 0 {
		for _, s := range sigs {
			setMember(s, "")
			gone(s, "")
		}
		return nil
	}
	// The id of a merged entity is kept though its least signature is gone.
	for _, s := range sigs {
		if slices.Contains(live, s) {
			setMember(s, id)
		} else {
			setMember(s, "")
		}
		if s != id {
			gone(s, id)
		}
	}
	r.d.RemovedEntities = slices.DeleteFunc(r.d.RemovedEntities, func(l graph.Link) bool { return l.From == id })
	e := graph.Entity{ID: id, Kind: kind, Signatures: live}
	list := make([]graph.NameCount, 0, len(names))
	for n, c := range names {
		list = append(list, graph.NameCount{Text: n, Count: c})
	}
	slices.SortFunc(list, func(a, b graph.NameCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	e.Name = list[0].Text
	if len(list) > 1 {
		e.Aliases = list[1:]
	}
	r.d.Entities = append(r.d.Entities, e)
	// A move of the entity changes its events.
	if len(sigs) > 1 || r.sigs[sig] == "" {
		for _, s := range sigs {
			for kv, err := range r.state.Scan(join("p", s, "")) {
				if err != nil {
					return err
				}
				r.evs[strings.SplitN(string(kv[0]), "\x00", 3)[2]] = true
			}
		}
	}
	return nil
}

func (r *fakeRun) event(ev string) error {
	var e graph.Event
	outlets := map[string]bool{}
	for kv, err := range r.state.Scan(join("r", ev, "")) {
		if err != nil {
			return err
		}
		id := strings.SplitN(string(kv[0]), "\x00", 3)[2]
		f := strings.Split(string(kv[1]), "\x00")
		i, _ := strconv.Atoi(f[1])
		e.Reports = append(e.Reports, graph.ReportRef{ID: id, Article: f[0], Index: i})
	}
	old, err := r.state.Get(join("i", ev))
	if err != nil {
		return err
	}
	if len(e.Reports) == 0 {
		if old != nil {
			r.d.RemovedEvents = append(r.d.RemovedEvents, graph.Link{From: string(old)})
		}
		return r.state.Delete(join("i", ev))
	}
	e.ID = e.Reports[0].ID
	if old != nil && string(old) != e.ID {
		r.d.RemovedEvents = append(r.d.RemovedEvents, graph.Link{From: string(old), To: e.ID})
	}
	if err := r.state.Put(join("i", ev), []byte(e.ID)); err != nil {
		return err
	}
	for n, ref := range e.Reports {
		x, err := r.read.Extraction(ref.Article)
		if err != nil {
			return fmt.Errorf("report of %s: %w", ref.Article, err)
		}
		a, err := r.read.Article(ref.Article)
		if err != nil {
			return err
		}
		rep := x.Reports[ref.Index]
		outlets[cmp.Or(a.Outlet, a.Key)] = true
		if e.FirstReported == "" || a.Published < e.FirstReported {
			e.FirstReported = a.Published
		}
		e.LastReported = max(e.LastReported, a.Published)
		r.d.Reports = append(r.d.Reports, graph.Link{From: ref.ID, To: e.ID})
		if n > 0 {
			continue
		}
		e.Type, e.Date, e.Factuality, e.Confidence = rep.Type, rep.Date, rep.Factuality, rep.Confidence
		var who []string
		for _, p := range rep.Participants {
			id := r.entityOf(fakeSig(&x.Entities[p.Entity]))
			who = append(who, x.Entities[p.Entity].Name)
			if !slices.ContainsFunc(e.Participants, func(q graph.Participation) bool { return q.Entity == id }) {
				e.Participants = append(e.Participants, graph.Participation{Entity: id, Role: p.Role, Factuality: rep.Factuality, Confidence: p.Confidence})
			}
		}
		if rep.Place >= 0 {
			e.Place = r.entityOf(fakeSig(&x.Entities[rep.Place]))
		}
		e.Title = strings.Join(who, " and ") + ": " + strings.ToLower(string(rep.Type))
	}
	e.Outlets, e.Independent = len(outlets), len(outlets)
	e.Corroboration = graph.SingleSource
	if len(outlets) > 1 {
		e.Corroboration = graph.Corroborated
	}
	r.d.Events = append(r.d.Events, e)
	return nil
}
