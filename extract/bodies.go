package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// bodyNouns are the nouns by which a text calls a body that it has named. Of
// some, nearly every body may be called so.
var bodyNouns = map[string]bool{
	"company": true, "firm": true, "group": true, "organization": true, "organisation": true, "agency": true, "body": true,
	"commission": false, "committee": false, "council": false, "party": false, "coalition": false, "bank": false, "ministry": false,
	"union": false, "court": false, "club": false, "association": false, "federation": false, "board": false, "alliance": false,
	"bloc": false, "authority": false, "chamber": false, "university": false, "institute": false, "foundation": false, "network": false,
	"corporation": false, "society": false, "department": false, "bureau": false, "assembly": false, "parliament": false, "forum": false,
	"panel": false, "delegation": true, "airline": false, "newspaper": false, "league": false, "movement": false,
}

// bodyNominal returns the mention of a noun that calls a body by what it is:
// "the commission", "the company".
func (x *Extractor) bodyNominal(d *document, i int32) (mention, bool) {
	if d.nlp.UPOS[i] != nlp.PosNoun || d.nlp.XPOS[i] == nlp.TagNNS || d.rel(i) == nlp.Compound || d.rel(i) == nlp.Flat {
		return mention{}, false
	}
	w := d.lower(i)
	if _, ok := bodyNouns[w]; !ok {
		return mention{}, false
	}
	m := mention{tokens: nlp.Range{First: i, End: i + 1}, head: i, form: graph.NominalMention, typ: nlp.Org, entity: -1, within: -1, score: 1, gender: 'o', titles: []string{w}}
	for c := range d.children.of(i) {
		switch {
		case c < i && (d.lower(c) == "the" || d.lower(c) == "this" || d.lower(c) == "that"):
			m.tokens.First = c
		case c < i || d.rel(c) == nlp.Nmod || d.rel(c) == nlp.Appos || d.nlp.Deprel[c] == nlp.Acl || d.nlp.Deprel[c] == nlp.AclRelcl:
			// What says which one it is means that it is another.
			return mention{}, false
		}
	}
	return m, m.tokens.First < i
}

// institutions are the last words of names of bodies that are called neither
// a company nor a group, an agency or an organization.
var institutions = map[string]bool{
	"assembly": true, "house": true, "senate": true, "congress": true, "parliament": true, "court": true, "times": true, "post": true,
	"news": true, "journal": true, "university": true, "college": true, "government": true, "army": true, "navy": true, "office": true,
}

// resolveBody returns the body that m calls by its kind: the one named last
// that has the noun in its name; else, of nouns for any body, the one that
// was called so before, unless another has been a subject since, or the one
// named last.
func (r *resolver) resolveBody(m *mention) []int32 {
	noun := m.titles[0]
	best, latest := int32(-1), int32(-1)
	s := r.d.sentenceOf[m.head]
	before, ok := r.bodies[noun]
	if ok {
		if n, _ := r.distance(m, before); n > 12 {
			ok = false
		}
	}
	for e := range r.d.entities {
		x := &r.d.entities[e]
		if x.kind != graph.Organization || x.typ != nlp.Org || r.last[e] < 0 {
			continue
		}
		called := strings.HasSuffix(x.key, " "+noun) || strings.Contains(x.key, noun+" ")
		n, _ := r.distance(m, int32(e))
		if !called && (!bodyNouns[noun] || n > 1 || institutions[roleHead(x.key)] || ok && int32(e) != before && r.subjects[e] < s-1) || n > 12 {
			continue
		}
		at := r.last[e]
		if called {
			at += 1 << 24
		}
		if at > latest {
			best, latest = int32(e), at
		}
	}
	if best < 0 && ok {
		best = before
	}
	if best < 0 {
		return nil
	}
	r.bodies[noun] = best
	return []int32{best}
}
