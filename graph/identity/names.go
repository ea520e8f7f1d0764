package identity

import (
	"slices"
	"strings"
)

// A nameLevel says how well two names of persons agree, names alone.
type nameLevel int

const (
	nameDiffers nameLevel = iota
	nameWeak              // could be one person: initials, a nickname, two slips; needs context
	nameClose             // the same name in another spelling or with more of it
	nameEqual             // the same words
)

// particles bind to a surname and are often left out.
var particles = set("al el bin ben ibn bint van von der den de da do dos das la le di del della du abu ter zu ud ul ur as ash an ar af y e")

// articles are the Arabic article as it is written before a surname.
var articles = set("al el as ash ad an ar at az ul")

// titles are written before names and are no part of them.
var titles = set(`mr mrs ms miss dr prof professor sir dame lord lady hon rev president prime minister premier chancellor king queen prince princess sheikh
	shaikh sheikha emir sultan ayatollah imam pope cardinal bishop archbishop general gen lt lieutenant col colonel maj major capt captain sgt admiral adm
	brigadier brig marshal secretary senator sen rep representative congressman congresswoman governor gov mayor ambassador judge justice chief former ex
	he hh hrh seyyed sayyed sayyid haji hajji mullah maulvi mawlawi vice deputy foreign his her majesty highness excellency comrade chairman chairwoman`)

// suffixes follow a surname.
var suffixes = set("jr sr ii iii iv phd md mp esq")

