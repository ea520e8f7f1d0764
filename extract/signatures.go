package extract

import (
	"strings"

	"parley/extract/nlp"
)

// A signature says whose words the sentences before it are: "— Anna Berg
// (@annaberg) May 3, 2021" under a message of a social network that an article
// shows.
type signature struct {
	words nlp.Range // what is signed
	dash  int32
	head  int32 // of the name
}

// longestSignature is the greatest number of tokens between the dash and the
// handle.
const longestSignature = 12

// signaturesOf lists the signatures of a document, in text order.
func (d *document) signaturesOf() []signature {
	if d.signaturesFound {
		return d.signatures
	}
	d.signaturesFound = true
	last := int32(0)
	for t := int32(1); t < int32(d.nlp.Len()); t++ {
		if d.nlp.Word(t)[0] != '@' || d.nlp.Word(t-1) != "(" {
			continue
		}
		s := signature{dash: -1, head: -1}
		for i := t - 2; i >= max(last, t-longestSignature); i-- {
			if m := d.mentionAt[i]; m >= 0 && s.head < 0 {
				s.head = d.mentions[m].head
			}
			if w := d.nlp.Word(i); strings.Trim(w, "—–-") == "" {
				s.dash = i
				break
			}
		}
		if s.dash < 0 || s.head < s.dash {
			continue
		}
		s.words = nlp.Range{First: max(last, d.signedFrom(s.dash)), End: s.dash}
		last = t
		if s.words.Len() > 0 {
			d.signatures = append(d.signatures, s)
		}
	}
	return d.signatures
}

// signedFrom returns where the words start that the signature after the dash
// signs: with its paragraph or, where it has one of its own, with the paragraph
// before.
func (d *document) signedFrom(dash int32) int32 {
	n := d.sentenceOf[dash]
	for n > 0 && (!d.nlp.Paragraph[n] || d.nlp.Sentences[n].First == dash) {
		n--
	}
	return d.nlp.Sentences[n].First
}

// signedBy returns the signature of the words that token t is among.
func (d *document) signedBy(t int32) (signature, bool) {
	for _, s := range d.signaturesOf() {
		if t >= s.words.First && t < s.words.End {
			return s, true
		}
	}
	return signature{}, false
}
