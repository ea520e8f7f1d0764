package dump

import (
	"strings"

	"golang.org/x/text/language"

	"parley/graph"
)

// A code is how PLOVER and CAMEO would code an event. Both spread the life of
// one meeting over several codes; here they are derived from the one event's
// type, mode and factuality. Sources: the PLOVER manual 0.8 and its table
// CAMEO2PLOVER-2021; the CAMEO codebook 1.1b3.
type code struct {
	plover  string // event; "" when PLOVER has none
	mode    string
	context string
	cameo   string // "" when CAMEO has none
	negated bool   // the source denies it
}

// extension marks PLOVER events that are ours, as its manual advises.
const extension = "parley-"

// consult codes an encounter that took place.
var consult = map[graph.EventType]code{
	graph.Meeting:     {plover: "CONSULT", cameo: "040"},
	graph.Visit:       {plover: "CONSULT", mode: "visit", cameo: "042"},
	graph.Call:        {plover: "CONSULT", mode: "phone", cameo: "041"},
	graph.Conference:  {plover: "CONSULT", mode: "multilateral", cameo: "040"},
	graph.Talks:       {plover: "CONSULT", context: "diplomatic", cameo: "046"},
	graph.Negotiation: {plover: "CONSULT", context: "diplomatic", cameo: "046"},
	graph.Mediation:   {plover: "CONSULT", mode: "third-party", context: "diplomatic", cameo: "045"},
	graph.Message:     {plover: "CONSULT", cameo: "040"},
}

// other codes what else took place.
var other = map[graph.EventType]code{
	graph.Agreement:    {plover: "AGREE", context: "diplomatic", cameo: "030"},
	graph.Cooperation:  {plover: "COOPERATE", cameo: "060"},
	graph.Support:      {plover: "SUPPORT", context: "diplomatic", cameo: "051"},
	graph.Aid:          {plover: "AID", cameo: "070"},
	graph.Concession:   {plover: "CONCEDE", cameo: "080"},
	graph.Retreat:      {plover: "RETREAT", context: "military", cameo: "087"},
	graph.Request:      {plover: "REQUEST", cameo: "020"},
	graph.Statement:    {plover: extension + "SAY", cameo: "010"},
	graph.Accusation:   {plover: "ACCUSE", mode: "allege", cameo: "112"},
	graph.Rejection:    {plover: "REJECT", cameo: "120"},
	graph.Threat:       {plover: "THREATEN", cameo: "130"},
	graph.Protest:      {plover: "PROTEST", cameo: "140"},
	graph.Sanction:     {plover: "SANCTION", context: "diplomatic", cameo: "163"},
	graph.Mobilization: {plover: "MOBILIZE", cameo: "150"},
	graph.Coercion:     {plover: "COERCE", cameo: "170"},
	graph.Attack:       {plover: "ASSAULT", context: "military", cameo: "190"},
	graph.Appointment:  {plover: extension + "ROLE"},
	graph.Vote:         {plover: extension + "VOTE"},
	graph.Death:        {plover: extension + "DEATH"},
	graph.OtherEvent:   {plover: extension + "INCIDENT"},
}

// intended codes what is planned: of friendly acts as intent to cooperate, of
// hostile ones as threats.
var intended = map[graph.EventType]code{
	graph.Agreement:    {plover: "AGREE", context: "diplomatic", cameo: "030"},
	graph.Cooperation:  {plover: "AGREE", context: "diplomatic", cameo: "031"},
	graph.Support:      {plover: "AGREE", context: "diplomatic", cameo: "032"},
	graph.Aid:          {plover: "AGREE", context: "diplomatic", cameo: "033"},
	graph.Concession:   {plover: "AGREE", cameo: "035"},
	graph.Retreat:      {plover: "AGREE", context: "military", cameo: "0356"},
	graph.Protest:      {plover: "THREATEN", mode: "relations", cameo: "133"},
	graph.Sanction:     {plover: "THREATEN", mode: "restrict", context: "diplomatic", cameo: "1312"},
	graph.Mobilization: {plover: "THREATEN", mode: "violence", context: "military", cameo: "138"},
	graph.Coercion:     {plover: "THREATEN", mode: "restrict", context: "legal", cameo: "132"},
	graph.Attack:       {plover: "THREATEN", mode: "violence", context: "military", cameo: "138"},
}

