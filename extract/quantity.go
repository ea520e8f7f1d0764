package extract

import (
	"math"
	"strconv"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// quantitiesOf returns the numbers that the sentence of an act gives of it:
// killed, wounded, arrested, attendance, votes, money.
func (d *document) quantitiesOf(a *act) []graph.Quantity {
	var out []graph.Quantity
	sentence := d.nlp.Sentences[a.sentence]
	for i := sentence.First; i < sentence.End; i++ {
		if d.nlp.UPOS[i] != nlp.PosNum && !vagueNumber[d.lower(i)] {
			continue
		}
		if i > sentence.First && d.nlp.UPOS[i-1] == nlp.PosNum && d.sentenceOf[i-1] == a.sentence {
			continue // inside a longer number
		}
		n, ok := d.number(i, sentence)
		if !ok {
			continue
		}
		unit := d.unitOf(a, n)
		if unit == "" {
			continue
		}
		q := graph.Quantity{Unit: unit, Min: n.min, Max: n.max, Text: d.nlp.TextOf(n.tokens), Span: d.spanOf(n.tokens)}
		out = append(out, q)
		i = n.tokens.End - 1
	}
	return out
}

// A number is a number in the text with its bounds.
type number struct {
	min, max float64
	tokens   nlp.Range
	head     int32 // the token that hangs on what is counted
	money    string
}

var (
	vagueNumber = map[string]bool{"dozens": true, "hundreds": true, "thousands": true, "scores": true, "millions": true, "dozen": true}
	smallNumber = map[string]float64{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
	magnitude = map[string]float64{"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3}
	currency  = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR"}
	// vagueBounds are what "dozens" and the like at least and at most mean.
	vagueBounds = map[string][2]float64{"dozens": {24, 99}, "scores": {40, 199}, "hundreds": {200, 999}, "thousands": {2000, 9999}, "millions": {2e6, 9.99e6}}
)

// number reads the number that starts at token i.
func (d *document) number(i int32, sentence nlp.Range) (number, bool) {
	n := number{tokens: nlp.Range{First: i, End: i + 1}, head: i}
	w := d.lower(i)
	if b, ok := vagueBounds[w]; ok {
		n.min, n.max = b[0], b[1]
		return n, true
	}
	value, ok := parseNumber(w)
	if !ok {
		return n, false
	}
	k := i + 1
	for k < sentence.End {
		m, ok := magnitude[d.lower(k)]
		if !ok {
			break
		}
		value *= m
		k++
	}
	n.tokens.End = k
	n.min, n.max = value, value
	if i > sentence.First {
		n.money = currency[d.lower(i-1)]
	}
	if n.money == "" && k < sentence.End {
		n.money = currency[d.lower(k)]
	}
	// "14 to 16", "14-16", "between 14 and 16".
	if k+1 < sentence.End && (d.lower(k) == "to" || d.lower(k) == "-" || d.lower(k) == "–" || d.lower(k) == "and" && i > sentence.First && d.lower(i-1) == "between") {
		if high, ok := parseNumber(d.lower(k + 1)); ok && high > value && d.nlp.UPOS[k+1] == nlp.PosNum {
			n.max, n.tokens.End = high, k+2
		}
	}
	n.bounds(d, sentence)
	return n, true
}

// bounds reads "at least", "more than", "up to" before the number.
func (n *number) bounds(d *document, sentence nlp.Range) {
	first := n.tokens.First
	two := ""
	if first-2 >= sentence.First {
		two = d.lower(first-2) + " " + d.lower(first-1)
	}
	one := ""
	if first-1 >= sentence.First {
		one = d.lower(first - 1)
	}
	switch {
	case n.max > n.min: // "between 14 and 16", "at least 14 to 16": the bounds are said
		if two == "at least" || two == "up to" {
			n.tokens.First -= 2
		}
	case two == "at least" || two == "more than" || two == "no fewer" || two == "as many" || two == "fewer than":
		n.tokens.First -= 2
		if two == "fewer than" {
			n.min = 0
		} else {
			n.max = 0
		}
	case one == "over" || one == "above":
		n.tokens.First--
		n.max = 0
	case two == "up to" || two == "at most" || two == "less than":
		n.tokens.First -= 2
		n.min = 0
	case one == "about" || one == "around" || one == "some" || one == "approximately" || one == "roughly" || one == "nearly" || one == "almost":
		n.tokens.First--
		slack := 0.1
		if digits := strings.TrimRight(strconv.FormatFloat(n.min, 'f', -1, 64), "0"); len(digits) > 2 {
			slack = 0.01 // "about 1,160" was counted, "about 1,000" was not
		}
		n.min, n.max = math.Round(n.min*(1-slack)), math.Round(n.max*(1+slack))
	}
	if n.max == 0 { // "over 300": a round number not far above it
		n.max = math.Round(1.1 * n.min)
	}
}

// parseNumber reads a number in digits or in words.
func parseNumber(w string) (float64, bool) {
	if v, ok := smallNumber[w]; ok && w != "a" {
		return v, true
	}
	if m, ok := magnitude[w]; ok && len(w) > 2 {
		return m, true
	}
	if tens, ones, ok := strings.Cut(w, "-"); ok && smallNumber[tens] >= 20 && smallNumber[ones] > 0 {
		return smallNumber[tens] + smallNumber[ones], true
	}
	w = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(w, "$"), "€"), "£")
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return v, err == nil && v >= 0 && v < 1e15
}

// unitOf returns what a number counts, for an act that the number belongs to.
func (d *document) unitOf(a *act, n number) string {
	if n.money != "" {
		switch a.typ {
		case graph.Aid, graph.Agreement, graph.Sanction, graph.Cooperation, graph.Support, graph.Request, graph.Coercion:
			return n.money
		}
		return ""
	}
	// The noun that is counted, and the verb that it is counted under.
	noun := n.head
	if h := d.nlp.Head[n.head]; h >= 0 && (d.rel(n.head) == nlp.Nummod || d.rel(n.head) == nlp.Det || d.rel(n.head) == nlp.Amod) {
		noun = h
	}
	for k := range d.children.of(noun) { // "thousands of people"
		if vagueNumber[d.lower(noun)] && d.rel(k) == nlp.Nmod && d.preposition(k) == "of" && counted[d.nlp.Lemma[k]] {
			noun = k
			break
		}
	}
	if n.min >= 1900 && n.min <= 2100 && n.min == n.max && noun == n.head {
		return "" // a year
	}
	lemma := d.nlp.Lemma[noun]
	if a.typ == graph.Vote && noun == n.head && d.nlp.Head[n.head] == a.token {
		return "votes"
	}
	if (a.typ == graph.Vote) && (lemma == "vote" || lemma == "member") {
		for k := range d.children.of(noun) {
			switch d.lower(k) {
			case "favor", "favour":
				return "votes for"
			case "against":
				return "votes against"
			}
		}
		return "votes"
	}
	if !counted[lemma] && noun != n.head && d.nlp.UPOS[noun] == nlp.PosNoun {
		return ""
	}
	for v, k := d.nlp.Head[noun], 0; v >= 0 && k < 2; v, k = d.nlp.Head[v], k+1 {
		if u := countVerbs[d.nlp.Lemma[v]]; u != "" {
			return u
		}
		if d.nlp.UPOS[v] == nlp.PosVerb {
			break
		}
	}
	for k := range d.children.of(noun) { // "12 people killed", "33 said to be dead"
		if u := countVerbs[d.nlp.Lemma[k]]; u != "" && (d.rel(k) == nlp.Acl || d.rel(k) == nlp.Amod) {
			return u
		}
	}
	if u := countVerbs[lemma]; u != "" && noun != n.head {
		return u
	}
	switch a.typ {
	case graph.Protest:
		if counted[lemma] && (d.nlp.Head[noun] == a.token || d.nlp.Head[n.head] == a.token || d.nlp.Head[noun] == a.verb || lemma == "protester" || lemma == "demonstrator") {
			return "attendance"
		}
	case graph.Mobilization, graph.Retreat:
		if lemma == "troop" || lemma == "troops" || lemma == "soldier" {
			return "troops"
		}
	}
	return ""
}

// counted are the nouns for people who are counted in reports.
var counted = map[string]bool{"people": true, "person": true, "civilian": true, "soldier": true, "troop": true, "troops": true, "man": true, "woman": true, "child": true, "protester": true,
	"demonstrator": true, "officer": true, "militant": true, "fighter": true, "worker": true, "journalist": true, "student": true, "passenger": true, "hostage": true, "resident": true,
	"villager": true, "policeman": true, "rebel": true, "victim": true, "member": true, "palestinian": false, "other": true, "others": true, "migrant": true, "prisoner": true, "detainee": true}

// countVerbs name a count by the verb or adjective that it stands with.
var countVerbs = map[string]string{
	"kill": "killed", "dead": "killed", "die": "killed", "death": "killed", "murder": "killed", "execute": "killed", "slay": "killed",
	"wound": "wounded", "injure": "wounded", "hurt": "wounded", "injury": "wounded", "wounded": "wounded", "injured": "wounded",
	"arrest": "arrested", "detain": "arrested", "jail": "arrested", "displace": "displaced", "kidnap": "abducted", "abduct": "abducted", "capture": "abducted", "take": "abducted", "hostage": "abducted",
	"release": "released", "free": "released", "evacuate": "evacuated", "expel": "expelled",
}
