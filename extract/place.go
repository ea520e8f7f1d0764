package extract

import (
	"parley/extract/nlp"
)

// placeOf returns the syntactic place that the token holds to the trigger,
// whatever coordination, apposition, title, light verb, control or relative
// clause stands between: "subj", "obj", "poss", "mod" or a preposition, after
// a letter for the word that it depends on. The letters are T the trigger, L
// the verb that carries it, C a verb that controls it ("agreed to meet"), G
// any other verb over it, N a noun over it; R is what a relative clause around
// it describes. It returns "" for a token that holds none of these places.
func (x *Extractor) placeOf(d *document, t *trigger, at int32) string {
	// Up to the top of the coordination or title that the token is in.
	top := at
	for n := 0; n < 8; n++ {
		h := d.nlp.Head[top]
		if h < 0 {
			return "root"
		}
		r := d.nlp.Deprel[top]
		switch r.Universal() {
		case nlp.Conj, nlp.Appos, nlp.Flat:
			if h == t.token {
				return "T." + r.Universal().String()
			}
			if d.nlp.UPOS[h] == nlp.PosVerb && r.Universal() == nlp.Conj {
				return "" // a clause, not a name
			}
			top = h
			continue
		}
		break
	}
	h := d.nlp.Head[top]
	if h < 0 {
		return "root"
	}
	rel := d.placeName(top)
	switch {
	case h == t.token:
		return "T." + rel
	case h == t.support:
		return "L." + rel
	}
	// The words over the trigger.
	k := "C"
	child := t.token
	for g, n := d.nlp.Head[t.token], 0; g >= 0 && n < 6; g, n = d.nlp.Head[g], n+1 {
		r := d.nlp.Deprel[child]
		if r == nlp.AclRelcl || r == nlp.Acl {
			if g == at || g == top {
				return "R." + r.String()
			}
		}
		switch r.Universal() {
		case nlp.Xcomp, nlp.Advcl, nlp.Conj, nlp.Obl, nlp.Obj, nlp.Acl:
		default:
			k = "G"
		}
		// A subject between takes the place of the ones above.
		if child != t.token && d.subject(child) >= 0 && d.nlp.UPOS[child] == nlp.PosVerb {
			k = "G"
		}
		if h == g {
			if d.nlp.UPOS[g] == nlp.PosVerb || d.nlp.UPOS[g] == nlp.PosAdj {
				if t.verb && d.subject(t.token) >= 0 {
					k = "G"
				}
				if x.ontology.Listed("say", d.nlp.Lemma[g]) {
					return k + "say." + rel
				}
				return k + "." + rel
			}
			return "N." + rel
		}
		if g == top {
			return "N.self"
		}
		child = g
	}
	// Below the trigger: in what depends on it.
	for g, n := h, 0; g >= 0 && n < 4; g, n = d.nlp.Head[g], n+1 {
		if d.nlp.Head[g] == t.token {
			return "D." + d.placeName(g) + "." + rel
		}
	}
	return ""
}

// placeName names the relation of a token to its head by what it is for
// roles.
func (d *document) placeName(t int32) string {
	switch r := d.nlp.Deprel[t]; {
	case r == nlp.NsubjPass:
		return "subjpass"
	case r.Universal() == nlp.Nsubj:
		return "subj"
	case r.Universal() == nlp.Obj, r == nlp.Iobj:
		return "obj"
	case r == nlp.NmodPoss:
		return "poss"
	case r == nlp.Compound || r == nlp.Amod:
		return "mod"
	case r.Universal() == nlp.Obl || r.Universal() == nlp.Nmod:
		if p := d.preposition(t); p != "" {
			return p
		}
		return "bare"
	default:
		return r.Universal().String()
	}
}

// roleOf returns the role that the token has to the predicate p: that of the
// argument in whose noun phrase it is, or "".
func (d *document) roleOf(p, at int32) string {
	i := d.frameAt(p)
	if i < 0 {
		return ""
	}
	args := d.nlp.Frames[i].Args
	for t, n := at, 0; t >= 0 && t != p && n < 6; t, n = d.nlp.Head[t], n+1 {
		for _, a := range args {
			if a.Head == t {
				if n == 0 {
					return a.Role
				}
				// In the same coordination or title, or deeper inside.
				for k := at; k != t; k = d.nlp.Head[k] {
					switch d.rel(k) {
					case nlp.Conj, nlp.Appos, nlp.Flat, nlp.Compound:
					default:
						return a.Role + " inside"
					}
				}
				return a.Role
			}
		}
	}
	return ""
}

// frameAt returns the index of the frame of predicate p, or -1.
func (d *document) frameAt(p int32) int {
	lo, hi := 0, len(d.nlp.Frames)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.nlp.Frames[mid].Predicate < p {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.nlp.Frames) && d.nlp.Frames[lo].Predicate == p {
		return lo
	}
	return -1
}
