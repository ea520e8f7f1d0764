package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// The offices of a person are what the article, or the lists of holders of
// office, say that the person is.
type offices struct {
	roles     []string // "foreign minister"
	countries []string // ISO alpha-3, those of the titles
	bodies    []int32  // entities in the titles
}

// findOffices collects the offices of the persons of the article.
func (r *resolver) findOffices() {
	d := r.d
	r.offices = make([]offices, len(d.entities))
	for e := range d.entities {
		if x := &d.entities[e]; x.kind == graph.Person {
			o := &r.offices[e]
			for _, t := range x.titles {
				if !relational(roleHead(t)) {
					o.add(t)
				}
			}
			if x.country != "" {
				o.countries = append(o.countries, x.country)
			}
			r.listed(x, o)
		}
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.entity < 0 {
			continue
		}
		if m.typ == nlp.Person && m.form == graph.NamedMention {
			if short := d.shortTitle(m.tokens.First); short != "" {
				r.offices[m.entity].add(short)
			}
			if next := m.tokens.End; next < int32(d.nlp.Len()) && d.lower(next) == "administration" {
				r.offices[m.entity].add("president")
			}
			continue
		}
		if m.within < 0 || d.mentions[m.within].entity < 0 {
			continue
		}
		switch o := &r.offices[d.mentions[m.within].entity]; {
		case m.country != "":
			if !slices.Contains(o.countries, m.country) {
				o.countries = append(o.countries, m.country)
			}
		case !slices.Contains(o.bodies, m.entity):
			o.bodies = append(o.bodies, m.entity)
		}
	}
}

// relational reports whether a noun says what somebody is to another only.
func relational(head string) bool {
	switch head {
	case "counterpart", "guest", "host", "colleague":
		return true
	}
	return false
}

func (o *offices) add(role string) {
	if !slices.Contains(o.roles, role) {
		o.roles = append(o.roles, role)
	}
}

// listed adds the offices that the lists have the person hold on the day of
// the article.
func (r *resolver) listed(x *entity, o *offices) {
	if words(x.key) < 2 {
		return
	}
	day := r.d.article.Published
	all := lexicon.Leader(x.key)
	if ws := strings.Fields(x.key); len(ws) == 3 && len(strings.Trim(ws[1], ".")) == 1 {
		all = append(all, lexicon.Leader(ws[0]+" "+ws[2])...) // without the initial
	}
	for _, l := range all {
		if l.Title != "" && (day == "" || (l.From == "" || l.From <= day) && (l.To == "" || day <= l.To)) {
			o.add(legislator(strings.ToLower(l.Title)))
		}
	}
}

// shortTitle returns the role that the abbreviation before a name stands for.
func (d *document) shortTitle(at int32) string {
	if at == 0 || d.sentenceOf[at-1] != d.sentenceOf[at] {
		return ""
	}
	if w := d.lower(at - 1); abbreviated(w) {
		return legislator(fullTitle(w))
	}
	return ""
}

// legislator names the office of a representative apart from one who represents
// somebody.
func legislator(title string) string {
	if title == "representative" {
		return "congressman"
	}
	return title
}

// An officeClass is a kind of office, by which one noun may stand for others.
type officeClass uint8

const (
	headOfState officeClass = 1 << iota
	headOfGovernment
	minister
	diplomat
	lawmaker
	chief
	pontiff
	anyPolitician = headOfState | headOfGovernment | minister | diplomat | lawmaker | chief
)

// classOf returns the classes of the persons whom a noun may call.
func classOf(head string) officeClass {
	switch head {
	case "president", "president-elect", "king", "queen", "emperor", "emir", "sultan", "monarch", "dictator", "strongman", "ruler", "shah", "tsar":
		return headOfState
	case "premier", "pm", "chancellor":
		return headOfGovernment
	case "leader":
		return headOfState | headOfGovernment | chief | pontiff
	case "minister", "secretary":
		return minister
	case "diplomat":
		return diplomat | minister
	case "ambassador", "envoy", "negotiator", "consul":
		return diplomat
	case "representative":
		return lawmaker | diplomat
	case "senator", "congressman", "congresswoman", "lawmaker", "legislator", "mp", "parliamentarian", "deputy", "republican", "democrat", "councilman", "councillor":
		return lawmaker
	case "chief", "head", "chairman", "chairwoman", "chairperson", "chair", "director", "boss", "founder", "ceo", "commander":
		return chief
	case "pope", "pontiff":
		return pontiff
	case "politician", "statesman":
		return anyPolitician
	case "official":
		return minister | diplomat | chief
	}
	return 0
}

// callable returns the classes of a title: "prime minister" is no minister
// but the head of a government.
func callable(title string) officeClass {
	head, _, _ := strings.Cut(title, " of")
	head = roleHead(head)
	switch {
	case strings.Contains(title, "prime minister"):
		return headOfGovernment
	case strings.Contains(title, "general secretary"), strings.HasPrefix(title, "secretary general"), strings.HasPrefix(title, "secretary-general"):
		return chief
	case strings.Contains(title, "foreign minister"), strings.Contains(title, "secretary of state"):
		return minister | diplomat
	case lesser(title):
		return classOf(head) &^ (headOfState | headOfGovernment)
	}
	return classOf(head)
}

// lesser reports whether a title is that of a deputy: a vice president is not
// the president.
func lesser(title string) bool {
	for w := range strings.FieldsSeq(title) {
		switch w {
		case "vice", "deputy", "assistant", "associate", "press", "undersecretary":
			return true
		}
	}
	return false
}

// past reports whether a title is one that its holder has no more.
func past(title string) bool {
	for w := range strings.FieldsSeq(title) {
		switch w {
		case "former", "ex", "late", "then", "ex-":
			return true
		}
	}
	return false
}
