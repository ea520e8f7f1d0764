package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// chainNames makes entities of the names: every spelling of a person's name
// goes to the full name it shortens, acronyms to what they stand for, and
// nationalities to their countries.
func (x *Extractor) chainNames(d *document) {
	d.markAsides()
	c := chainer{x: x, d: d, byKey: map[string]int32{}, byToken: map[string][]int32{}, alone: map[string]*surname{}}
	// Full names first, the longest before the ones it contains, so that a
	// short form finds them wherever it stands.
	order := make([]int32, 0, len(d.mentions))
	for i := range d.mentions {
		if !d.mentions[i].aside {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return words(d.mentions[b].key) - words(d.mentions[a].key)
	})
	for _, i := range order {
		m := &d.mentions[i]
		switch {
		case m.typ == nlp.Person && words(m.key) > 1:
			c.fullName(i)
		case m.typ == nlp.Person || m.typ == nlp.EventName:
		case m.country != "" && !m.adjectival && partOf(m.key, m.country):
			c.join(i, kindKey(m))
		case m.country != "":
			c.join(i, "country "+m.country)
		case m.typ == nlp.Org:
			c.organization(i)
		default:
			c.join(i, kindKey(m))
		}
	}
	c.halves()
	c.capitals()
	c.named = c.bearers()
	for i := range d.mentions {
		if m := &d.mentions[i]; m.typ == nlp.Person && words(m.key) == 1 && !m.aside {
			c.shortName(int32(i))
		}
	}
	c.acronyms()
	for i := range d.mentions {
		if e := d.mentions[i].entity; e >= 0 {
			d.entities[e].mentions = append(d.entities[e].mentions, int32(i))
			d.entities[e].names++
		}
	}
	c.sortEntities()
	for i := range d.entities {
		d.name(&d.entities[i])
	}
}

type chainer struct {
	x       *Extractor
	d       *document
	byKey   map[string]int32
	byToken map[string][]int32 // entities of persons by each word of their names
	named   map[int32]*bearer  // persons named in full, by entity
	alone   map[string]*surname
}

// halves joins "the North" and "the South" to the countries of the article of
// whose names they are the first word, where there is one such.
func (c *chainer) halves() {
	for i := range c.d.mentions {
		m := &c.d.mentions[i]
		if m.country != "" || m.entity < 0 || m.typ != nlp.GPE && m.typ != nlp.Loc && m.typ != nlp.Org {
			continue
		}
		if m.key != "north" && m.key != "south" {
			continue
		}
		country := int32(-1)
		for e := range c.d.entities {
			x := &c.d.entities[e]
			if x.country == "" || x.country == "USA" || !strings.HasPrefix(nameKey(lexicon.CountryNamed(x.country)), m.key+" ") {
				continue
			}
			if country >= 0 && country != int32(e) {
				country = -2
				break
			}
			country = int32(e)
		}
		if country >= 0 {
			m.entity, m.country, m.typ = country, c.d.entities[country].country, nlp.GPE
		}
	}
}

// partOf reports whether a place that is listed as another name of a country
// is only a part of it, and so an entity of its own.
func partOf(key, country string) bool {
	return country == "PSE" && (strings.HasPrefix(key, "gaza") || strings.HasSuffix(key, "west bank"))
}

func words(key string) int { return strings.Count(key, " ") + 1 }

func kindKey(m *mention) string { return string(kindOf(m.typ)) + " " + m.key }

// join puts mention i in the entity of the key, which it makes when new.
func (c *chainer) join(i int32, key string) int32 {
	e, ok := c.byKey[key]
	if !ok {
		m := &c.d.mentions[i]
		e = int32(len(c.d.entities))
		c.byKey[key] = e
		kind, typ := kindOf(m.typ), m.typ
		if m.country != "" {
			kind, typ = graph.Place, nlp.GPE
		}
		c.d.entities = append(c.d.entities, entity{kind: kind, typ: typ, key: m.key, country: m.country})
	}
	c.d.mentions[i].entity = e
	return e
}

// fullName joins a name of several words to a longer name of the same
// person: one whose words include all of its own.
func (c *chainer) fullName(i int32) {
	key := c.d.mentions[i].key
	if e, ok := c.byKey["person "+key]; ok {
		c.d.mentions[i].entity = e
		return
	}
	ws := strings.Fields(key)
	last := ws[len(ws)-1]
	for _, e := range c.byToken[last] {
		if c.senior(i, e) {
			continue
		}
		if sameFullName(strings.Fields(c.d.entities[e].key), ws) {
			c.d.mentions[i].entity, c.byKey["person "+key] = e, e
			return
		}
	}
	if e := c.nickname(i, ws); e >= 0 {
		c.d.mentions[i].entity, c.byKey["person "+key] = e, e
		return
	}
	joined := strings.ReplaceAll(key, " ", "")
	if e, ok := c.byKey["joined "+joined]; ok {
		c.d.mentions[i].entity, c.byKey["person "+key] = e, e
		return
	}
	e := c.join(i, "person "+key)
	c.byKey["joined "+joined] = e
	for _, w := range ws {
		if !slices.Contains(c.byToken[w], e) {
			c.byToken[w] = append(c.byToken[w], e)
		}
	}
}

