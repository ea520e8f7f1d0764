// Package when finds temporal expressions in English news and resolves them
// to EDTF dates.
//
// [Find] reads a document and returns its expressions: spans with what they
// mean, as far as the words alone say. [Expression.Resolve] makes a date of
// one, with what only the context knows: when the article was published, the
// tense of the governing verb, and the date of the happening that an
// expression such as "a day after the summit" counts from. [Resolve] does
// that for a whole document in the order of the text.
//
// Nothing is guessed: without a publication date "on Tuesday" stays
// unresolved, and "a day earlier" without anything to count from does too.
//
// # Conventions
//
// A week goes from Monday to Sunday, a weekend is Saturday and Sunday; early,
// mid and late narrow a month to ten days. A weekday in the past tense is the
// latest one up to and including the day of publication, in the future tense
// the next one from that day on. What is counted in weeks, months or years
// ("two months ago") is known to that unit only.
//
// Read in this order: when.go, lexemes.go, words.go, form.go, grammar.go and
// the other grammar files, resolve.go.
package when

import (
	"strings"

	"parley/extract/nlp"
)

// A Kind says what an expression gives.
type Kind uint8

// Kinds of expression. Only a Date resolves to one.
const (
	Date     Kind = iota // a day, a month, a range of days ...
	Time                 // a time of day without a day: "at 3 p.m."
	Duration             // "for three months", "a two-day visit"
	Set                  // something that recurs: "every Tuesday"
	Vague                // "recently", "in recent weeks": no bounds
)

var kindNames = [...]string{"DATE", "TIME", "DURATION", "SET", "VAGUE"}

// String returns the name of k, such as DATE.
func (k Kind) String() string { return kindNames[k] }

// A Tense is the time of the verb that governs an expression, as far as it
// decides which Tuesday is meant.
type Tense uint8

// Tenses. Present includes a form that can mean either ("is visiting").
const (
	NoTense Tense = iota
	Past
	Present
	Future
)

// An AnchorKind says what an expression counts from.
type AnchorKind uint8

// Kinds of anchor.
const (
	// NoAnchor: it stands alone or counts from the day of publication.
	NoAnchor AnchorKind = iota
	// AnchorPrevious: it counts from what the text has dated before: "the
	// following day", "two days later".
	AnchorPrevious
	// AnchorNext: it counts from the happening that the words right after it
	// name: "a day after the summit", "the day before he resigned".
	AnchorNext
)

// A Cue is the preposition before an expression, as far as it changes what
// the date says of a happening.
type Cue uint8

// Cues.
const (
	NoCue  Cue = iota
	On         // on, in, at, during, over, or nothing else
	Since      // since
	Until      // until, till
	By         // by
	Before     // before, prior to
	After      // after, following
	For        // for
	Within     // within
)

// An Expression is a temporal expression of a text.
type Expression struct {
	// Span holds its bytes, without the preposition before it.
	Span nlp.Span
	// Tokens are the tokens that the span touches, and Sentence is their
	// sentence; both are zero from [FindText].
	Tokens   nlp.Range
	Sentence int
	Kind     Kind
	// Anchor says what it counts from.
	Anchor AnchorKind
	// AnchorAt is the index, in the list that Find returned, of the date that
	// its anchor is said to have ("a day after the July 25 call"), or -1.
	AnchorAt int
	// Cue is the preposition before it.
	Cue Cue

	form, to form // to is the end of a range
	// beside is true where the next expression says the same more exactly: "a
	// year later, in March 2019".
	beside bool
}

// Explicit reports whether the words alone give the date: [Expression.Resolve]
// then needs no context.
func (e *Expression) Explicit() bool {
	return e.Kind == Date && e.form.explicit() && (e.to.op == opNone || e.to.explicit())
}

// Find returns the temporal expressions of d, in text order and without
// overlaps. It needs the tokens and sentences of d and nothing else.
func Find(d *nlp.Document) []Expression {
	all := FindText(d.Text)
	kept := all[:0]
	token, sentence := int32(0), 0
	for _, e := range all {
		for token < int32(d.Len()) && d.Spans[token].End <= e.Span.Start {
			token++
		}
		end := token
		for end < int32(d.Len()) && d.Spans[end].Start < e.Span.End {
			end++
		}
		if end == token {
			continue // not in a sentence: page furniture
		}
		for sentence+1 < len(d.Sentences) && d.Sentences[sentence].End <= token {
			sentence++
		}
		e.Tokens, e.Sentence = nlp.Range{First: token, End: end}, sentence
		kept = append(kept, e)
	}
	if len(kept) < len(all) {
		link(d.Text, kept)
	}
	return kept
}

// FindText is [Find] for a text without tokens, such as a title.
func FindText(text string) []Expression {
	p := parser{text: text, lexemes: lex(text)}
	var found []Expression
	for i := 0; i < len(p.lexemes); {
		if !starter[p.lexemes[i].class] {
			i++
			continue
		}
		e, next := p.expression(i)
		if next <= i {
			i++
			continue
		}
		found = append(found, e)
		i = next
	}
	link(text, found)
	return found
}

// anchorGap is how many bytes may stand between "a day after" and the date of
// its anchor: "a day after the first phone call on July 25".
const anchorGap = 48

// link sets AnchorAt: the date right behind an expression that counts from
// what follows it, with no punctuation between. "A day after he called off the
// June 12 summit" has none: its date is that of a noun within what follows.
func link(text string, found []Expression) {
	for i := range found {
		found[i].AnchorAt = -1
		if i+1 < len(found) && found[i].Anchor == AnchorPrevious {
			next := &found[i+1]
			gap := text[found[i].Span.End:next.Span.Start]
			found[i].beside = next.Kind == Date && next.form.op == opCalendar && (gap == ", " || gap == ", in " || gap == ", on ")
		}
		if found[i].Anchor != AnchorNext || i+1 == len(found) {
			continue
		}
		next := &found[i+1]
		gap := text[found[i].Span.End:next.Span.Start]
		if next.Kind == Date && next.Anchor == NoAnchor && len(gap) <= anchorGap && plainWords(gap) && !withinPhrase(gap) {
			found[i].AnchorAt = i + 1
		}
	}
}

// withinPhrase reports whether the words before a date go on behind an article:
// the date is part of a further noun phrase.
func withinPhrase(gap string) bool {
	words := strings.Fields(gap)
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "a", "an", "the", "his", "her", "its", "their":
		return true
	}
	return false
}

func plainWords(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ',', '.', ';', ':', '(', ')', '"', '\n', '!', '?':
			return false
		}
	}
	return true
}
