package nlp

// UPOS is a universal part of speech. The zero value is none.
type UPOS uint8

// The parts of speech of Universal Dependencies.
const (
	NoUPOS   UPOS = iota
	PosAdj        // ADJ
	PosAdp        // ADP
	PosAdv        // ADV
	PosAux        // AUX
	PosCconj      // CCONJ
	PosDet        // DET
	PosIntj       // INTJ
	PosNoun       // NOUN
	PosNum        // NUM
	PosPart       // PART
	PosPron       // PRON
	PosPropn      // PROPN
	PosPunct      // PUNCT
	PosSconj      // SCONJ
	PosSym        // SYM
	PosVerb       // VERB
	PosOther      // X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String returns the UD name of u, such as PROPN.
func (u UPOS) String() string { return nameOf(uposNames[:], int(u)) }

// XPOS is a Penn Treebank tag, as the English UD treebanks use them. The zero
// value is none.
type XPOS uint8

// The Penn Treebank tags.
const (
	NoXPOS        XPOS = iota
	TagNN              // NN
	TagIN              // IN
	TagDT              // DT
	TagNNP             // NNP
	TagJJ              // JJ
	TagPRP             // PRP
	TagStop            // .
	TagRB              // RB
	TagComma           // ,
	TagNNS             // NNS
	TagVB              // VB
	TagCC              // CC
	TagVBD             // VBD
	TagVBP             // VBP
	TagVBZ             // VBZ
	TagCD              // CD
	TagVBN             // VBN
	TagVBG             // VBG
	TagTO              // TO
	TagMD              // MD
	TagPRPS            // PRP$
	TagUH              // UH
	TagColon           // :
	TagRRB             // -RRB-
	TagLRB             // -LRB-
	TagWDT             // WDT
	TagWRB             // WRB
	TagWP              // WP
	TagHYPH            // HYPH
	TagOpenQuote       // ``
	TagCloseQuote      // ''
	TagRP              // RP
	TagPOS             // POS
	TagNNPS            // NNPS
	TagJJR             // JJR
	TagJJS             // JJS
	TagEX              // EX
	TagRBR             // RBR
	TagSYM             // SYM
	TagFW              // FW
	TagNFP             // NFP
	TagDollar          // $
	TagGW              // GW
	TagADD             // ADD
	TagPDT             // PDT
	TagRBS             // RBS
	TagLS              // LS
	TagAFX             // AFX
	TagWPS             // WP$
	TagHash            // #
)

var xposNames = [...]string{"_", "NN", "IN", "DT", "NNP", "JJ", "PRP", ".", "RB", ",", "NNS", "VB", "CC", "VBD", "VBP", "VBZ", "CD", "VBN", "VBG", "TO", "MD", "PRP$", "UH", ":", "-RRB-", "-LRB-", "WDT", "WRB", "WP", "HYPH", "``", "''", "RP", "POS", "NNPS", "JJR", "JJS", "EX", "RBR", "SYM", "FW", "NFP", "$", "GW", "ADD", "PDT", "RBS", "LS", "AFX", "WP$", "#"}

// String returns the Penn name of x, such as NNP.
func (x XPOS) String() string { return nameOf(xposNames[:], int(x)) }

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return "_"
}

// indexOf returns the place of name in names, or 0 when it is not there.
func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}
