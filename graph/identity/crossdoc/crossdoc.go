// Package crossdoc decides which mentions of many documents refer to one
// event or one entity, when all that is known is where the mentions are: no
// names have been recognized, nothing was parsed, and the documents may be
// about anything.
//
// It is the part of identity that is learned rather than written down, and
// the one that the field can compare: on ECB+ (Cybulska and Vossen 2014). It
// works in three steps. Documents are grouped by their words ([Group]), as
// one event is seldom told in unlike articles. Within a group a logistic
// regression over pairs of mentions ([Train]) says how likely two are one.
// Average-link clustering of those probabilities makes the entities
// ([Model.Cluster]).
//
// It imports the standard library only and is deterministic.
package crossdoc

import "strings"

// A Document is a tokenized text with mentions.
type Document struct {
	ID       string
	Tokens   []Token
	Mentions []Mention
}

// A Token is a word with the sentence that it stands in.
type Token struct {
	Text     string
	Sentence int
}

// A Mention is one or more tokens, in text order, that refer to something.
type Mention struct {
	Tokens []int
	// Event is true for what happens, false for who or what takes part.
	Event bool
	// Kind is a coarse class where it is known, such as HUMAN or LOC.
	Kind string
}

// pronouns maps a pronoun to what it can stand for: s or p (singular, plural)
// and m, f, n or a (man, woman, thing, any).
var pronouns = map[string]string{"he": "sm", "him": "sm", "his": "sm", "himself": "sm", "she": "sf", "her": "sf", "hers": "sf", "herself": "sf",
	"it": "sn", "its": "sn", "itself": "sn", "they": "pa", "them": "pa", "their": "pa", "theirs": "pa", "themselves": "pa",
	"i": "s1", "me": "s1", "my": "s1", "mine": "s1", "myself": "s1", "we": "p1", "us": "p1", "our": "p1", "ours": "p1", "ourselves": "p1", "you": "s2", "your": "s2",
	"who": "sr", "whose": "sr", "whom": "sr", "which": "sr", "that": "sr", "this": "sd", "these": "pd", "those": "pd", "there": "sl", "here": "sl", "where": "sr"}

var stop = words(`a an the and or but of to in on at for from by with as is was were are be been being has have had do does did will would could
	should can may might must not no nor so than then that this these those there here it its he him his she her they them their we us our you your i me my
	who whom whose which what when where why how all any both each few more most other some such only own same s t just also into over after before about
	up out off down again further once during said says say told`)

var prepositions = words("of in on at for from by with to who that which as , ( ' ''")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// irregular holds the base of common irregular forms.
var irregular = func() map[string]string {
	m := map[string]string{}
	for w := range strings.FieldsSeq(`was:be were:be is:be are:be been:be being:be has:have had:have having:have did:do does:do done:do went:go gone:go goes:go
		said:say says:say told:tell took:take taken:take got:get gotten:get made:make found:find left:leave won:win winning:win beat:beat beaten:beat fought:fight
		shot:shoot shooting:shoot shootings:shoot killed:kill killing:kill killings:kill dead:die died:die dies:die dying:die death:die deaths:die
		stole:steal stolen:steal broke:break broken:break fell:fall fallen:fall rose:rise risen:rise struck:strike stricken:strike hit:hit bought:buy
		sold:sell brought:bring caught:catch came:come became:become began:begin begun:begin gave:give given:give held:hold kept:keep knew:know known:know
		led:lead lost:lose met:meet paid:pay ran:run running:run saw:see seen:see sent:send shook:shake shaken:shake spoke:speak spoken:speak spent:spend
		stood:stand swore:swear sworn:swear thought:think wrote:write written:write drove:drive driven:drive flew:fly flown:fly chose:choose chosen:choose
		felt:feel hurt:hurt injured:injure injuries:injure injury:injure announcement:announce announced:announce acquisition:acquire acquired:acquire
		arrested:arrest nominated:nominate nomination:nominate appointment:appoint appointed:appoint resignation:resign collision:collide collapsed:collapse
		explosion:explode attack:attack robbery:rob robbed:rob murder:murder trial:try tried:try tries:try charged:charge pleaded:plead pled:plead plea:plead
		sentenced:sentence conviction:convict convicted:convict investigation:investigate suspended:suspend suspension:suspend married:marry marriage:marry
		wedding:wed wed:wed birth:bear born:bear departure:depart arrival:arrive entered:enter entry:enter flight:fly escape:escape fled:flee
		men:man women:woman children:child people:person wives:wife lives:life police:police firemen:fireman policemen:policeman feet:foot
		launched:launch unveiled:unveil cut:cut lay:lie lain:lie laid:lay let:let put:put set:set shut:shut quake:earthquake quakes:earthquake
		temblor:earthquake tremor:earthquake`) {
		k, v, _ := strings.Cut(w, ":")
		m[k] = v
	}
	return m
}()

// stem returns the base of a word: an irregular one by a list, any other by
// taking off the endings of English inflection.
func stem(w string) string {
	w = strings.ToLower(strings.Trim(w, "'’`\".,"))
	if b, ok := irregular[w]; ok {
		return b
	}
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return stem(w[:len(w)-1])
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		return undouble(w[:len(w)-3])
	case len(w) > 4 && strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		return undouble(w[:len(w)-2])
	}
	return strings.TrimSuffix(w, "e")
}

func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
		w = w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}