// nicknames hold the full first name of common English short forms.
var nicknames = pairs(`bill:william billy:william will:william willy:william mike:michael mick:michael joe:joseph joey:joseph jim:james jimmy:james bob:robert
	rob:robert bobby:robert robbie:robert tom:thomas tommy:thomas dick:richard rick:richard ricky:richard rich:richard dave:david dan:daniel danny:daniel
	tony:anthony ron:ronald ronnie:ronald don:donald donnie:donald ed:edward eddie:edward ted:edward teddy:edward ben:benjamin benny:benjamin sam:samuel
	alex:alexander sasha:alexander andy:andrew drew:andrew chris:christopher nick:nicholas steve:steven stephen:steven matt:matthew jeff:jeffrey greg:gregory
	ken:kenneth kenny:kenneth larry:lawrence pete:peter phil:philip phillip:philip ray:raymond tim:timothy vince:vincent walt:walter chuck:charles
	charlie:charles jack:john johnny:john jon:jonathan kate:katherine kathy:katherine katie:katherine cathy:catherine liz:elizabeth beth:elizabeth
	betty:elizabeth sue:susan susie:susan maggie:margaret peggy:margaret meg:margaret jenny:jennifer jen:jennifer debbie:deborah pat:patricia patty:patricia
	becky:rebecca vicky:victoria barb:barbara cindy:cynthia sandy:sandra gabe:gabriel nate:nathan zach:zachary fred:frederick gerry:gerald jerry:gerald
	hank:henry harry:henry bernie:bernard art:arthur al:albert abe:abraham marty:martin mitch:mitchell russ:russell stan:stanley geoff:geoffrey`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func pairs(words string) map[string]string {
	m := map[string]string{}
	for w := range strings.FieldsSeq(words) {
		k, v, _ := strings.Cut(w, ":")
		m[k] = v
	}
	return m
}

// A personName is a person's name made ready to compare.
type personName struct {
	folded string   // canonical: words without titles, one space between
	words  []string // hyphens are gaps, particles left out where something remains
	parts  []string // words of the folded name; a hyphenated word is one, without its hyphen
	suffix string   // jr, sr, ii: a father is not his son
}

// parsePerson reads a name as written; "Surname, First" is turned around.
func parsePerson(s string) personName {
	if last, first, ok := strings.Cut(s, ","); ok {
		if f := fold(first, false); f != "" && !suffixes[f] {
			s = first + " " + last
		}
	}
	s = withoutNickname(s)
	folded := fold(s, true)
	fields := strings.Fields(folded)
	for len(fields) > 1 && titles[fields[0]] {
		fields = fields[1:]
	}
	var n personName
	for len(fields) > 1 && suffixes[fields[len(fields)-1]] {
		n.suffix = fields[len(fields)-1]
		fields = fields[:len(fields)-1]
	}
	n.folded = strings.Join(fields, " ")
	if n.suffix != "" {
		n.folded += " " + n.suffix
	}
	for _, f := range fields {
		n.parts = append(n.parts, strings.ReplaceAll(f, "-", ""))
		for w := range strings.SplitSeq(f, "-") {
			if w != "" {
				n.words = append(n.words, w)
			}
		}
	}
	if len(n.words) == 2 && len(n.parts) == 1 && articles[n.words[0]] {
		n.words, n.parts = n.words[1:], n.words[1:] // "al-Sisi" and "el-Sisi" alone
		return n
	}
	if full := slices.DeleteFunc(slices.Clone(n.words), func(w string) bool { return particles[w] }); len(full) >= 2 {
		n.words = full
	}
	return n
}

// withoutNickname leaves out what stands in brackets or quotes within a name:
// "Michael (Mike) Pompeo".
func withoutNickname(s string) string {
	for _, marks := range []string{"()", "“”", "\"\""} {
		opening, closing := marks[:len(marks)/2], marks[len(marks)/2:]
		before, rest, ok := strings.Cut(s, opening)
		if !ok || strings.TrimSpace(before) == "" {
			continue
		}
		if _, after, ok := strings.Cut(rest, closing); ok && strings.TrimSpace(after) != "" {
			return before + after
		}
	}
	return s
}

// single reports whether the name is one word: a surname or a first name. A
// hyphenated word, such as Al-Khalifa, is one.
func (n *personName) single() bool { return len(n.parts) < 2 || len(n.words) < 2 }

// joined returns the words without gaps.
func (n *personName) joined() string { return strings.Join(n.words, "") }

// comparePersons compares two names with at least two words each.
func comparePersons(a, b personName) nameLevel {
	if a.folded == b.folded {
		return nameEqual
	}
	if a.suffix != b.suffix && a.suffix != "" && b.suffix != "" {
		return nameDiffers
	}
	ja, jb := a.joined(), b.joined()
	if ja == "" || jb == "" {
		return nameDiffers
	}
	if ja == jb {
		return nameEqual
	}
	if sameWords(a.words, b.words) {
		return nameEqual
	}
	level := alignWords(a.words, b.words)
	if level >= nameClose {
		return level
	}
	// A slip may move a gap: "Myongc-hin" for "Myong-chin".
	if len(a.words) >= 2 && len(b.words) >= 2 && plain(ja) && plain(jb) && min(len(ja), len(jb)) >= 8 {
		d := typos(ja, jb, 2)
		if d == 1 || d == 2 && min(len(ja), len(jb)) >= 14 && len(a.words) != len(b.words) {
			if !shortWordDiffers(a.words, b.words) {
				return nameClose
			}
		}
	}
	return level
}

// sameWords reports whether a and b hold the same words in any order.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// shortWordDiffers reports whether two names of equally many words differ by
// another letter in a short word: Jong Un and Jong In are two.
func shortWordDiffers(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && wordLevel(a[i], b[i]) == wordDiffers {
			return true
		}
	}
	return false
}

// Levels of agreement of two words of a name.
const (
	wordDiffers = iota
	wordInitial // one is the initial of the other
	wordNick    // one is a short form of the other
	wordTypo    // one slip in a long word
	wordSound   // another transliteration
	wordSame
)

