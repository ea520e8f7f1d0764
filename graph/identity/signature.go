package identity

import (
	"slices"
	"strings"

	"parley/graph"
)

// A signature is what local entities of one name and context have in common,
// parsed from its key. Everything that decides about identity is in the key,
// so that links between signatures are a pure function of two keys.
type signature struct {
	id, key string
	kind    graph.EntityKind
	name    string // normalized: folded for persons and places, [orgCore] for bodies
	country string // ISO code, empty when the article ties it to none
	office  string // persons: the post that tells most
	org     string // persons: the body of the post, normalized
	acronym string // bodies: the short form defined or used
	moved   string // the decision that moved its local entities away

	person personName // of a person
	short  bool       // a surname alone, an acronym: attached, never linked
	state  bool       // a branch of a state
	common bool       // a person whose name many bear
}

const keySep = "|"

// signatureKey returns the key of a local entity.
func signatureKey(l *graph.LocalEntity, entities []graph.LocalEntity, moved string) string {
	var name, country, office, org, acronym string
	switch l.Kind {
	case graph.Person:
		n := parsePerson(l.Name)
		name = n.folded
		office, org, country = personContext(l, entities)
	case graph.Place:
		name = fold(l.Name, false)
		name = strings.TrimPrefix(name, "the ")
		if code, sense, ok := countryOf(name); ok && sense != countryCapital {
			name, country = "="+code, code
		} else if country = l.Country; country == "" && ok {
			country = code // a capital is its country's unless the article says otherwise
		}
	default:
		o := orgCore(l.Name, l.Country)
		name, country = o.core, o.country
		acronym = fold(l.Acronym, false)
		if acronym == "" && likeAcronym(l.Name) {
			acronym = fold(l.Name, false)
		}
		acronym = strings.ReplaceAll(acronym, " ", "")
		if acronym == strings.ReplaceAll(name, " ", "") && strings.Contains(name, " ") {
			acronym = ""
		}
		// A body of no state is one body wherever the article stands.
		if !o.state && likeAcronym(l.Name) {
			country = ""
		}
	}
	if name == "" {
		name = "?" + l.ID
	}
	return strings.Join([]string{string(l.Kind), name, country, office, org, acronym, moved}, keySep)
}

// parseSignature reads a key.
func parseSignature(key string) *signature {
	f := strings.Split(key, keySep)
	for len(f) < 7 {
		f = append(f, "")
	}
	s := &signature{id: graph.NewID(graph.EntityID, key), key: key, kind: graph.EntityKind(f[0]), name: f[1], country: f[2], office: f[3], org: f[4], acronym: f[5], moved: f[6]}
	switch s.kind {
	case graph.Person:
		s.person = parsePerson(s.name)
		s.short = s.person.single()
		s.common = len(s.person.words) > 1 && len(s.person.words[0]) == 1 || len(s.person.words) > 1 && commonNames[s.person.words[0]] && commonNames[s.person.words[len(s.person.words)-1]]
	case graph.Organization:
		s.state = isState(s.name)
		s.short = s.state && s.country == "" || s.acronym != "" && s.acronym == s.name
	}
	if s.moved != "" {
		s.short = false // a decision says what it names
	}
	return s
}

// isState reports whether a normalized name is of a branch of a state, which
// names nothing without its country.
func isState(core string) bool {
	words := strings.Fields(core)
	if len(words) > 3 {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return stateBodies[w] })
}

// bare reports whether nothing but the name is known.
func (s *signature) bare() bool { return s.country == "" && s.office == "" && s.org == "" }

// blocks returns the keys under which signatures that may link meet.
func (s *signature) blocks() []string {
	if s.moved != "" || s.short {
		return nil
	}
	var keys []string
	switch s.kind {
	case graph.Person:
		for _, k := range nameBlocks(s.person) {
			keys = append(keys, "p"+k)
		}
	case graph.Place:
		keys = []string{"l" + skeletons(s.name)}
	default:
		keys = []string{"o" + skeletons(s.name)}
	}
	return keys
}

func skeletons(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		if w[0] == '=' {
			b.WriteString(w)
			continue
		}
		b.WriteString(skeleton(w))
	}
	return b.String()
}

// tokens returns the keys under which short forms look for their full forms.
func (s *signature) tokens() []string {
	if s.moved != "" {
		return nil
	}
	var keys []string
	add := func(k string) {
		if k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	switch s.kind {
	case graph.Person:
		if s.short {
			add("p" + sound(s.person.joined()))
			return keys
		}
		for _, p := range s.person.parts {
			if len(p) > 1 && !particles[p] {
				add("p" + sound(p))
			}
		}
		for _, w := range s.person.words {
			if len(w) > 1 {
				add("p" + sound(w))
			}
		}
		// "al-Assad" and "van der Bellen" alone are written with the particle.
		if n := len(s.person.parts); n > 2 && particles[s.person.parts[n-2]] {
			add("p" + sound(s.person.parts[n-2]+s.person.parts[n-1]))
		}
	case graph.Organization:
		if s.state {
			add("s" + s.name)
			return keys
		}
		if s.acronym != "" {
			add("a" + s.acronym)
		}
		if !s.short && !strings.Contains(s.name, " ") && s.acronym != s.name {
			add("a" + s.name)
		}
		if in := initials(s.name); len(in) >= 3 && !s.short {
			add("a" + in)
		}
	}
	return keys
}

// commonNames are first names and surnames that so many people bear that two
// together name nobody in particular.
var commonNames = set(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew
	joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon frank
	benjamin gregory samuel raymond patrick alexander jack dennis jerry tyler aaron peter adam henry nathan douglas zachary kyle walter ethan jeremy harold
	keith christian roger noah gerald terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel alan juan logan wayne
	ralph roy eugene randy mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra ashley dorothy kimberly
	emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna ruth brenda pamela nicole
	katherine samantha christine emma catherine debra virginia rachel carolyn janet maria heather diane julie joyce victoria kelly christina joan evelyn
	mike steve bob tom jim chris dan tony nick sam alex ben simon ian neil martin luke tim phil dave rob jane anne helen kate claire alice lucy
	smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin
	lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson
	baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook
	rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza
	ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes
	gonzales fisher vasquez simmons graham murray ford hamilton marshall owens mcdonald west jordan fox wallace hunt palmer mills grant shaw holmes stone
	muhammad mohammed mohammad mohamed muhammed ahmed ahmad ali hassan hasan hussein hussain husain ibrahim abdullah abdallah omar umar khalid khaled
	mahmoud mahmud mustafa mostafa yusuf youssef yousef khan malik shah saleh salih salem hamid rahman karim abbas hamza bilal said saeed ismail
	wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin he gao wei jun ming lei tao park choi jung kang cho yoon jang lim han
	singh kumar sharma gupta das roy khanna joshi mehta rao reddy jose luis carlos miguel antonio manuel francisco pedro jorge silva santos oliveira souza
	pereira costa fernandez ivan ivanov sergei alexei dmitry andrei vladimir mikhail petrov popov hans peter muller schmidt schneider fischer weber meyer
	jean pierre marie michel philippe dupont bernard dubois durand moreau laurent abdul fatima aisha amina sato suzuki tanaka watanabe ito yamamoto nakamura`)
