package identity

import (
	"slices"
	"strings"

	"parley/graph"
)

// A phrase is how a type of event reads: its verb when it took place, is to
// take place, and its noun.
type phrase struct {
	now, noun string
	with      string // the preposition before the second participant
}

var phrases = map[graph.EventType]phrase{
	graph.Meeting:      {"meets", "meeting", ""},
	graph.Visit:        {"visits", "visit", ""},
	graph.Call:         {"speaks by phone", "call", "with"},
	graph.Conference:   {"confers", "conference", "with"},
	graph.Talks:        {"holds talks", "talks", "with"},
	graph.Negotiation:  {"negotiates", "negotiations", "with"},
	graph.Mediation:    {"mediates", "mediation", "with"},
	graph.Message:      {"writes", "message", "to"},
	graph.Agreement:    {"agrees", "agreement", "with"},
	graph.Cooperation:  {"cooperates", "cooperation", "with"},
	graph.Support:      {"supports", "support", ""},
	graph.Aid:          {"aids", "aid", ""},
	graph.Concession:   {"concedes", "concession", "to"},
	graph.Retreat:      {"withdraws", "withdrawal", "from"},
	graph.Request:      {"asks", "request", ""},
	graph.Statement:    {"makes a statement", "statement", "to"},
	graph.Accusation:   {"accuses", "accusation", ""},
	graph.Rejection:    {"rejects", "rejection", ""},
	graph.Threat:       {"threatens", "threat", ""},
	graph.Protest:      {"protests", "protest", "against"},
	graph.Sanction:     {"sanctions", "sanctions", ""},
	graph.Mobilization: {"mobilizes", "mobilization", "against"},
	graph.Coercion:     {"takes action", "action", "against"},
	graph.Attack:       {"attacks", "attack", ""},
	graph.Appointment:  {"is appointed", "appointment", "by"},
	graph.Vote:         {"votes", "vote", "on"},
	graph.Death:        {"dies", "death", ""},
	graph.OtherEvent:   {"is involved", "event", "with"},
}

// eventTitle writes a short title: "Kovacs meets Varga in Vienna".
func (t *tx) eventTitle(e *graph.Event) string {
	var left, right []string
	destination := ""
	for _, p := range e.Participants {
		name := t.shortName(p.Entity)
		switch p.Role {
		case graph.Represented:
			continue
		case graph.Destination:
			destination = name
			continue
		case graph.Target, graph.Host:
			right = append(right, name)
		default:
			left = append(left, name)
		}
	}
	if len(left) == 0 {
		left, right = right, nil
	}
	if len(right) == 0 && len(left) > 1 && e.Type != graph.Visit {
		left, right = left[:1], left[1:]
	}
	ph := phrases[e.Type]
	if e.Name != "" && (e.Type == graph.Conference || len(left)+len(right) > 4) {
		return e.Name
	}
	var b strings.Builder
	object := list(right)
	if e.Type == graph.Visit {
		if destination == "" {
			destination = t.placeName(e)
		}
		if destination == "" {
			destination = object
		}
		object = destination
	}
	switch {
	case len(left) == 0:
		b.WriteString(title(ph.noun))
	case e.Factuality == graph.Held || e.Factuality == graph.Ongoing || e.Factuality == "":
		b.WriteString(list(left) + " " + ph.now)
		if object != "" {
			b.WriteString(" " + spaced(ph.with) + object)
		} else if ph.now == "meets" {
			b.Reset()
			b.WriteString("Meeting of " + list(left))
		}
	default:
		b.WriteString(prefix(e.Factuality) + " " + ph.noun)
		b.WriteString(" of " + list(left))
		if object != "" {
			with := ph.with
			switch {
			case e.Type == graph.Visit:
				with = "to"
			case with == "" && e.Type.Consult():
				with = "with"
			case with == "":
				with = "of"
			}
			b.WriteString(" " + with + " " + object)
		}
	}
	if p := t.placeName(e); p != "" && e.Type != graph.Visit && !slices.Contains(left, p) && !slices.Contains(right, p) {
		b.WriteString(" in " + p)
	}
	return b.String()
}

func prefix(f graph.Factuality) string {
	if f == graph.Scheduled {
		return "Planned"
	}
	return title(strings.ToLower(string(f)))
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return s + " "
}

func (t *tx) placeName(e *graph.Event) string {
	if e.Place == "" {
		return ""
	}
	return t.nameOf(e.Place)
}

// shortName returns the surname of a person, the name of anything else.
func (t *tx) shortName(entity string) string {
	name := t.nameOf(entity)
	s := t.load(entity)
	if s == nil || s.kind != graph.Person {
		return name
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	if eastAsian[s.country] || len(words) == 3 && surnameFirst[strings.ToLower(words[0])] {
		return name // the surname stands first, and few bear it alone
	}
	from := len(words) - 1
	for from > 1 && (particles[fold(words[from-1], false)] || suffixes[fold(words[from], false)]) {
		from--
	}
	return strings.Join(words[from:], " ")
}

// list joins names: "A", "A and B", "A, B and 3 others".
func list(names []string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	case n <= 3:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return strings.Join(names[:2], ", ") + " and others"
	}
}