// codeOf returns the code of an event of a type, as f asserts it; trigger is
// the word that says so. ok is false for what is only imagined.
func codeOf(t graph.EventType, f graph.Factuality, trigger string) (c code, ok bool) {
	if t.Consult() {
		return consultCode(t, f)
	}
	c, ok = other[t]
	if t == graph.Agreement && (strings.HasPrefix(trigger, "sign") || strings.HasPrefix(trigger, "ratif")) {
		c = code{plover: "SUPPORT", context: "diplomatic", cameo: "057"}
	}
	switch f {
	case graph.Scheduled, graph.Proposed, graph.Postponed:
		c, ok = intended[t]
	case graph.Cancelled, graph.Refused:
		if _, friendly := intended[t]; friendly && quadClass(c.cameo) <= materialCooperation {
			return code{plover: "REJECT", cameo: "120"}, true
		}
		return code{}, false
	case graph.Denied:
		c.negated, c.cameo = true, ""
	case graph.Hypothetical:
		return code{}, false
	}
	return c, ok
}

// consultCode is the table of the encounter's life.
func consultCode(t graph.EventType, f graph.Factuality) (code, bool) {
	switch f {
	case graph.Proposed:
		return code{plover: "REQUEST", mode: "meet", context: "diplomatic", cameo: "106"}, true
	case graph.Scheduled, graph.Postponed:
		return code{plover: "AGREE", context: "diplomatic", cameo: "036"}, true
	case graph.Refused, graph.Cancelled:
		c := code{plover: "REJECT", mode: "meet", context: "diplomatic", cameo: "125"}
		if t == graph.Mediation {
			c.cameo = "126"
		}
		return c, true
	case graph.Hypothetical:
		return code{}, false
	}
	c := consult[t]
	if f == graph.Denied {
		c.negated, c.cameo = true, ""
	}
	return c, true
}

// Quad classes of CAMEO roots.
const (
	verbalCooperation   = 1
	materialCooperation = 2
	verbalConflict      = 3
	materialConflict    = 4
)

// quadClass returns the quad class of a CAMEO code, 0 for none.
func quadClass(cameo string) int {
	switch {
	case len(cameo) < 2:
		return 0
	case cameo[:2] <= "05":
		return verbalCooperation
	case cameo[:2] <= "08":
		return materialCooperation
	case cameo[:2] <= "13":
		return verbalConflict
	}
	return materialConflict
}

// An actor is a participant as event data names it.
type actor struct {
	Text   string `json:"actorText"`
	Code   string `json:"code"`             // ISO 3166-1 alpha-3, or --- when unknown
	Sector string `json:"sector,omitempty"` // GOV, MIL, OPP, REB, BUS, MED, IGO
	Entity string `json:"entity"`           // ours
	Role   string `json:"role"`             // ours
}

// actorOf returns the actor that a participant of an article is.
func (v *articleView) actorOf(p graph.LocalParticipant) actor {
	a := actor{Text: p.Text, Code: "---", Entity: v.entity(p.Entity), Role: string(p.Role)}
	if p.Entity < 0 || p.Entity >= len(v.Extraction.Entities) {
		return a
	}
	e := &v.Extraction.Entities[p.Entity]
	if e.Country != "" {
		if r, err := language.ParseRegion(e.Country); err == nil {
			a.Code = r.ISO3()
		}
	}
	a.Sector = sector(strings.ToLower(strings.Join(append([]string{p.Capacity}, e.Titles...), " ")))
	if a.Sector == "" && e.Class == "GPE" {
		a.Sector = "GOV"
	}
	return a
}

// sectors are told by words of a title; the first that fits counts.
var sectors = []struct {
	code  string
	words []string
}{
	{"OPP", []string{"opposition"}},
	{"REB", []string{"rebel", "militia", "insurgent"}},
	{"MIL", []string{"general", "army", "military", "admiral", "colonel", "commander"}},
	{"GOV", []string{"president", "minister", "premier", "chancellor", "ambassador", "envoy", "king", "queen", "prince", "emir", "sultan", "secretary of state",
		"governor", "government", "mayor", "parliament", "senator"}},
	{"BUS", []string{"chief executive", "businessman", "banker", "entrepreneur"}},
	{"MED", []string{"journalist", "editor", "reporter"}},
}

func sector(title string) string {
	for _, s := range sectors {
		for _, w := range s.words {
			if strings.Contains(title, w) && !(w == "general" && strings.Contains(title, "secretary general")) {
				return s.code
			}
		}
	}
	return ""
}