// nickname returns the person of the same surname whose first name starts
// like that of mention i and who holds the same office: "Secretary Bill Marsh"
// is "Secretary Benjamin Marsh". It is -1 when there is none.
func (c *chainer) nickname(i int32, ws []string) int32 {
	last, roles := ws[len(ws)-1], []string(nil)
	for _, e := range c.byToken[last] {
		other := strings.Fields(c.d.entities[e].key)
		if len(other) != len(ws) || other[len(other)-1] != last || other[0][0] != ws[0][0] {
			continue
		}
		if a, b := genderOfFirst(other[0]), genderOfFirst(ws[0]); a != 0 && b != 0 && a != b {
			continue
		}
		if roles == nil {
			roles, _, _ = c.introduced(&c.d.mentions[i])
			roles = append(roles, "")
		}
		for j := range c.d.mentions {
			if m := &c.d.mentions[j]; m.entity == e {
				if held, _, _ := c.introduced(m); sharesRole(roles, held) {
					return e
				}
			}
		}
	}
	return -1
}

// senior reports whether the name at mention i lacks the "Jr." of person e and
// the text has it first: then it is the older one's.
func (c *chainer) senior(i, e int32) bool {
	k := c.d.entities[e].key
	if at := strings.LastIndexByte(k, ' '); at < 0 || !generation(k[at+1:]) {
		return false
	}
	key := c.d.mentions[i].key
	if generation(key[strings.LastIndexByte(key, ' ')+1:]) {
		return false
	}
	for j := range c.d.mentions {
		switch m := &c.d.mentions[j]; {
		case c.d.inTitle(m.head):
		case m.entity == e && m.key == k:
			return false
		case m.key == key:
			return true
		}
	}
	return false
}

// sameFullName reports whether the words of short may name the person of
// long: all of them are there, in any order, an initial standing for a word.
func sameFullName(long, short []string) bool {
	for _, w := range short {
		if !slices.ContainsFunc(long, func(l string) bool {
			return l == w || len(w) == 1 && strings.HasPrefix(l, w) || len(l) == 1 && strings.HasPrefix(w, l)
		}) {
			return false
		}
	}
	return true
}

// organization joins a name to an organization of the same name or of a longer
// one.
func (c *chainer) organization(i int32) {
	m := &c.d.mentions[i]
	key := strings.Replace(" "+m.key+" ", " un ", " united nations ", 1)
	key = strings.Replace(key, " us ", " ", 1)
	key = withoutLegalForm(strings.TrimSpace(key))
	if e, ok := c.byKey["org "+key]; ok {
		m.entity = e
		return
	}
	if e := c.longBody(i, key); e >= 0 {
		m.entity, c.byKey["org "+key] = e, e
		return
	}
	e := c.join(i, "org "+key)
	if ws := strings.Fields(key); len(ws) > 2 {
		short := "org " + strings.Join(ws[1:], " ")
		if _, ok := c.byKey[short]; !ok {
			c.byKey[short] = e
		}
	}
}

// sortEntities orders the entities by their first mention and drops those
// that lost all of theirs.
func (c *chainer) sortEntities() {
	d := c.d
	old := d.entities
	order := make([]int32, 0, len(old))
	for e := range old {
		if len(old[e].mentions) > 0 {
			order = append(order, int32(e))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(old[a].mentions[0] - old[b].mentions[0]) })
	d.entities = make([]entity, len(order))
	for n, e := range order {
		d.entities[n] = old[e]
		for _, m := range old[e].mentions {
			d.mentions[m].entity = int32(n)
		}
	}
}

// name sets an entity's name to its fullest form.
func (d *document) name(e *entity) {
	best := -1
	for _, i := range e.mentions {
		m := &d.mentions[i]
		if m.form != graph.NamedMention || m.adjectival || m.capital {
			continue
		}
		score := words(m.key)*100 + min(len(m.key), 99)
		if e.country != "" && e.kind == graph.Place {
			score = -score // "China", not "People's Republic of China"
			if w := d.nlp.TextOf(m.tokens); len(m.key) <= 5 && strings.ToUpper(w) == w {
				score -= 1000 // "United States", not "U.S."
			}
			if m.key == nameKey(lexicon.CountryNamed(e.country)) {
				score += 2000
			}
			score += 5000
		}
		if d.inTitle(m.tokens.First) {
			score-- // headlines cut names short and set them in capitals
		}
		if score > best {
			best, e.name, e.key = score, unbracketed(oneLine(d.nlp.TextOf(m.tokens))), m.key
		}
	}
	if best < 0 {
		e.name = lexicon.CountryNamed(e.country)
		if e.name == "" {
			e.name = oneLine(d.nlp.TextOf(d.mentions[e.mentions[0]].tokens))
		}
	}
}

// oneLine writes runs of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
