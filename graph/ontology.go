package graph

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed ontology.txt
var ontologyText string

// An Ontology says which words tell of which kinds of event, what part each
// place in the sentence plays, and how code books write the kinds. It is
// data: the built-in one is ontology.txt of this package, whose comment
// describes the format, and a file of the same format extends it.
type Ontology struct {
	types map[EventType]*eventRules
	// triggers by part of speech and lemma.
	verbs, nouns map[string][]Trigger
	phrases      map[string][]Phrase
	lists        map[string]map[string]bool
}

// A Trigger is a kind of event that a word may tell of.
type Trigger struct {
	Type EventType
	// Weak means that the word alone mostly tells of something else.
	Weak bool
}

// A Phrase is a verb that tells of an event together with a word that depends
// on it, such as "pay" with "visit".
type Phrase struct {
	Verb, With string // lemmas
	Type       EventType
}

// A Code is how an event is written in the PLOVER and CAMEO code books; a
// book without a code for it has "NONE".
type Code struct{ PLOVER, CAMEO string }

type eventRules struct {
	modes map[string]EventMode         // by word
	roles map[string][]ParticipantRole // by syntactic place
	codes []codeRule
	// own is true once a file has set roles or codes, so that the next file
	// replaces them and the same file adds.
	rolesFrom, codesFrom string
}

type codeRule struct {
	mode       EventMode
	factuality Factuality
	code       Code
}

// DefaultOntology returns the built-in ontology. It is shared: extend a
// [Ontology.Clone] of it.
var DefaultOntology = sync.OnceValue(func() *Ontology {
	o := &Ontology{types: map[EventType]*eventRules{}, verbs: map[string][]Trigger{}, nouns: map[string][]Trigger{}, phrases: map[string][]Phrase{}, lists: map[string]map[string]bool{}}
	if err := o.Extend("built-in", strings.NewReader(ontologyText)); err != nil {
		panic("graph: the built-in ontology does not parse: " + err.Error())
	}
	return o
})

// Clone returns a copy that can be extended.
func (o *Ontology) Clone() *Ontology {
	c := &Ontology{types: map[EventType]*eventRules{}, verbs: map[string][]Trigger{}, nouns: map[string][]Trigger{}, phrases: map[string][]Phrase{}, lists: map[string]map[string]bool{}}
	for t, r := range o.types {
		n := &eventRules{modes: map[string]EventMode{}, roles: map[string][]ParticipantRole{}, codes: slices.Clone(r.codes), rolesFrom: r.rolesFrom, codesFrom: r.codesFrom}
		for k, v := range r.modes {
			n.modes[k] = v
		}
		for k, v := range r.roles {
			n.roles[k] = slices.Clone(v)
		}
		c.types[t] = n
	}
	for k, v := range o.verbs {
		c.verbs[k] = slices.Clone(v)
	}
	for k, v := range o.nouns {
		c.nouns[k] = slices.Clone(v)
	}
	for k, v := range o.phrases {
		c.phrases[k] = slices.Clone(v)
	}
	for k, v := range o.lists {
		l := map[string]bool{}
		for w := range v {
			l[w] = true
		}
		c.lists[k] = l
	}
	return c
}

// Extend reads a file in the ontology's format into o. The name is what
// errors call the file.
func (o *Ontology) Extend(name string, r io.Reader) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	var typ EventType
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		var err error
		switch {
		case f[0] == "event" && len(f) == 2:
			typ = EventType(f[1])
			if !slices.Contains(EventTypes, typ) {
				err = fmt.Errorf("unknown type %q", f[1])
			}
		case f[0] == "words" && len(f) > 2:
			o.addWords(f[1], f[2:])
		case typ == "":
			err = fmt.Errorf("%q outside of an event", f[0])
		default:
			err = o.extendType(name, typ, f)
		}
		if err != nil {
			return fmt.Errorf("ontology %s:%d: %w", name, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("ontology %s: %w", name, err)
	}
	return nil
}

func (o *Ontology) addWords(list string, words []string) {
	if o.lists[list] == nil {
		o.lists[list] = map[string]bool{}
	}
	for _, w := range words {
		o.lists[list][w] = true
	}
}

