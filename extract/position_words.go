package extract

import (
	"strings"

	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// statusWords before a role say how it stands.
var statusWords = map[string]graph.PositionStatus{
	"former": graph.Former, "ex": graph.Former, "then": graph.Former, "late": graph.Former, "onetime": graph.Former, "one-time": graph.Former, "ousted": graph.Former,
	"deposed": graph.Former, "previous": graph.Former, "erstwhile": graph.Former, "sometime": graph.Former, "retired": graph.Former, "toppled": graph.Former,
	"incoming": graph.Future, "future": graph.Future, "designate": graph.Future, "prospective": graph.Future, "would-be": graph.Future,
}

// prefixed splits "ex-president" and "then-director".
func prefixed(w string) (graph.PositionStatus, string, bool) {
	for _, p := range []string{"ex-", "then-", "former-"} {
		if rest, ok := strings.CutPrefix(w, p); ok && rest != "" {
			return graph.Former, rest, true
		}
	}
	return "", w, false
}

// dropped words are no part of a title.
var dropped = map[string]bool{
	"new": true, "newly": true, "current": true, "incumbent": true, "sitting": true, "visiting": true, "outgoing": true, "elected": true, "appointed": true, "veteran": true,
	"longtime": true, "long-time": true, "embattled": true, "influential": true, "powerful": true, "first": true, "his": false, "fellow": false, "mr": true, "mr.": true,
	"minted": true, "young": true, "old": true, "interim": true, "caretaker": true, "reclusive": true, "hardline": true, "conservative": true, "liberal": true,
}

// courtesy titles are no posts.
var courtesy = map[string]bool{
	"sheikh": true, "sheikha": true, "shaikh": true, "hrh": true, "h.e.": true, "hon": true, "rev": true,
	"mr": true, "mr.": true, "mrs": true, "mrs.": true, "ms": true, "ms.": true, "miss": true, "dr": true, "dr.": true, "sir": true, "lord": true, "lady": true, "dame": true,
	"prof": true, "prof.": true, "excellency": true, "majesty": true, "highness": true, "president's": true, "official": false, "man": true, "woman": true, "people": true,
}

// noOffice are nouns that a list of titles has but that name a body.
var noOffice = map[string]bool{"government": true, "administration": true, "office": true, "cabinet": true, "regime": true, "kingdom": true, "party": true, "parliament": true,
	"company": true, "court": true, "army": true, "police": true, "house": true, "council": true, "committee": true, "ministry": true, "state": true, "team": true}

// rank are the words of military ranks, which stand beside a post.
var rank = map[string]bool{"lieutenant": true, "lt": true, "lt.": true, "general": true, "gen": true, "gen.": true, "colonel": true, "col": true, "col.": true, "major": true,
	"maj": true, "maj.": true, "brigadier": true, "admiral": true, "adm": true, "adm.": true, "captain": true, "capt": true, "capt.": true, "sergeant": true, "marshal": true}

// generals are the civil posts that "general" ends.
var generals = map[string]bool{"secretary": true, "attorney": true, "governor": true, "director": true, "consul": true, "inspector": true, "solicitor": true, "surgeon": true, "auditor": true}

// portfolioHead reports whether the holder of a post has a field of
// government: "minister of finance", "secretary of energy".
func portfolioHead(w string) bool {
	return w == "minister" || w == "secretary" || w == "undersecretary"
}

// portfolio reports whether the name at token i is the field of the minister
// or secretary whose title so far is words (from its end): "Health and Human
// Services Secretary".
func (p *positions) portfolio(words []string, i int32) bool {
	m := &p.d.mentions[p.d.mentionAt[i]]
	if m.entity < 0 || p.d.entities[m.entity].kind != graph.Organization || !portfolioHead(words[0]) || len(words) > 1 {
		return false
	}
	switch text := p.d.nlp.TextOf(m.tokens); {
	case text == strings.ToUpper(text), strings.Contains(text, "Ministry"), strings.Contains(text, "Department"), strings.Contains(text, "Party"), strings.Contains(text, "House"),
		strings.Contains(text, "Council"), strings.Contains(text, "Union"), strings.Contains(text, "Nations"):
		return false
	}
	return true
}

// noPost are roles that say who somebody is, not what post they hold.
var noPost = map[string]bool{
	"wife": true, "husband": true, "widow": true, "son": true, "daughter": true, "sister": true, "brother": true, "father": true, "mother": true,
	"host": true, "guest": true, "colleague": true, "veteran": true, "star": true, "dictator": false, "candidate": false, "republican": true, "democrat": true,
	"citizen": true, "national": true, "native": true, "resident": true, "detainee": true, "prisoner": true, "victim": true, "protester": true, "critic": true, "supporter": true,
	"rival": true, "ally": true, "opponent": true, "friend": true,
}

// national reports whether a title without a body is one of a country.
func national(title string) bool {
	full := title
	title = headWord(title)
	switch roleHead(title) {
	case "president", "minister", "premier", "chancellor", "king", "queen", "emperor", "empress", "emir", "sultan", "prince", "princess", "monarch", "ruler", "ayatollah":
		return true
	case "secretary":
		return !strings.Contains(title, "press") && !strings.Contains(title, "private") && !strings.Contains(title, "party") && !strings.Contains(title, "general") && !strings.Contains(full, " to ")
	}
	return false
}

// occupation reports whether a noun names what somebody does, by its form.
func occupation(w string) bool {
	if _, ok := lexicon.Title(w); ok {
		return true
	}
	for _, s := range []string{"ist", "yst", "ologist", "grapher", "eer", "scholar", "professor", "lawyer", "player", "manager", "worker", "author", "writer", "editor", "reporter", "fellow", "founder", "producer", "teacher", "adviser", "advisor", "expert"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
