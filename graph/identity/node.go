package identity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// precision says how well a node's days are known.
type precision int

const (
	anyTime  precision = iota // nothing known
	softDays                  // only that it was published then
	longSpan                  // a month, a year
	fewDays                   // a day, a few days
)

// A node is what reports of the same type, participants, date and place have
// in common: the unit of event resolution, as a signature is for entities.
type node struct {
	id, key  string
	typ      graph.EventType
	parts    []nodePart // sorted
	from, to graph.Day
	known    precision
	pub      graph.Day // of publication, when the date is not known to the day
	place    string    // entity
	country  string    // of the place
	nation   bool      // the place is the country
	name     string
	future   bool
	content  []string
}

type nodePart struct {
	entity  string
	kind    byte // P, O, L
	country string
	role    byte // p party, g guest, h host, d destination
}

func (p nodePart) encode() string {
	return string([]byte{p.role, p.kind}) + p.country + "~" + p.entity
}

func roleByte(r graph.ParticipantRole) byte {
	switch r {
	case graph.Guest:
		return 'g'
	case graph.Host:
		return 'h'
	case graph.Destination:
		return 'd'
	case graph.Represented:
		return 'r'
	}
	return 'p'
}

// nodeKey files a report under what it says, its entities as they are now.
func (t *tx) nodeKey(d *digest) string {
	var parts []string
	seen := map[string]bool{}
	for _, p := range d.Participants {
		e := t.get("m", p.Signature)
		role := roleByte(p.Role)
		if d.Type != graph.Visit && role != 'd' && role != 'r' {
			role = 'p'
		}
		if e == "" || role == 'r' || seen[e] {
			continue
		}
		seen[e] = true
		np := nodePart{e, kindByte(p.Kind), cmp.Or(t.countryOf(e), p.Country), role}
		parts = append(parts, np.encode())
	}
	slices.Sort(parts)
	date, pub, future := "", "", ""
	if d.told() {
		date = d.Date.EDTF
	}
	if n := (&node{}); date == "" || !n.setDate(date) || n.known < fewDays {
		pub = d.Published
		switch d.Factuality {
		case graph.Held, graph.Ongoing, graph.Alleged:
		default:
			future = "f"
		}
	}
	place, country := "", ""
	if d.Place != "" {
		place, country = t.get("m", d.Place), d.PlaceCountry
	}
	content := strings.Join(d.Content, " ")
	if len(d.Content) == 0 && !d.Type.Consult() {
		switch d.Type {
		case graph.Attack, graph.Death, graph.Appointment, graph.Vote:
		default:
			content = "?" + d.Article // nothing to tell it by: its own
		}
	}
	return strings.Join([]string{string(d.Type), strings.Join(parts, ","), date, pub, future, place, country, fold(d.Name, false), content}, keySep)
}

func kindByte(k graph.EntityKind) byte {
	switch k {
	case graph.Person:
		return 'P'
	case graph.Place:
		return 'L'
	}
	return 'O'
}

// How far from publication something undated may lie.
const (
	pastDays   = 10
	futureDays = 31
)

func parseNode(key string) *node {
	f := strings.Split(key, keySep)
	n := &node{id: graph.NewID('n', key), key: key, typ: graph.EventType(f[0]), place: f[5], country: strings.TrimPrefix(f[6], "="), nation: strings.HasPrefix(f[6], "="), name: f[7], future: f[4] != ""}
	if f[1] != "" {
		for p := range strings.SplitSeq(f[1], ",") {
			head, entity, _ := strings.Cut(p, "~")
			n.parts = append(n.parts, nodePart{entity: entity, role: head[0], kind: head[1], country: head[2:]})
		}
	}
	if f[8] != "" {
		n.content = strings.Fields(f[8])
	}
	dated := n.setDate(f[2])
	if day, ok := graph.ParseDay(f[3]); ok {
		n.pub = day
		if !dated {
			n.known = softDays
			n.from, n.to = day-pastDays, day
			if n.future {
				n.from, n.to = day-1, day+futureDays
			}
		}
	}
	return n
}

func (n *node) setDate(edtf string) bool {
	date := graph.Date{EDTF: edtf}
	from, to, ok := date.Bounds()
	if !ok {
		return false
	}
	n.from, n.to = from, to
	n.known = longSpan
	if to-from <= 6 {
		n.known = fewDays
	}
	return true
}

// actors returns the participants that make the event, without where it goes.
func (n *node) actors() []nodePart {
	out := n.parts[:0:0]
	for _, p := range n.parts {
		if n.typ == graph.Visit && (p.role == 'h' || p.role == 'd') || p.role == 'd' {
			continue
		}
		out = append(out, p)
	}
	return out
}

