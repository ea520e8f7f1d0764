package extract

import "strings"

// titleForms writes abbreviated titles out, which stand here without a stop.
var titleForms = map[string]string{
	"rep": "representative", "sen": "senator", "gov": "governor", "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "adm": "admiral",
	"sgt": "sergeant", "capt": "captain", "amb": "ambassador", "sec": "secretary", "brig": "brigadier",
	"pm": "prime minister", "fm": "foreign minister", "dpm": "deputy prime minister", "cm": "chief minister", "vp": "vice president", "eam": "external affairs minister",
}

// capitalTitles are those of them that are written in capitals.
var capitalTitles = map[string]bool{"pm": true, "fm": true, "dpm": true, "cm": true, "vp": true, "eam": true}

// fullTitle writes a title in small letters out.
func fullTitle(w string) string {
	if full, ok := titleForms[strings.TrimSuffix(w, ".")]; ok {
		return full
	}
	return w
}

// abbreviated reports whether a word in small letters is short for a title.
func abbreviated(w string) bool {
	_, ok := titleForms[strings.TrimSuffix(w, ".")]
	return ok
}

// capitalTitle reports whether the word at token i is a title in capitals: "FM",
// but not "104.5 FM".
func (d *document) capitalTitle(i int32) bool {
	if w := d.nlp.Word(i); len(w) > 3 || !capitalTitles[d.lower(i)] || strings.ToUpper(w) != w {
		return false
	}
	return i == 0 || d.nlp.Word(i - 1)[0] < '0' || d.nlp.Word(i - 1)[0] > '9'
}
