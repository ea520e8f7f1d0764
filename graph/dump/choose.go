package dump

import (
	"iter"

	"parley/graph"
)

// choose spools the ids of the selected events.
func (s *source) choose() error {
	var chosen *spool
	if s.o.filtered() {
		f, err := s.o.filter(s.r)
		if err != nil {
			return err
		}
		chosen = s.spool()
		if len(s.o.Roots) > 0 {
			err = s.around(f, chosen)
		} else {
			err = s.matching(f, func(e *graph.Event) error { return chosen.add([]byte(e.ID), nil) })
		}
		if err != nil {
			return err
		}
	}
	if s.o.Since > 0 {
		changed := s.spool()
		for c, err := range s.r.Changes(s.o.Since) {
			if err != nil {
				return err
			}
			if graph.IDKind(c.ID) != graph.EventID || c.Kind != graph.Created && c.Kind != graph.Updated {
				continue
			}
			if err := changed.add([]byte(c.ID), nil); err != nil {
				return err
			}
		}
		if chosen != nil {
			var err error
			if changed, err = s.both(chosen, changed); err != nil {
				return err
			}
		}
		chosen = changed
	}
	s.chosen = chosen
	return nil
}

// both returns the keys that a and b share.
func (s *source) both(a, b *spool) (*spool, error) {
	out := s.spool()
	next, stop := iter.Pull2(unique(b))
	defer stop()
	other, err, more := next()
	for id, aerr := range unique(a) {
		if aerr != nil {
			return nil, aerr
		}
		for more && err == nil && other < id {
			other, err, more = next()
		}
		if err != nil {
			return nil, err
		}
		if more && other == id {
			if err := out.add([]byte(id), nil); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// pageSize is how many events are asked for at a time.
const pageSize = 500

// matching calls do with every event that f selects.
func (s *source) matching(f graph.EventFilter, do func(*graph.Event) error) error {
	page := graph.Page{First: pageSize}
	for {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		list, err := s.r.Events(f, graph.EventOrder{}, page)
		if err != nil {
			return err
		}
		for i := range list.Items {
			if err := do(&list.Items[i].Value); err != nil {
				return err
			}
		}
		if !list.HasNext || len(list.Items) == 0 {
			return nil
		}
		page.After = list.Items[len(list.Items)-1].Cursor
	}
}

// around spools the events within the selection's depth of its roots: the
// roots' own, those of whoever takes part in these, and so on.
func (s *source) around(f graph.EventFilter, chosen *spool) error {
	frontier, err := s.o.roots(s.r)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, id := range frontier {
		seen[id] = true
	}
	for range max(1, s.o.Depth) {
		var next []string
		for _, id := range frontier {
			f.All = []string{id}
			err := s.matching(f, func(e *graph.Event) error {
				for _, p := range e.Participants {
					if !seen[p.Entity] {
						seen[p.Entity] = true
						next = append(next, p.Entity)
					}
				}
				return chosen.add([]byte(e.ID), nil)
			})
			if err != nil {
				return err
			}
		}
		frontier = next
	}
	return nil
}
