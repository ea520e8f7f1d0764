package nlp

import "strings"

// Feats is a set of morphological features of Universal Dependencies, one bit
// for each feature and value.
type Feats uint64

// The features, in the order in which UD writes them.
const (
	AbbrYes      Feats = 1 << iota // Abbr=Yes
	CaseAcc                        // Case=Acc
	CaseGen                        // Case=Gen
	CaseNom                        // Case=Nom
	DefiniteDef                    // Definite=Def
	DefiniteInd                    // Definite=Ind
	DegreeCmp                      // Degree=Cmp
	DegreePos                      // Degree=Pos
	DegreeSup                      // Degree=Sup
	ExtPosADP                      // ExtPos=ADP
	ExtPosADV                      // ExtPos=ADV
	ExtPosCCONJ                    // ExtPos=CCONJ
	ExtPosPRON                     // ExtPos=PRON
	ExtPosPROPN                    // ExtPos=PROPN
	ExtPosSCONJ                    // ExtPos=SCONJ
	ForeignYes                     // Foreign=Yes
	GenderFem                      // Gender=Fem
	GenderMasc                     // Gender=Masc
	GenderNeut                     // Gender=Neut
	MoodImp                        // Mood=Imp
	MoodInd                        // Mood=Ind
	MoodSub                        // Mood=Sub
	NumFormCombi                   // NumForm=Combi
	NumFormDigit                   // NumForm=Digit
	NumFormRoman                   // NumForm=Roman
	NumFormWord                    // NumForm=Word
	NumTypeCard                    // NumType=Card
	NumTypeFrac                    // NumType=Frac
	NumTypeMult                    // NumType=Mult
	NumTypeOrd                     // NumType=Ord
	NumberPlur                     // Number=Plur
	NumberPtan                     // Number=Ptan
	NumberSing                     // Number=Sing
	Person1                        // Person=1
	Person2                        // Person=2
	Person3                        // Person=3
	PolarityNeg                    // Polarity=Neg
	PolarityPos                    // Polarity=Pos
	PossYes                        // Poss=Yes
	PronTypeArt                    // PronType=Art
	PronTypeDem                    // PronType=Dem
	PronTypeEmp                    // PronType=Emp
	PronTypeInd                    // PronType=Ind
	PronTypeInt                    // PronType=Int
	PronTypeNeg                    // PronType=Neg
	PronTypePrs                    // PronType=Prs
	PronTypeRcp                    // PronType=Rcp
	PronTypeRel                    // PronType=Rel
	PronTypeTot                    // PronType=Tot
	ReflexYes                      // Reflex=Yes
	StyleArch                      // Style=Arch
	StyleColl                      // Style=Coll
	StyleExpr                      // Style=Expr
	StyleSlng                      // Style=Slng
	StyleVrnc                      // Style=Vrnc
	TensePast                      // Tense=Past
	TensePres                      // Tense=Pres
	TypoYes                        // Typo=Yes
	VerbFormFin                    // VerbForm=Fin
	VerbFormGer                    // VerbForm=Ger
	VerbFormInf                    // VerbForm=Inf
	VerbFormPart                   // VerbForm=Part
	VoicePass                      // Voice=Pass
)

var featNames = [...]string{
	"Abbr=Yes",
	"Case=Acc",
	"Case=Gen",
	"Case=Nom",
	"Definite=Def",
	"Definite=Ind",
	"Degree=Cmp",
	"Degree=Pos",
	"Degree=Sup",
	"ExtPos=ADP",
	"ExtPos=ADV",
	"ExtPos=CCONJ",
	"ExtPos=PRON",
	"ExtPos=PROPN",
	"ExtPos=SCONJ",
	"Foreign=Yes",
	"Gender=Fem",
	"Gender=Masc",
	"Gender=Neut",
	"Mood=Imp",
	"Mood=Ind",
	"Mood=Sub",
	"NumForm=Combi",
	"NumForm=Digit",
	"NumForm=Roman",
	"NumForm=Word",
	"NumType=Card",
	"NumType=Frac",
	"NumType=Mult",
	"NumType=Ord",
	"Number=Plur",
	"Number=Ptan",
	"Number=Sing",
	"Person=1",
	"Person=2",
	"Person=3",
	"Polarity=Neg",
	"Polarity=Pos",
	"Poss=Yes",
	"PronType=Art",
	"PronType=Dem",
	"PronType=Emp",
	"PronType=Ind",
	"PronType=Int",
	"PronType=Neg",
	"PronType=Prs",
	"PronType=Rcp",
	"PronType=Rel",
	"PronType=Tot",
	"Reflex=Yes",
	"Style=Arch",
	"Style=Coll",
	"Style=Expr",
	"Style=Slng",
	"Style=Vrnc",
	"Tense=Past",
	"Tense=Pres",
	"Typo=Yes",
	"VerbForm=Fin",
	"VerbForm=Ger",
	"VerbForm=Inf",
	"VerbForm=Part",
	"Voice=Pass",
}

// Has reports whether all features of g are in f.
func (f Feats) Has(g Feats) bool { return f&g == g }

// String returns f as CoNLL-U writes it, such as Number=Sing|Person=3, or "_".
func (f Feats) String() string {
	if f == 0 {
		return "_"
	}
	var b strings.Builder
	for i, n := range featNames {
		if f&(1<<i) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		b.WriteString(n)
	}
	return b.String()
}

// parseFeats is the inverse of String; features that are not known are left out.
func parseFeats(s string) (f Feats) {
	for part := range strings.SplitSeq(s, "|") {
		for i, n := range featNames {
			if n == part {
				f |= 1 << i
			}
		}
	}
	return f
}
