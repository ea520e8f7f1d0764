package dump

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// A Selection is a part of the graph: the events that meet all conditions,
// with their participants, places and articles. The zero Selection is the
// whole graph.
type Selection struct {
	// Roots are names or ids of entities. With roots, only events within
	// Depth hops of one are selected; Depth 0 means 1, the roots' own events.
	Roots []string
	Depth int
	// From and To are days YYYY-MM-DD, both included; either may be empty. An
	// event fits when its date range overlaps, an undated one never does.
	From, To   string
	Types      []graph.EventType
	Factuality []graph.Factuality // nil is any
	Outlets    []string           // ids, names or domains; an event fits when one of them reports it
	// MinSources is the least number of independent sources.
	MinSources int
	// Kinds lists the kinds of entity to keep; an event without any is left
	// out. nil is all.
	Kinds []graph.EntityKind
	// Since selects what changed after a revision of the store; 0 is all.
	Since uint64
}

// Errors of selections.
var (
	// ErrRoot means that no entity has the name or id of a root.
	ErrRoot = errors.New("no entity of this name or id")
	// ErrOutlet means that no outlet has the name, domain or id.
	ErrOutlet = errors.New("no outlet of this name, domain or id")
	// ErrQuery means that a query string does not say what to dump.
	ErrQuery = errors.New("bad query")
)

// whole reports whether s is the whole graph.
func (s *Selection) whole() bool {
	return !s.filtered() && len(s.Kinds) == 0 && s.Since == 0
}

// filtered reports whether s asks for some of the events.
func (s *Selection) filtered() bool {
	return len(s.Roots) > 0 || s.From != "" || s.To != "" || len(s.Types) > 0 || len(s.Factuality) > 0 || len(s.Outlets) > 0 || s.MinSources > 0
}

// filter returns s as the store's filter, with outlets by id.
func (s *Selection) filter(r Reader) (graph.EventFilter, error) {
	f := graph.EventFilter{Types: s.Types, From: s.From, To: s.To, Factuality: s.Factuality, MinIndependent: s.MinSources}
	if len(f.Factuality) == 0 {
		f.Factuality = graph.Factualities
	}
	if len(s.Outlets) == 0 {
		return f, nil
	}
	found := make([]string, len(s.Outlets))
	for o, err := range r.AllOutlets() {
		if err != nil {
			return f, err
		}
		for i, name := range s.Outlets {
			if name == o.ID || strings.EqualFold(name, o.Name) || strings.EqualFold(name, o.Domain) {
				found[i] = o.ID
			}
		}
	}
	if i := slices.Index(found, ""); i >= 0 {
		return f, fmt.Errorf("%w: %q", ErrOutlet, s.Outlets[i])
	}
	f.Outlets = found
	return f, nil
}

// roots returns the ids of the roots.
func (s *Selection) roots(r Reader) ([]string, error) {
	ids := make([]string, 0, len(s.Roots))
	for _, root := range s.Roots {
		if graph.IDKind(root) == graph.EntityID {
			e, err := r.Entity(root)
			if err == nil {
				ids = append(ids, e.ID)
				continue
			}
			if !errors.Is(err, graph.ErrNotFound) {
				return nil, err
			}
		}
		matches, err := r.MatchEntities(root, nil, 1)
		if err != nil {
			return nil, err
		}
		if len(matches) == 0 {
			return nil, fmt.Errorf("%w: %q", ErrRoot, root)
		}
		ids = append(ids, matches[0].ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// Query returns o as the query string that [ParseQuery] reads, the form in
// which the web asks for a dump.
func (o *Options) Query() string {
	v := url.Values{}
	set := func(name string, list ...string) {
		if text := strings.Join(list, ","); text != "" {
			v.Set(name, text)
		}
	}
	set("format", string(o.Format))
	if o.View != EventView {
		set("view", string(o.View))
	}
	for _, root := range o.Roots {
		v.Add("root", root) // names may hold commas
	}
	if o.Depth > 0 {
		set("depth", strconv.Itoa(o.Depth))
	}
	set("from", o.From)
	set("to", o.To)
	set("types", words(o.Types)...)
	set("factuality", words(o.Factuality)...)
	for _, outlet := range o.Outlets {
		v.Add("outlets", outlet)
	}
	if o.MinSources > 0 {
		set("min-sources", strconv.Itoa(o.MinSources))
	}
	set("kinds", words(o.Kinds)...)
	if o.Since > 0 {
		set("since", strconv.FormatUint(o.Since, 10))
	}
	return v.Encode()
}

// ParseQuery reads what to dump from the parameters of an address: format,
// view, root (repeated), depth, from, to, types, factuality, outlets
// (repeated), min-sources, kinds and since, named like the flags of the
// program. Lists are separated by commas. An unknown parameter is an error. A
// view that the format does not have is left out: the address of a drawing
// says it for every format.
func ParseQuery(v url.Values) (Options, error) {
	o := Options{Format: JSONL}
	for name, values := range v {
		value := values[0]
		var err error
		switch name {
		case "format":
			o.Format, err = ParseFormat(value)
		case "view":
			o.View = View(strings.ToLower(value))
		case "root":
			o.Roots = values
		case "depth":
			o.Depth, err = strconv.Atoi(value)
		case "from":
			o.From = value
		case "to":
			o.To = value
		case "types":
			o.Types, err = ParseTypes(split(value))
		case "factuality":
			o.Factuality, err = ParseFactualities(split(value))
		case "outlets":
			o.Outlets = values
		case "min-sources":
			o.MinSources, err = strconv.Atoi(value)
		case "kinds":
			o.Kinds, err = ParseKinds(split(value))
		case "since":
			o.Since, err = strconv.ParseUint(value, 10, 64)
		default:
			err = fmt.Errorf("no such parameter; there are format, view, root, depth, from, to, types, factuality, outlets, min-sources, kinds, since")
		}
		if err != nil {
			return Options{}, fmt.Errorf("%w: %s=%q: %w", ErrQuery, name, value, err)
		}
	}
	if !formats[o.Format].views {
		o.View = ""
	}
	return o, o.check()
}

// check finds mistakes that no graph could make right.
func (s *Selection) check() error {
	for _, d := range []string{s.From, s.To} {
		if _, ok := parseDay(d); d != "" && !ok {
			return fmt.Errorf("%w: %q is not a day such as 2024-03-26", ErrQuery, d)
		}
	}
	if s.Depth < 0 || s.Depth > 10 {
		return fmt.Errorf("%w: depth %d is not between 0 and 10", ErrQuery, s.Depth)
	}
	return nil
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// ParseTypes reads names of event types, in any case.
func ParseTypes(names []string) ([]graph.EventType, error) {
	return parseWords(names, graph.EventTypes, "event type")
}

// ParseFactualities reads names of factuality values, in any case.
func ParseFactualities(names []string) ([]graph.Factuality, error) {
	return parseWords(names, graph.Factualities, "factuality")
}

// ParseKinds reads names of kinds of entity, in any case.
func ParseKinds(names []string) ([]graph.EntityKind, error) {
	return parseWords(names, []graph.EntityKind{graph.Person, graph.Organization, graph.Place}, "kind of entity")
}

func parseWords[T ~string](names []string, all []T, what string) ([]T, error) {
	var out []T
	for _, name := range names {
		w := T(strings.ToUpper(strings.TrimSpace(name)))
		if !slices.Contains(all, w) {
			return nil, fmt.Errorf("no such %s: %q; there are %s", what, name, strings.Join(words(all), ", "))
		}
		out = append(out, w)
	}
	return out, nil
}
