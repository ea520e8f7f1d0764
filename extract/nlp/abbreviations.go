package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleWords are abbreviations of titles that stand before a name, without
// their stop; in small letters. The treebanks have too few of them.
const titleWords = `mr mrs ms mx dr prof gen lt col maj capt cmdr cdr comdr adm sgt cpl brig pvt pfc spc pte flt sqn ldr wg gp cmsgt msgt ssgt sfc lcpl
sen sens rep reps gov govs pres amb hon rt rev revs fr st mt ft messrs drs profs sec secy min dep del asst atty insp supt det const cst ofc commr
dir ald msgr mgr bp abp mme mlle sra srta eng engr adv smt mohd sheik`

// capitalWords are titles of capitals without a stop.
const capitalWords = "pm fm dpm vp cm eam lg mp mla mep ceo"

// otherBeforeName are abbreviations that stand before a name or a number.
const otherBeforeName = "vs nos art fig vol pp"

// otherAbbreviations are those of states, bodies and months, which may end a
// sentence.
const otherAbbreviations = `ala ariz ark calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex
va vt wash wis wyo inc corp co ltd bros jr sr dept univ ave blvd jan feb mar apr aug sept oct nov dec`

// titleAbbreviations holds the title words; beforeName all abbreviations that
// do not end a sentence, with their stop.
var (
	titleAbbreviations = wordHashes(titleWords, "")
	abbreviations      = wordHashes(otherAbbreviations, "")
	capitalTitles      = wordHashes(capitalWords, "")
	beforeName         = wordHashes(titleWords+" "+otherBeforeName, ".")
)

// sentenceStarters are words that are no names though they have a capital
// after a stop: "the house in Elm St. The owner".
var sentenceStarters = wordHashes(`the a an he she it they we i you this that these those his her its their our my your but and or so yet if when while
as after before since until although though because in on at for from with without by to of no not nobody nothing there here what who how why where
which then now meanwhile however also both some many most all one two three`, "")

// sentenceOpeners are those of them that hardly begin anything else.
var sentenceOpeners = wordHashes("the he she it they we these those there however meanwhile but his her their nobody", "")

func wordHashes(words, suffix string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		m[hashLower(w+suffix)] = true
	}
	return m
}

// findStops notes the stops in the run that belong to the word before: those
// of a title before a name, "Rep." before "Diaz", "Lt." in "Lt.-Gen.", and
// those of an abbreviation that goes on in small letters, "Ga." before "said".
// text goes on behind the byte end, where the run ends.
func (s *tokenScratch) findStops(text string, end int) {
	s.stops = s.stops[:0]
	for i := 2; i < len(s.chars); i++ {
		if s.chars[i].r != '.' || !s.chars[i-1].class.alnum() {
			continue
		}
		first := s.runStart[i-1]
		if first == i-1 || s.chars[first].class != classUpper {
			continue
		}
		word := text[s.chars[first].at:s.chars[i].at]
		if len(word) > 6 {
			continue
		}
		h := hashLower(word)
		title := titleAbbreviations[h]
		if !title && !abbreviations[h] {
			continue
		}
		last := i == len(s.chars)-1
		switch {
		case title && last && nameFollows(text[end:]),
			title && i+2 < len(s.chars) && s.chars[i+1].r == '-' && s.chars[i+2].class == classUpper,
			!title && last && smallFollows(text[end:]),
			!title && !last && strings.ContainsRune(",;)'’", s.chars[i+1].r):
			s.stops = append(s.stops, i)
		}
	}
}

// nameFollows reports whether text goes on, in the same paragraph, with a word
// with a capital that may be a name.
func nameFollows(text string) bool {
	rest := strings.TrimLeft(text, " \t\u00a0")
	rest = strings.TrimPrefix(rest, "\n")
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == text || !unicode.IsUpper(r) {
		return false
	}
	word := rest
	if len(word) > 40 {
		word = word[:40]
	}
	if n := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); n >= 0 {
		word = word[:n]
	}
	return !sentenceStarters[hashLower(word)]
}

// smallFollows reports whether text goes on after a space with a small letter
// or a digit.
func smallFollows(text string) bool {
	rest := strings.TrimLeft(text, " \u00a0")
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != text && (unicode.IsLower(r) || unicode.IsDigit(r))
}
