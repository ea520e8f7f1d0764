package extract

import (
	"strings"

	"parley/extract/nlp"
)

// markAsides finds the names that are no part of the story: the place and the
// agency of a dateline, bylines and credits of photographs.
func (d *document) markAsides() {
	d.markDateline()
	paragraph := int32(-1)
	for s, r := range d.nlp.Sentences {
		if d.nlp.Paragraph[s] {
			paragraph = r.First
		}
		if d.inTitle(r.First) {
			continue
		}
		switch first := d.lower(r.First); {
		case r.First == paragraph && first == "by" && r.Len() < 12 && d.onlyNames(nlp.Range{First: r.First + 1, End: r.End}):
			d.aside(r)
		case d.signs(r):
			d.aside(r)
		case r.First == paragraph && d.onlyNames(r) && (s+1 == len(d.nlp.Sentences) || d.nlp.Paragraph[s+1]):
			d.aside(r)
		default:
			d.markCredits(r)
		}
	}
}

// aside marks the names in a range of tokens.
func (d *document) aside(r nlp.Range) {
	for t := r.First; t < r.End; t++ {
		if m := d.mentionAt[t]; m >= 0 {
			d.mentions[m].aside = true
		}
	}
}

// onlyNames reports whether nothing but names of persons, and what lists them,
// stands in r: a byline.
func (d *document) onlyNames(r nlp.Range) bool {
	persons := 0
	for t := r.First; t < r.End; t++ {
		switch m := d.mentionAt[t]; {
		case m >= 0 && d.mentions[m].typ == nlp.Person && words(d.mentions[m].key) > 1:
			persons++
		case m >= 0 && d.mentions[m].typ == nlp.Org:
		default:
			if w := d.lower(t); w != "," && w != "and" && w != "&" && w != "|" && w != "/" && w != "." && w != "for" && w != "of" {
				return false
			}
		}
	}
	return persons > 0
}

// signs reports whether a sentence says who wrote the article.
func (d *document) signs(r nlp.Range) bool {
	for t := r.First; t+1 < r.End; t++ {
		switch d.lower(t) {
		case "reporting", "editing", "written", "writing", "compiled":
			if d.lower(t+1) == "by" && (t == r.First || t == r.First+1 || d.nlp.Word(t-1) == "(" || d.nlp.Word(t-1) == ";") {
				return true
			}
		}
	}
	return false
}

// markCredits marks the names in the brackets of a sentence that credit a
// photograph.
func (d *document) markCredits(r nlp.Range) {
	open := int32(-1)
	for t := r.First; t < r.End; t++ {
		switch w := d.nlp.Word(t); {
		case w == "(":
			open = t
		case w == ")" && open >= 0:
			if d.credits(nlp.Range{First: open, End: t}) {
				d.aside(nlp.Range{First: open, End: t})
			}
			open = -1
		case w == "|" && d.credits(nlp.Range{First: t, End: min(r.End, t+5)}):
			d.aside(nlp.Range{First: t, End: min(r.End, t+5)})
		}
	}
}

func (d *document) credits(r nlp.Range) bool {
	for t := r.First; t < r.End; t++ {
		switch w := d.lower(t); w {
		case "photo", "photos", "image", "images", "getty", "afp", "photograph", "reuters/", "file":
			return true
		default:
			if strings.HasPrefix(w, "photo/") || strings.HasPrefix(w, "reuters/") || strings.HasPrefix(w, "ap/") || strings.HasPrefix(w, "afp/") {
				return true
			}
		}
	}
	return false
}

// maxDateline is the most tokens that a dateline has.
const maxDateline = 14

// markDateline marks the names of the dateline: "PARIS, May 3 (Agency) -".
func (d *document) markDateline() {
	paragraphs := 0
	for s, r := range d.nlp.Sentences {
		if d.inTitle(r.First) || !d.nlp.Paragraph[s] {
			continue
		}
		if paragraphs++; paragraphs > 5 {
			return
		}
		if end := d.dateline(r.First); end > r.First {
			d.aside(nlp.Range{First: r.First, End: end})
			return
		}
	}
}

// dateline returns the token after the dateline that starts at token at, or
// at when there is none.
func (d *document) dateline(at int32) int32 {
	place := d.mentionAt[at] >= 0 && d.mentions[d.mentionAt[at]].typ != nlp.Person
	capitals := len(d.nlp.Word(at)) > 2 && strings.ToUpper(d.nlp.Word(at)) == d.nlp.Word(at) && hasLetter(d.lower(at))
	if !place && !capitals && d.nlp.Word(at) != "(" {
		return at
	}
	bracket, agency := false, false
	for t := at; t < min(int32(d.nlp.Len()), at+maxDateline); t++ {
		w := d.nlp.Word(t)
		switch w {
		case "(":
			bracket = true
			continue
		case ")":
			bracket, agency = false, true
			continue
		case "-", "–", "—", "--", ":":
			if bracket || t == at {
				continue
			}
			// A hyphen within a word is none: white space follows a dash.
			if end := d.nlp.Spans[t].End; int(end) < len(d.nlp.Text) && d.nlp.Text[end] != ' ' {
				return at
			}
			if w == ":" && !capitals && t > at+4 {
				return at
			}
			return t + 1
		case ",", "/", ".":
			continue
		}
		if bracket {
			continue
		}
		u := d.nlp.UPOS[t]
		if d.mentionAt[t] < 0 && u != nlp.PosPropn && u != nlp.PosNum && strings.ToUpper(w) != w {
			if agency && capitals {
				return t
			}
			return at
		}
	}
	return at
}
