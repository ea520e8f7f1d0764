package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"parley/graph"
)

const (
	eventsPerArticle  = 2  // with three reports an article, an event has 1.5 reports
	reportsPerArticle = 3  //
	hubPerMille       = 36 // events with person 0, who so is in 10 % of the articles
	copyEvery         = 20 // every 20th article is a copy of the one before
)

// Graph returns n articles with made-up extractions of about ten mentions and
// three reports each, oldest first. Person 0 is in 10 % of the articles, pairs
// recur, every 20th article is a copy, events have one to a few reports and
// lie within [Days]. With 100,000 articles the graph has about a million edges.
func Graph(seed uint64, n int) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		w := newWorld(seed, n)
		for i := range n {
			if !yield(w.item(i, n)) {
				return
			}
		}
	}
}

// An event of the made-up world, as its reports know it.
type event struct {
	Type         graph.EventType
	Participants []participant
	City, Day    int
	Fate         graph.Factuality // what became of it
}

// A participant is a person, or an organization when Body is set.
type participant struct {
	Index int
	Body  bool
}

func (w world) event(e, n int) event {
	r := draw(w.seed, forEvent, e)
	ev := event{Type: drawType(r), City: zipf(r, cities), Day: e * Days / (eventsPerArticle * n), Fate: graph.Held}
	first := 1 + zipf(r, w.persons-1)
	if r.IntN(1000) < hubPerMille {
		first = 0
	}
	ev.Participants = append(ev.Participants, participant{Index: first})
	more := 1
	if r.IntN(4) == 0 {
		more++
	}
	if ev.Type == graph.Conference {
		more += 2 + r.IntN(3)
	}
	for k := range more {
		p := participant{Index: w.partner(first, r.IntN(partners))}
		switch {
		case k > 0 && r.IntN(2) == 0:
			p = participant{Index: zipf(r, w.bodies), Body: true}
		case r.IntN(10) < 3:
			p.Index = 1 + zipf(r, w.persons-1)
		}
		if !slices.Contains(ev.Participants, p) {
			ev.Participants = append(ev.Participants, p)
		}
	}
	if len(ev.Participants) < 2 {
		ev.Participants = append(ev.Participants, participant{Index: (first + 1) % w.persons})
	}
	switch x := r.IntN(100); {
	case x < 5:
		ev.Fate = graph.Cancelled
	case x < 8:
		ev.Fate = graph.Postponed
	case x < 10:
		ev.Fate = graph.Denied
	case x < 12:
		ev.Fate = graph.Alleged
	}
	return ev
}

// types are drawn alike; a type stands as often as it is frequent.
var types = slices.Concat(
	slices.Repeat([]graph.EventType{graph.Meeting}, 8), slices.Repeat([]graph.EventType{graph.Talks}, 4),
	slices.Repeat([]graph.EventType{graph.Visit}, 3), slices.Repeat([]graph.EventType{graph.Statement}, 3),
	[]graph.EventType{graph.Call, graph.Call, graph.Conference, graph.Negotiation, graph.Agreement, graph.Agreement, graph.Cooperation,
		graph.Accusation, graph.Threat, graph.Sanction, graph.Attack, graph.Appointment, graph.Support, graph.Rejection})

func drawType(r *rand.Rand) graph.EventType { return pick(r, types) }

// item returns article i of n.
func (w world) item(i, n int) Item {
	source := i
	if i%copyEvery == copyEvery-1 {
		source = i - 1
	}
	r := draw(w.seed, forArticle, source)
	o := outlet((i*7 + i/outlets) % outlets)
	published := day(source * Days / n).Add(time.Duration(r.IntN(24*60)) * time.Minute)
	a := graph.Article{
		Key: fmt.Sprintf("g%d-%08d", w.seed, i), Outlet: o.ID, Language: "en",
		Published: published.Format(time.RFC3339),
	}
	a.URL = "https://" + o.Domain + "/" + published.Format("2006/01/02/") + a.Key
	b := newBuilder(a)
	for len(b.events) < reportsPerArticle {
		e := eventsPerArticle * source
		future := false
		switch x := r.IntN(12); {
		case x == 0:
			e += eventsPerArticle + r.IntN(20*eventsPerArticle)
			future = true
		case x < 3:
			e -= r.IntN(1000 * eventsPerArticle)
		default:
			e -= r.IntN(4 * eventsPerArticle)
		}
		if e < 0 || slices.Contains(b.events, e) {
			e = eventsPerArticle*source + len(b.events)
		}
		b.events = append(b.events, e)
		b.report(r, w, w.event(e, n), future)
	}
	b.extraction.Fingerprint = fingerprint(w.seed, source)
	if source != i {
		b.extraction.Credit, _ = w.body(0)
	}
	return Item{Outlet: o, ArticleExtraction: b.finish()}
}
