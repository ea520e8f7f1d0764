package identity

import (
	"fmt"
	"strings"

	"parley/graph"
)

// linkAt is the weight above which two signatures are one entity. Weights are
// on the scale of natural log odds, set by hand; [Explanation] shows them.
const linkAt = 1.0

// A Reason is one piece of evidence for or against two being one.
type Reason struct {
	Text   string  `json:"text"`
	Weight float64 `json:"weight"` // above 0 speaks for one, below for two
}

// reasons collects evidence; a nil one only adds up.
type reasons struct {
	sum  float64
	list []Reason
	keep bool
}

func (r *reasons) add(weight float64, format string, args ...any) {
	r.sum += weight
	if r.keep {
		r.list = append(r.list, Reason{fmt.Sprintf(format, args...), weight})
	}
}

// link returns the weight of two full signatures being one entity, 0 when
// nothing speaks for it.
func link(a, b *signature) float64 {
	var r reasons
	weigh(a, b, &r)
	return r.sum
}

// contradicts reports whether two signatures cannot be one entity although
// their names agree.
func contradicts(a, b *signature) bool {
	if a.kind != b.kind {
		return true
	}
	var r reasons
	weighContext(a, b, &r)
	// An unlike name is no contradiction by itself: spellings meet in chains.
	name := nameWeight(a, b)
	return name+r.sum <= linkAt && r.sum < 0
}

func nameWeight(a, b *signature) float64 {
	common := a.common || b.common
	if common {
		return 2
	}
	return 3.5
}

// weigh adds up all evidence about two signatures.
func weigh(a, b *signature, r *reasons) {
	if a.kind != b.kind {
		r.add(-9, "one is a %s, the other a %s", lower(a.kind), lower(b.kind))
		return
	}
	switch a.kind {
	case graph.Person:
		w := nameWeight(a, b)
		switch comparePersons(a.person, b.person) {
		case nameEqual:
			r.add(w, "the same name (%s)%s", a.name, commonNote(w))
		case nameClose:
			if w < 3 && len(a.person.words) != len(b.person.words) {
				w -= 0.7 // John Carter need not be John Henry Carter
			}
			r.add(w-0.5, "spellings of one name (%s, %s)%s", a.name, b.name, commonNote(w))
		case nameWeak:
			r.add(0.5, "names that could be one (%s, %s)", a.name, b.name)
		default:
			r.add(-9, "different names (%s, %s)", a.name, b.name)
			return
		}
	case graph.Place:
		switch {
		case a.name == b.name:
			r.add(3.5, "the same name (%s)", a.name)
		case a.name[0] == '=' || b.name[0] == '=' || wordsLevel(a.name, b.name) < wordSound:
			r.add(-9, "different names (%s, %s)", a.name, b.name)
			return
		default:
			r.add(3, "spellings of one name (%s, %s)", a.name, b.name)
		}
	default:
		switch {
		case a.name == b.name:
			r.add(3.5, "the same name (%s)", a.name)
		case wordsLevel(a.name, b.name) < wordTypo:
			r.add(-9, "different names (%s, %s)", a.name, b.name)
			return
		default:
			r.add(3, "spellings of one name (%s, %s)", a.name, b.name)
		}
	}
	weighContext(a, b, r)
}

func commonNote(w float64) string {
	if w < 3 {
		return ", one that many bear"
	}
	return ""
}

func lower(k graph.EntityKind) string { return strings.ToLower(string(k)) }

// wordsLevel compares two names word by word, in order.
func wordsLevel(a, b string) int {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		if ja, jb := strings.Join(x, ""), strings.Join(y, ""); ja == jb {
			return wordSame
		}
		return wordDiffers
	}
	level := wordSame
	for i := range x {
		l := wordLevel(x[i], y[i])
		if l == wordTypo && len(x[i]) < 7 || l == wordNick || l == wordInitial {
			l = wordDiffers
		}
		level = min(level, l)
	}
	return level
}

// abroad are posts whose holder belongs to one country and works in another.
var abroad = set("ambassador commissioner secretary-general")

// looseOffices are held by many at once, in many bodies, or said of anybody.
var looseOffices = map[string]bool{"spokesperson": true, "adviser": true, "leader": true, "journalist": true, "activist": true, "lawmaker": true,
	"minister": true, "ambassador": true, "professor": true, "lawyer": true, "general": true, "senator": true, "commissioner": true}

