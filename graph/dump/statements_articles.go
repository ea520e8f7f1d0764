package dump

import (
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

func (st *statements) articles() error {
	return writeEach(st, st.source.articles(), (*statements).wholeArticle)
}

func (st *statements) wholeArticle(v **articleView) {
	if a := *v; !a.Retracted {
		st.article(a)
		st.claims(a)
	}
}

// article says what the article is, in the default graph.
func (st *statements) article(v *articleView) {
	st.subject("", things+v.ID())
	st.value(pType, schemaNS+"NewsArticle")
	st.value(pType, provNS+"Entity")
	st.text(pKey, v.Key)
	st.iri(pURL, webIRI(v.URL))
	st.text(pHeadline, v.Title)
	st.text(pLanguage, v.Language)
	for _, a := range unrepeated(v.Authors) {
		st.text(pAuthor, a)
	}
	day := publishedDay(v.Published)
	switch {
	case day != "" && len(v.Published) > len(dayForm):
		st.value(pPublishedTime, v.Published)
	case day != "":
		st.value(pPublishedDay, day)
	}
	st.thing(pPublisher, v.Outlet)
	st.thing(pAttributed, v.Outlet)
}

// claims says what the article claims, in its own graph.
func (st *statements) claims(v *articleView) {
	g := things + v.ID()
	var said []string // entities whose mentions are told
	for i := range v.Extraction.Entities {
		id := v.IDs[i]
		if slices.Contains(said, id) {
			continue
		}
		said = append(said, id)
		st.subject(g, things+id)
		var places []string
		for k := i; k < len(v.IDs); k++ {
			if v.IDs[k] != id {
				continue
			}
			for _, m := range v.Extraction.Entities[k].Mentions {
				places = append(places, placeInText(g, m.Span))
			}
		}
		for _, p := range unrepeated(places) {
			st.value(pDenotedBy, p)
		}
	}
	for i := range v.Events {
		st.report(g, v, &v.Events[i])
	}
}

func (st *statements) report(g string, v *articleView, f *folded) {
	st.subject(g, things+"report:"+f.ID)
	st.value(pType, ours+"Report")
	st.thing(pDenotes, f.Event)
	st.value(pDerivedFrom, g)
	st.thing(pAccordingTo, v.Outlet)
	st.text(pSource, f.AttributedTo)
	st.word(pEventType, string(f.Type))
	st.word(pFactuality, string(f.Factuality))
	st.date(f.Date)
	st.thing(pPlace, v.entity(f.Place))
	var told []string
	for _, p := range f.Participants {
		role, id := roleProperty(p.Role), v.entity(p.Entity)
		if key := role.name + id; id != "" && !slices.Contains(told, key) {
			told = append(told, key)
			st.thing(role, id)
		}
	}
	if f.Content != nil {
		st.text(pContent, f.Content.Text)
	}
	var amounts []string
	for _, q := range f.Quantities {
		amounts = append(amounts, strings.TrimSpace(q.Unit+" "+quantityText(q)))
	}
	for _, a := range unrepeated(amounts) {
		st.value(pQuantity, a)
	}
	st.number(pConfidence, f.Confidence)
	var sentences []graph.Span
	for _, e := range f.Evidence {
		if sp := v.sentence(e.Sentence); v.exact(sp) != "" && !slices.Contains(sentences, sp) {
			sentences = append(sentences, sp)
			st.value(pEvidence, placeInText(g, sp))
		}
	}
	for _, sp := range sentences {
		st.subject(g, placeInText(g, sp))
		st.value(pSentence, v.exact(sp))
	}
}

// quantityText writes 12 or 12-15.
func quantityText(q graph.Quantity) string {
	low := strconv.FormatFloat(q.Min, 'f', -1, 64)
	if q.Max == q.Min {
		return low
	}
	return low + "-" + strconv.FormatFloat(q.Max, 'f', -1, 64)
}

// placeInText returns the IRI of a span of an article's text or title.
func placeInText(article string, sp graph.Span) string {
	b := make([]byte, 0, len(article)+32)
	b = append(b, article...)
	if sp.Field == graph.TitleField {
		b = append(b, "/title"...)
	}
	b = append(b, "#char="...)
	b = strconv.AppendInt(b, int64(sp.Start), 10)
	b = append(b, ',')
	return string(strconv.AppendInt(b, int64(sp.End), 10))
}
