package extract

import "parley/extract/nlp"

// farAgain is the greatest number of sentences between a source and the words
// that speak of it again.
const farAgain = 8

// again returns the head of the noun phrase before that names the source that
// c speaks of without naming it: "the official said" after "a senior official
// told reporters", "the senator said" after "Senator Anna Berg said", "it said"
// after "the ministry said". It returns -1 where c names its source, or nothing
// before it fits. Resolution has had its turn: this reads what it left.
func (x *Extractor) again(d *document, c *sourceCue) int32 {
	if x.namedSource(d, c.head) >= 0 {
		return -1
	}
	pronoun := d.nlp.UPOS[c.head] == nlp.PosPron
	if !pronoun && !pointing(d.determiner(c.head)) {
		return -1
	}
	word := d.lower(c.head)
	role := x.isRole(d, c.head) || x.ontology.Listed("anonymous", word)
	for i := len(d.cues) - 1; i >= 0; i-- {
		o := &d.cues[i]
		if c.sentence-o.sentence > farAgain || d.inTitle(o.token) != d.inTitle(c.token) {
			break
		}
		head := o.means()
		named := x.namedSource(d, head)
		person := named >= 0 && d.entities[d.mentions[named].entity].typ == nlp.Person
		plural := named < 0 && d.nlp.XPOS[head] == nlp.TagNNS
		switch {
		case pronoun && word == "they":
			if plural {
				return head
			}
		case pronoun:
			if !person && !plural && d.nlp.UPOS[head] != nlp.PosPron && c.sentence-o.sentence <= 2 {
				return head
			}
		case named < 0 && head != c.head && d.lower(head) == word && !pointing(d.determiner(head)):
			return head // "a White House official", then "the official"
		case role && person && d.nlp.XPOS[c.head] != nlp.TagNNS:
			return head
		case outlets[word] && named >= 0 && !person:
			return head
		}
	}
	return -1
}

// outlets are nouns that speak of a body or a document that was named before.
var outlets = map[string]bool{"newspaper": true, "paper": true, "daily": true, "magazine": true, "outlet": true, "agency": true, "channel": true, "network": true, "broadcaster": true, "station": true, "site": true, "website": true, "report": true, "statement": true, "ministry": true, "department": true, "office": true, "company": true, "group": true, "embassy": true}
