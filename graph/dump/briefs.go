package dump

import (
	"fmt"
	"sync"

	"parley/graph"
)

// A brief is what other records say of an entity.
type brief struct {
	ID      string           `json:"id"`
	Kind    graph.EntityKind `json:"kind"`
	Name    string           `json:"name"`
	Aliases []string         `json:"aliases,omitempty"`
	Country string           `json:"-"`
	Class   string           `json:"-"`
}

// briefLimit bounds a generation of the cache; with two of them and some 300
// bytes a brief it takes up to 20 MB.
const briefLimit = 32 << 10

// maxAliases is how many other spellings a brief carries.
const maxAliases = 20

// briefs remembers the entities that were asked for lately. It is safe for
// concurrent use.
type briefs struct {
	r        Reader
	mu       sync.RWMutex
	now, old map[string]*brief
}

// get returns the brief of an entity, which is shared.
func (b *briefs) get(id string) (*brief, error) {
	b.mu.RLock()
	e, ok := b.now[id]
	if !ok {
		e = b.old[id]
	}
	b.mu.RUnlock()
	if ok {
		return e, nil
	}
	if e == nil {
		full, err := b.r.Entity(id)
		if err != nil {
			return nil, fmt.Errorf("entity %s: %w", id, err)
		}
		e = newBrief(&full)
	}
	b.put(id, e)
	return e, nil
}

// put remembers the brief of an entity.
func (b *briefs) put(id string, e *brief) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now == nil || len(b.now) >= briefLimit {
		b.now, b.old = make(map[string]*brief), b.now
	}
	b.now[id] = e
}

func newBrief(e *graph.Entity) *brief {
	return &brief{ID: e.ID, Kind: e.Kind, Name: e.Name, Aliases: aliasTexts(e, maxAliases), Country: e.Country, Class: e.Class}
}

func aliasTexts(e *graph.Entity, limit int) []string {
	var list []string
	for _, a := range e.Aliases {
		if len(list) == limit {
			break
		}
		list = append(list, a.Text)
	}
	return list
}