func (o *Ontology) extendType(file string, t EventType, f []string) error {
	r := o.types[t]
	if r == nil {
		r = &eventRules{modes: map[string]EventMode{}, roles: map[string][]ParticipantRole{}}
		o.types[t] = r
	}
	weak := f[0] == "weak"
	if weak {
		f = f[1:]
	}
	if len(f) < 2 {
		return fmt.Errorf("a line without words")
	}
	switch f[0] {
	case "verb":
		addTriggers(o.verbs, f[1:], t, weak)
	case "noun":
		addTriggers(o.nouns, f[1:], t, weak)
	case "phrase":
		for p := range strings.SplitSeq(strings.Join(f[1:], " "), ";") {
			w := strings.Fields(p)
			if len(w) != 2 {
				return fmt.Errorf("phrase %q: want a verb and a word", p)
			}
			o.phrases[w[0]] = append(o.phrases[w[0]], Phrase{w[0], w[1], t})
		}
	case "mode":
		for _, w := range f[2:] {
			r.modes[w] = EventMode(f[1])
		}
	case "roles":
		if r.rolesFrom != file {
			r.roles, r.rolesFrom = map[string][]ParticipantRole{}, file
		}
		for _, p := range f[1:] {
			role, places, ok := strings.Cut(p, "=")
			if !ok {
				return fmt.Errorf("role %q: want ROLE=place,place", p)
			}
			for place := range strings.SplitSeq(places, ",") {
				r.roles[place] = append(r.roles[place], ParticipantRole(role))
			}
		}
	case "code":
		if r.codesFrom != file {
			r.codes, r.codesFrom = nil, file
		}
		return r.addCode(f[1:])
	default:
		return fmt.Errorf("unknown keyword %q", f[0])
	}
	return nil
}

func addTriggers(m map[string][]Trigger, words []string, t EventType, weak bool) {
	for _, w := range words {
		if !slices.ContainsFunc(m[w], func(x Trigger) bool { return x.Type == t }) {
			m[w] = append(m[w], Trigger{t, weak})
		}
	}
}

func (r *eventRules) addCode(fields []string) error {
	var c codeRule
	for _, p := range fields {
		k, v, ok := strings.Cut(p, "=")
		switch {
		case ok && k == "mode":
			c.mode = EventMode(v)
		case ok && k == "factuality":
			c.factuality = Factuality(v)
		case ok && k == "plover":
			c.code.PLOVER = v
		case ok && k == "cameo":
			c.code.CAMEO = v
		default:
			return fmt.Errorf("code: unknown field %q", p)
		}
	}
	r.codes = append(r.codes, c)
	return nil
}

// VerbTriggers returns the kinds of event that the verb may tell of.
func (o *Ontology) VerbTriggers(lemma string) []Trigger { return o.verbs[lemma] }

// NounTriggers returns the kinds of event that the noun may tell of.
func (o *Ontology) NounTriggers(lemma string) []Trigger { return o.nouns[lemma] }

// Triggers returns the verbs or the nouns that may tell of an event of a type
// that keep accepts, with those types.
func (o *Ontology) Triggers(nouns bool, keep func(EventType) bool) map[string][]Trigger {
	from, out := o.verbs, map[string][]Trigger{}
	if nouns {
		from = o.nouns
	}
	for w, ts := range from {
		for _, t := range ts {
			if keep(t.Type) {
				out[w] = append(out[w], t)
			}
		}
	}
	return out
}

// Phrases returns the phrases of the verb.
func (o *Ontology) Phrases(verb string) []Phrase { return o.phrases[verb] }

// Listed reports whether the word is in the named list.
func (o *Ontology) Listed(list, word string) bool { return o.lists[list][word] }

// Words returns the words of a list, sorted.
func (o *Ontology) Words(list string) []string {
	ws := make([]string, 0, len(o.lists[list]))
	for w := range o.lists[list] {
		ws = append(ws, w)
	}
	slices.Sort(ws)
	return ws
}

// Mode returns the mode that a word gives to an event of type t, or "".
func (o *Ontology) Mode(t EventType, word string) EventMode {
	if r := o.types[t]; r != nil {
		return r.modes[word]
	}
	return ""
}

// Roles returns the parts that the syntactic place (subj, obj, poss, mod or a
// preposition) may play in an event of type t.
func (o *Ontology) Roles(t EventType, place string) []ParticipantRole {
	if r := o.types[t]; r != nil {
		return r.roles[place]
	}
	return nil
}

// Code returns the codes of an event in other code books, by the most
// specific rule that fits: factuality counts before mode.
func (o *Ontology) Code(t EventType, m EventMode, f Factuality) Code {
	best, at := Code{"NONE", "NONE"}, -1
	if r := o.types[t]; r != nil {
		for _, c := range r.codes {
			if c.mode != "" && c.mode != m || c.factuality != "" && c.factuality != f {
				continue
			}
			score := 0
			if c.mode != "" {
				score++
			}
			if c.factuality != "" {
				score += 2
			}
			if score > at {
				best, at = Code{cmp.Or(c.code.PLOVER, "NONE"), cmp.Or(c.code.CAMEO, "NONE")}, score
			}
		}
	}
	return best
}