func wordLevel(a, b string) int {
	if a == b {
		return wordSame
	}
	if !plain(a) || !plain(b) {
		return wordDiffers // how other scripts vary is not known here
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 {
		if b[0] == a[0] {
			return wordInitial
		}
		return wordDiffers
	}
	if sa, sb := sound(a), sound(b); sa == sb && len(sa) >= 3 {
		return wordSound
	} else if min(len(a), len(b)) >= 4 && skeleton(a) == skeleton(b) && a[0] == b[0] && vowelSteps(sa, sb) <= 1 && len(sa) >= 4 && !endingDiffers(a, b) {
		return wordSound
	}
	if na, nb := nickname(a), nickname(b); na == nb {
		return wordNick
	}
	d := typos(a, b, 2)
	switch {
	case d == 1 && len(a) >= 4 && (len(a) != len(b) && doubled(a, b) || swapped(a, b)):
		return wordTypo
	case d == 1 && len(b) >= 6 && !endingDiffers(a, b):
		return wordTypo
	case d == 2 && len(a) >= 9 && !endingDiffers(a, b):
		return wordTypo
	}
	return wordDiffers
}

// plain reports whether a folded word is all Latin letters and digits.
func plain(w string) bool {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}

func nickname(w string) string {
	if full, ok := nicknames[w]; ok {
		return full
	}
	return w
}

// vowelSteps counts by how many vowels two sounds with one skeleton differ.
func vowelSteps(a, b string) int { return typos(a, b, 3) }

// endingDiffers reports whether the words differ in a last vowel only, which
// in many languages tells a woman from a man (Mario, Maria).
func endingDiffers(a, b string) bool {
	vowel := func(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }
	trim := func(s string) string {
		if vowel(s[len(s)-1]) {
			return s[:len(s)-1]
		}
		return s
	}
	return a != b && trim(a) == trim(b)
}

// doubled reports whether b is a with one letter doubled.
func doubled(a, b string) bool {
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i > 0 && b[i] == b[i-1] && a[i:] == b[i+1:]
}

// swapped reports whether b is a with two neighbors exchanged.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// alignWords pairs the words of a and b, the best pairs first, and judges
// what was paired and what is left over.
func alignWords(a, b []string) nameLevel {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return nameDiffers
	}
	var used [16]bool
	if len(b) > len(used) {
		return nameDiffers
	}
	counts := [wordSame + 1]int{}
	exact := 0
	lastPaired := false
	inOrder, prev := true, -1
	order := make([]int, len(a))
	for i := range order {
		order[i] = -1
	}
	for want := wordSame; want >= wordInitial; want-- {
		for i, w := range a {
			if order[i] >= 0 {
				continue
			}
			for j, v := range b {
				if !used[j] && wordLevel(w, v) == want {
					order[i] = j
					used[j] = true
					counts[want]++
					if want == wordSame {
						exact += len(w)
					}
					break
				}
			}
		}
	}
	paired := 0
	for i, j := range order {
		if j < 0 {
			continue
		}
		paired++
		if j < prev {
			inOrder = false
		}
		prev = j
		if i == len(a)-1 && j == len(b)-1 {
			lastPaired = true
		}
	}
	if paired < len(a) {
		return nameDiffers
	}
	good := counts[wordSame] + counts[wordSound]
	soft := counts[wordTypo] + counts[wordNick]
	extra := len(b) - len(a)
	if extra > 0 && !plain(a[0]) {
		return nameWeak // what a further word means differs by script
	}
	switch {
	case counts[wordInitial] > 0:
		// "J. Smith" could be anybody; "John F. Kennedy" is John Fitzgerald Kennedy.
		if good >= 2 && lastPaired && inOrder {
			return nameClose
		}
		if good >= 1 && lastPaired {
			return nameWeak
		}
		return nameDiffers
	case extra == 0 && soft == 0:
		return nameClose
	case extra == 0 && soft == 1 && good >= 1:
		return nameClose
	case extra == 0:
		return nameWeak
	case soft == 0 && extra <= 2 && lastPaired && a[0] == b[0]:
		return nameClose // middle names
	case soft == 0 && inOrder && len(a) >= 3 && extra == 1 && order[0] == 0:
		return nameClose // one more word, but not in front: a son is named after his father
	case soft == 1 && counts[wordNick] == 1 && lastPaired && order[0] == 0 && extra <= 2:
		return nameClose
	case soft <= 1 && inOrder:
		return nameWeak
	}
	return nameDiffers
}
