package nlp

import "strings"

// Deprel is a relation of Universal Dependencies, with its subtype. The zero
// value is none.
type Deprel uint8

// The relations of the English treebanks.
const (
	NoDeprel     Deprel = iota
	Root                // root
	Acl                 // acl
	AclRelcl            // acl:relcl
	Advcl               // advcl
	AdvclRelcl          // advcl:relcl
	Advmod              // advmod
	Amod                // amod
	Appos               // appos
	Aux                 // aux
	AuxPass             // aux:pass
	Case                // case
	Cc                  // cc
	CcPreconj           // cc:preconj
	Ccomp               // ccomp
	Compound            // compound
	CompoundPrt         // compound:prt
	Conj                // conj
	Cop                 // cop
	Csubj               // csubj
	CsubjOuter          // csubj:outer
	CsubjPass           // csubj:pass
	Dep                 // dep
	Det                 // det
	DetPredet           // det:predet
	Discourse           // discourse
	Dislocated          // dislocated
	Expl                // expl
	Fixed               // fixed
	Flat                // flat
	Goeswith            // goeswith
	Iobj                // iobj
	List                // list
	Mark                // mark
	Nmod                // nmod
	NmodDesc            // nmod:desc
	NmodPoss            // nmod:poss
	NmodUnmarked        // nmod:unmarked
	Nsubj               // nsubj
	NsubjOuter          // nsubj:outer
	NsubjPass           // nsubj:pass
	Nummod              // nummod
	Obj                 // obj
	Obl                 // obl
	OblAgent            // obl:agent
	OblUnmarked         // obl:unmarked
	Orphan              // orphan
	Parataxis           // parataxis
	Punct               // punct
	Reparandum          // reparandum
	Vocative            // vocative
	Xcomp               // xcomp
)

var deprelNames = [...]string{"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String returns the UD name of r, such as nsubj:pass.
func (r Deprel) String() string { return nameOf(deprelNames[:], int(r)) }

// Universal returns r without its subtype: Nsubj for NsubjPass.
func (r Deprel) Universal() Deprel {
	if int(r) < len(universalOf) {
		return universalOf[r]
	}
	return NoDeprel
}

var universalOf = func() (u [len(deprelNames)]Deprel) {
	for i, n := range deprelNames {
		base, _, _ := strings.Cut(n, ":")
		u[i] = Deprel(indexOf(deprelNames[:], base))
	}
	return u
}()