// weighContext adds up what titles, bodies and countries say.
func weighContext(a, b *signature, r *reasons) {
	if a.country != "" && b.country != "" {
		switch {
		case a.country == b.country:
			r.add(0.5, "both of %s", nameOfCountry(a.country))
		case a.kind == graph.Person && (abroad[a.office] || abroad[b.office]):
			r.add(-1, "one of %s, the other of %s, but posted abroad", nameOfCountry(a.country), nameOfCountry(b.country))
		default:
			r.add(-4, "one of %s, the other of %s", nameOfCountry(a.country), nameOfCountry(b.country))
		}
	}
	if a.kind != graph.Person {
		return
	}
	orgs := a.org != "" && b.org != "" && a.org != "government" && b.org != "government"
	sameOrg := orgs && sameBody(a.org, b.org)
	if a.office != "" && b.office != "" {
		da, db := officeDomain[a.office], officeDomain[b.office]
		switch {
		case a.office == b.office && orgs && !sameOrg:
			w := -2.0
			if looseOffices[a.office] {
				w = -0.5
			}
			r.add(w, "%s of %s and of %s", a.office, a.org, b.org)
		case a.office == b.office:
			r.add(1, "both %s", a.office)
		case da == db && (da == "politics" || da == "sport" || da == "arts" || da == "military"):
			// careers
		case da == db:
			r.add(-1, "one is %s, the other %s", a.office, b.office)
		case related(da, db):
			r.add(-1.5, "one is %s, the other %s", a.office, b.office)
		default:
			r.add(-2.2, "one is %s, the other %s", a.office, b.office)
		}
	}
	if sameOrg {
		r.add(1, "both of %s", a.org)
	}
}

// sameBody reports whether two normalized names of bodies name one, or one
// within the other.
func sameBody(a, b string) bool {
	return a == b || strings.Contains(a, b) || strings.Contains(b, a) || initials(a) == b || initials(b) == a
}

// related reports whether people move between two domains in a life.
func related(a, b string) bool {
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "local politics", "justice politics", "military politics", "business politics", "activism politics", "justice local", "politics science",
		"activism local", "business local", "politics religion", "media politics", "business science", "arts media", "education science", "activism religion":
		return true
	}
	return false
}

func nameOfCountry(code string) string {
	if n, ok := countries().names[code]; ok {
		return n
	}
	return code
}

// attach returns the weight of short form s naming the full signature f.
func attach(s, f *signature, r *reasons) {
	if s.kind != f.kind || f.short || f.moved != "" || s.moved != "" {
		r.add(-9, "nothing in common")
		return
	}
	switch s.kind {
	case graph.Person:
		word := s.person.joined()
		n := len(f.person.parts)
		last := f.person.parts[n-1]
		lastWord := f.person.words[len(f.person.words)-1]
		withParticle := ""
		if n > 2 && particles[f.person.parts[n-2]] {
			withParticle = f.person.parts[n-2] + last
		}
		switch {
		case word == last || word == withParticle:
			r.add(2, "%s is the surname of %s", s.name, f.name)
		case word == lastWord:
			r.add(1.7, "%s is part of the surname of %s", s.name, f.name)
		case sound(word) == sound(last) || sound(word) == sound(lastWord):
			r.add(1.6, "%s sounds as the surname of %s", s.name, f.name)
		case word == f.person.parts[0] && (eastAsian[f.country] || n == 3 && len(f.person.words) == 3 && surnameFirst[word]):
			r.add(2, "%s is the surname of %s", s.name, f.name)
		case word == f.person.parts[0]:
			r.add(0.7, "%s is the first name of %s", s.name, f.name)
		case len(word) >= 4:
			for _, w := range f.person.words {
				if w == word {
					r.add(1.2, "%s is part of the name of %s", s.name, f.name)
					weighContext(s, f, r)
					return
				}
			}
			r.add(-9, "no name in common")
			return
		default:
			r.add(-9, "no name in common")
			return
		}
	case graph.Organization:
		switch {
		case s.state:
			if s.name != f.name {
				r.add(-9, "different bodies")
				return
			}
			r.add(1.5, "%s without its country", s.name)
		case s.name == f.name:
			r.add(3, "%s in other letters", s.name)
		case s.acronym != "" && s.acronym == f.acronym:
			r.add(3, "%s is defined as short for %s", strings.ToUpper(s.acronym), f.name)
		case s.acronym != "" && s.acronym == initials(f.name):
			r.add(2, "%s is the initials of %s", strings.ToUpper(s.acronym), f.name)
		default:
			r.add(-9, "nothing in common")
			return
		}
	}
	weighContext(s, f, r)
}

var eastAsian = map[string]bool{"CN": true, "KR": true, "KP": true, "TW": true, "HK": true, "VN": true}

// surnameFirst are East Asian surnames that stand before given names.
var surnameFirst = set("kim lee park choi jung kang cho yoon jang lim han moon ri pak xi li wang zhang liu chen yang zhao zhou wu xu sun hu jiang deng mao nguyen tran le pham")
