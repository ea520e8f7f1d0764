package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/nlp"
)

// trimHeadlines cuts the names of a headline in capitals to those that the
// text has: "Norland Police Warn Protesters" is "Norland Police" where the
// text says so. A name that the text has in no part stays.
func (d *document) trimHeadlines() {
	var inText map[string]nlp.NameType
	for i := range d.mentions {
		m := &d.mentions[i]
		if !d.inTitle(m.head) || m.tokens.Len() < 3 || !d.headlineCase(m.tokens) {
			continue
		}
		if inText == nil {
			inText = map[string]nlp.NameType{}
			for k := range d.mentions {
				if o := &d.mentions[k]; !d.inTitle(o.head) {
					inText[o.key] = o.typ
				}
			}
		}
		if _, ok := inText[m.key]; ok {
			continue
		}
		// The longest part that the text has, the first of equals.
		for n := int32(m.tokens.Len()) - 1; n > 0; n-- {
			found := false
			for first := m.tokens.First; first+n <= m.tokens.End && !found; first++ {
				r := nlp.Range{First: first, End: first + n}
				typ, ok := inText[nameKey(d.nlp.TextOf(r))]
				if !ok {
					continue
				}
				d.shorten(int32(i), r)
				m.typ, found = typ, true
			}
			if found {
				break
			}
		}
	}
}

// headlineCase reports whether all longer words of the sentence of r begin
// with a capital.
func (d *document) headlineCase(r nlp.Range) bool {
	sentence := d.nlp.Sentences[d.sentenceOf[r.First]]
	for t := sentence.First; t < sentence.End; t++ {
		w := d.nlp.Word(t)
		first, _ := utf8.DecodeRuneInString(w)
		if len(w) > 4 && unicode.IsLower(first) {
			return false
		}
	}
	return true
}

// shorten sets the tokens of mention i to a part of them.
func (d *document) shorten(i int32, r nlp.Range) {
	m := &d.mentions[i]
	for t := m.tokens.First; t < m.tokens.End; t++ {
		if (t < r.First || t >= r.End) && d.mentionAt[t] == i {
			d.mentionAt[t] = -1
		}
	}
	m.tokens, m.head, m.key = r, d.headOf(r), nameKey(d.nlp.TextOf(r))
}

// personsInBodies makes persons of the names of bodies that end in the title
// and the name of a person: "Reform Party Chairman Jane Holt". What stands
// before the title is no part of the name.
func (x *Extractor) personsInBodies(d *document) {
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.typ != nlp.Org || m.tokens.Len() < 3 {
			continue
		}
		for t := m.tokens.End - 2; t >= m.tokens.First && t >= m.tokens.End-4; t-- {
			w := d.lower(t)
			if !personTitle(w) || !x.ontology.Listed("title", w) {
				continue
			}
			if r := (nlp.Range{First: t + 1, End: m.tokens.End}); d.personal(r) {
				d.shorten(int32(i), r)
				m.typ = nlp.Person
			}
			break
		}
	}
}

// personTitle reports whether a title stands before the name of a person only,
// and not in names of bodies as "General" or "State" do.
func personTitle(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "ayatollah", "president", "minister", "premier", "chancellor", "chairman", "chairwoman", "spokesman", "spokeswoman", "ambassador", "senator", "sen", "rep", "gov", "governor", "mullah", "imam", "sheikh", "commander", "director", "congressman", "congresswoman", "mr", "mrs", "ms", "dr", "lieutenant", "colonel", "admiral", "sergeant":
		return true
	}
	return false
}

// personal reports whether all words of r may be parts of a person's name, one
// of them a first name or surname that the lists have.
func (d *document) personal(r nlp.Range) bool {
	listed := false
	for t := r.First; t < r.End; t++ {
		w := d.nlp.Word(t)
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && w != "-" && !strings.Contains(w, ".") && w != "al" && w != "bin" && w != "de" {
			return false
		}
		listed = listed || knownName(d.lower(t))
	}
	return listed && r.Len() <= 4
}
