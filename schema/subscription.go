package schema

import (
	"context"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// maxLag is how many changes a subscription may be behind before it ends
// with an error, so that a client that does not keep up is not fed for ever.
const maxLag = 10_000

// An eventChange resolves EventChange.
type eventChange struct {
	Kind    string
	EventID graphql.ID
	Event   *event
	Cursor  *string
}

// EventChanged sends the events that change from now on. The store only says
// that its revision grew; what changed is read from a snapshot, so nothing
// waits for a slow client and nothing is queued for one.
func (*root) EventChanged(ctx context.Context, args struct{ Filter EventFilter }) (out <-chan *eventChange, err error) {
	defer recoverThrown(&err)
	r := requestOf(ctx)
	if r.srv.options.Subscribe == nil {
		return nil, failf(Unavailable, "changes are not announced here")
	}
	// Subscribe first, so that no change falls between.
	revisions := r.srv.options.Subscribe(ctx)
	f := r.filter(args.Filter)
	seen := r.read().Revision()
	r.close()
	c := make(chan *eventChange)
	if !r.feed(func() {
		defer close(c)
		for {
			select {
			case <-ctx.Done():
				return
			case _, ok := <-revisions:
				if !ok {
					return
				}
			}
			upTo, err := r.changesSince(ctx, seen, f, c)
			if err != nil {
				r.srv.log.WarnContext(ctx, "subscription ended", "err", err)
				return
			}
			seen = upTo
		}
	}) {
		close(c)
	}
	return c, nil
}

func recoverThrown(err *error) {
	if v := recover(); v != nil {
		t, ok := v.(thrown)
		if !ok {
			panic(v)
		}
		*err = t.err
		if e := public(t.err); e.Code != Internal {
			*err = e
		}
	}
}

// changesSince sends the changes of events that fit the filter after a
// revision, and returns the revision up to which it has sent them.
func (sub *request) changesSince(ctx context.Context, since uint64, f graph.EventFilter, out chan<- *eventChange) (revision uint64, err error) {
	defer recoverThrown(&err)
	s := sub.srv
	reader, err := s.snapshot(ctx)
	if err != nil {
		return since, err
	}
	defer reader.Close()
	// The last change of an event tells all: it is read as it is now.
	last := map[string]graph.ChangeRecord{}
	var order []string
	for c, err := range reader.Changes(since) {
		if err != nil {
			return since, err
		}
		if graph.IDKind(c.ID) != graph.EventID {
			continue
		}
		if old, ok := last[c.ID]; !ok {
			order = append(order, c.ID)
		} else if old.Kind == graph.Created && c.Kind == graph.Updated {
			c.Kind = graph.Created
		}
		last[c.ID] = c
		if len(order) > maxLag {
			return since, failf(LimitExceeded, "more than %d changes behind", maxLag)
		}
	}
	for _, id := range order {
		// The answer is resolved by another goroutine while this one goes on,
		// so each change has a snapshot of its own.
		r := s.newRequest(ctx, cost{}, false)
		sub.hand(r) // closed with its answer, or at the end
		c, ok := r.change(last[id], f)
		if !ok {
			sub.drop(r)
			continue
		}
		select {
		case out <- c:
		case <-ctx.Done():
			return since, nil
		}
	}
	return reader.Revision(), nil
}

// change turns a change record into what the client gets, if it fits.
func (r *request) change(c graph.ChangeRecord, f graph.EventFilter) (*eventChange, bool) {
	out := &eventChange{Kind: string(c.Kind), EventID: graphql.ID(c.ID)}
	id := c.ID
	if c.Kind == graph.Merged {
		id = c.Into
	}
	if c.Kind == graph.Removed {
		return out, unconditional(f)
	}
	v, err := r.eventByID(id)
	if missing(err) {
		return nil, false
	}
	check(err)
	out.Event, out.Cursor = v, r.resumeAt(v)
	return out, r.fits(v, f)
}

// unconditional reports whether a filter asks for nothing that a removed
// event, of which nothing is left to look at, might have failed.
func unconditional(f graph.EventFilter) bool {
	return f.Types == nil && f.From == "" && f.To == "" && f.All == nil && f.Any == nil && f.Place == "" && f.Outlets == nil &&
		f.MinOutlets == 0 && f.MinIndependent == 0 && f.MinConfidence == 0 && f.ReportedFrom == "" && f.ReportedTo == "" && f.Text == "" && f.Corroboration == nil
}

// resumeAt finds the cursor of an event among all events in the order of
// their last change; it is near the end.
func (r *request) resumeAt(v *event) *string {
	p := graph.Page{Last: 100}
	every := graph.EventFilter{Factuality: graph.Factualities}
	for range 10 {
		l := must(r.read().Events(every, graph.EventOrder{Field: graph.ByChanged, Ascending: true}, p))
		for _, i := range l.Items {
			if i.Value.ID == v.v.ID {
				return &i.Cursor
			}
		}
		if !l.HasPrevious || len(l.Items) == 0 {
			break
		}
		p.Before = l.Items[0].Cursor
	}
	return nil
}

// IngestProgress sends the states of a job until it ends.
func (*root) IngestProgress(ctx context.Context, args struct{ JobID graphql.ID }) (<-chan *job, error) {
	return requestOf(ctx).srv.jobs.follow(ctx, string(args.JobID))
}
