package article

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
)

// sampleSize is how much of a text its language is told from.
const sampleSize = 4000

// englishWords are words that stand in every English text and in few others.
var englishWords = map[string]bool{"the": true, "of": true, "and": true, "to": true, "that": true, "with": true, "was": true, "for": true,
	"said": true, "has": true, "is": true, "by": true, "from": true, "at": true, "his": true, "their": true, "which": true, "have": true}

// Language returns the BCP 47 tag of the language that a text is written in,
// "" when it is too short to tell.
func Language(text string) string {
	if len(text) > sampleSize {
		text = text[:sampleSize]
	}
	words, english := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		if englishWords[w] {
			english++
		}
	}
	// A quarter of running English is made of these words; one in eight is
	// more than other languages reach, and spares the slow way.
	if words >= 20 && english*8 >= words {
		return "en"
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() && words < 20 {
		return ""
	}
	return info.Lang.Iso6391()
}

// languageTag returns s in the form of BCP 47: "en-US" for "en_US", "en" for
// "English"; "" for what is no language.
func languageTag(s string) string {
	s = strings.TrimSpace(s)
	if strings.EqualFold(s, "english") {
		return "en"
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