// family says which types of event can be one.
func family(t graph.EventType) string {
	switch t {
	case graph.Visit:
		return "visit"
	case graph.Meeting, graph.Conference, graph.Talks, graph.Negotiation, graph.Mediation, graph.Call, graph.Message:
		return "meet"
	}
	return string(t)
}

// anyPast reports whether n, told without a date as something past, can be of
// any day before: one in five that our extractor leaves undated is of longer
// ago than the news. It looks for what happened between the same two and
// more; who is named alone, or a visitor, does not lead that far back.
func (n *node) anyPast() bool {
	return n.known == softDays && !n.future && family(n.typ) == "meet" && len(n.actors()) > 1
}

// bucketDays is the width of a time bucket in block keys.
const bucketDays = 16

// wideBucket holds nodes that would fall in too many buckets.
const wideBucket = "*"

// buckets returns the time buckets of a node under a block key. What may be of
// any past day is found at any time under the keys of two participants only:
// of two countries, or of one man, there are too many reports. What is no
// encounter or visit has few keys that tell, so its buckets are narrow.
func (n *node) buckets(group string) []string {
	if n.known == anyTime || n.anyPast() && strings.Count(group, "/") == 2 || n.to-n.from > 100 {
		return []string{wideBucket}
	}
	width, margin := bucketDays, graph.Day(2)
	if f := family(n.typ); f != "meet" && f != "visit" {
		width, margin = 4, 1
	}
	var out []string
	for b := bucket(n.from-margin, width); b <= bucket(n.to+margin, width); b++ {
		out = append(out, strconv.Itoa(b))
	}
	return out
}

func bucket(d graph.Day, width int) int {
	b := int(d)
	if b < 0 {
		return (b - width + 1) / width
	}
	return b / width
}

// groups returns the block keys, without time, under which a node is filed,
// and those under which it looks for others. Encounters meet under pairs of
// participants; who is the only one named meets all encounters of his, but
// not they each other.
func (n *node) groups() (files, looks []string) {
	f := family(n.typ)
	actors := n.actors()
	var out []string
	if n.name != "" {
		out = append(out, f+"#"+n.name)
	}
	if f == "visit" {
		// By visitor and country; a visit to a place unknown meets them all.
		_, countries := n.destination()
		files, looks = slices.Clone(out), slices.Clone(out)
		for _, a := range actors {
			e := f + "/" + a.entity
			looks = append(looks, e+"?")
			if len(countries) == 0 {
				files = append(files, e+"?")
				looks = append(looks, e)
				continue
			}
			files = append(files, e)
			slices.Sort(countries)
			for _, c := range slices.Compact(countries) {
				files = append(files, e+"@"+c)
				looks = append(looks, e+"@"+c)
			}
		}
		return files, looks
	}
	if f != "meet" {
		for i, a := range actors {
			if i < 4 {
				out = append(out, f+"/"+a.entity)
			}
		}
		if len(actors) == 0 && n.place != "" {
			out = append(out, f+"@"+n.place)
		}
		return out, out
	}
	if len(actors) == 1 {
		e := actors[0].entity
		files = append(out, f+"/"+e)
		return files, append(slices.Clone(files), f+"+"+e)
	}
	slices.SortFunc(actors, func(a, b nodePart) int { return cmp.Compare(a.entity, b.entity) })
	if len(actors) > 7 {
		actors = actors[:7]
	}
	for i := range actors {
		for j := range i {
			out = append(out, f+"/"+actors[j].entity+"/"+actors[i].entity)
		}
	}
	files, looks = slices.Clone(out), slices.Clone(out)
	// Where one article names the persons and another only their states. Who
	// names persons alone does not look for others that do: of two countries
	// there are too many.
	var sides []string
	persons := true
	for _, a := range actors {
		persons = persons && a.kind == 'P'
		if a.country != "" && !slices.Contains(sides, a.country) {
			sides = append(sides, a.country)
		}
	}
	if len(sides) == 2 {
		slices.Sort(sides)
		pair := sides[0] + "/" + sides[1]
		looks = append(looks, f+"="+pair)
		if persons {
			files = append(files, f+"^"+pair)
		} else {
			files = append(files, f+"="+pair)
			looks = append(looks, f+"^"+pair)
		}
	}
	if n.known == fewDays || n.known == softDays { // both ways or not at all: who finds must be found
		for _, a := range actors {
			looks = append(looks, f+"/"+a.entity)
			files = append(files, f+"+"+a.entity)
		}
	}
	return files, looks
}
