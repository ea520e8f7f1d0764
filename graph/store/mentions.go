package store

import (
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// mentionID is the id of a mention: "m_", the hash part of its article's id,
// and where it stands, as "e" local entity "." mention or "r" report "." entry.
func mentionID(article string, r *graph.MentionRef) string {
	if r.Report >= 0 {
		return fmt.Sprintf("m_%s_r%d.%d", article[2:], r.Report, r.Entry)
	}
	return fmt.Sprintf("m_%s_e%d.%d", article[2:], r.Local, r.Mention)
}

// Mention returns where the mention of an id stands, in an article in use.
func (sn *Snapshot) Mention(id string) (graph.MentionRef, error) {
	none := fmt.Errorf("mention %q: %w", id, graph.ErrNotFound)
	hash, rest, ok := strings.Cut(strings.TrimPrefix(id, "m_"), "_")
	if !ok || !strings.HasPrefix(id, "m_") || len(rest) < 4 {
		return graph.MentionRef{}, none
	}
	first, second, ok := strings.Cut(rest[1:], ".")
	i, err1 := strconv.Atoi(first)
	j, err2 := strconv.Atoi(second)
	if !ok || err1 != nil || err2 != nil || i < 0 || j < 0 {
		return graph.MentionRef{}, none
	}
	article := "a_" + hash
	h, err := readHead(sn, article)
	if err != nil {
		return graph.MentionRef{}, err
	}
	x, err := sn.extraction(article)
	if err != nil {
		return graph.MentionRef{}, err
	}
	r := graph.MentionRef{Article: h.Article.Key, Local: -1, Mention: -1, Report: -1, Entry: -1}
	switch {
	case rest[0] == 'e' && i < len(x.Entities) && j < len(x.Entities[i].Mentions):
		r.Local, r.Mention = i, j
	case rest[0] == 'r' && i < len(x.Reports) && j < len(x.Reports[i].Evidence):
		r.Report, r.Entry = i, j
	default:
		return graph.MentionRef{}, none
	}
	if r.ID = mentionID(article, &r); r.ID != id {
		return graph.MentionRef{}, none
	}
	return r, nil
}

// MentionsOf returns the mentions of an entity, those of the newest article
// first, in an article in the order of its local entities and their text.
func (sn *Snapshot) MentionsOf(entity string, f graph.MentionFilter, p graph.Page) (graph.List[graph.MentionRef], error) {
	l, err := sn.mentionList(entity, f)
	if err != nil {
		return graph.List[graph.MentionRef]{}, err
	}
	return paginate(l, p)
}

// CountMentions counts the mentions of an entity that fit a filter.
func (sn *Snapshot) CountMentions(entity string, f graph.MentionFilter) (int, error) {
	if len(f.Outlets) == 0 && f.Factuality == nil && f.MinConfidence <= 0 && f.ReportedFrom == "" && f.ReportedTo == "" {
		st, err := sn.EntityStats(entity)
		return st.Mentions, err
	}
	l, err := sn.mentionList(entity, f)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, err := range l.walk(false, nil) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

func (sn *Snapshot) mentionList(entity string, f graph.MentionFilter) (ordered[graph.MentionRef], error) {
	id, err := sn.entityID(entity)
	if err != nil {
		return ordered[graph.MentionRef]{}, err
	}
	from, to, dated, err := dayRange(f.ReportedFrom, f.ReportedTo)
	if err != nil {
		return ordered[graph.MentionRef]{}, err
	}
	articles := rows(sn, newKey(kindNamed).id(id), false, readNamed)
	// A place is that of the row and then that in the row, 8 bytes.
	split := func(place []byte) (row []byte, n uint64) {
		if len(place) < 8 {
			return place, 0
		}
		return place[:len(place)-8], binary.BigEndian.Uint64(place[len(place)-8:])
	}
	fits := func(n *namedArticle, h *head) bool {
		if len(f.Outlets) > 0 && !slices.Contains(f.Outlets, n.outlet) {
			return false
		}
		day := parsePublished(h.Article.Published).day
		// A mention that names an entity says nothing of factuality.
		return f.Factuality == nil && (!dated || day != noDay && day >= from && day <= to)
	}
	walk := func(backward bool, from []byte, yield func(item[graph.MentionRef], error) bool) {
		var rowFrom []byte
		var skip uint64
		if from != nil {
			// The row itself may have more: start just before it.
			rowFrom, skip = split(from)
		}
		each := func(it item[namedArticle]) bool {
			h, err := readHead(sn, it.value.article)
			if err != nil {
				return yield(item[graph.MentionRef]{}, err)
			}
			if !fits(&it.value, h) {
				return true
			}
			refs, err := sn.mentionRefs(&it.value, h.Article.Key, f.MinConfidence)
			if err != nil {
				return yield(item[graph.MentionRef]{}, err)
			}
			for i := range refs {
				if backward {
					i = len(refs) - 1 - i
				}
				n := uint64(refs[i].Local)<<32 | uint64(refs[i].Mention)
				if from != nil && slices.Equal(it.place, rowFrom) && (n <= skip && !backward || n >= skip && backward) {
					continue
				}
				if !yield(item[graph.MentionRef]{binary.BigEndian.AppendUint64(slices.Clone(it.place), n), refs[i]}, nil) {
					return false
				}
			}
			return true
		}
		if from != nil {
			k := append(newKey(kindNamed).id(id), rowFrom...)
			p, _, err := sn.payload(k)
			if err == nil && p == nil {
				err = ErrCursor
			}
			var n namedArticle
			if err == nil {
				n, err = readNamed(k, p)
			}
			if err != nil {
				yield(item[graph.MentionRef]{}, err)
				return
			}
			if !each(item[namedArticle]{rowFrom, n}) {
				return
			}
		}
		for it, err := range articles.walk(backward, rowFrom) {
			if err != nil {
				yield(item[graph.MentionRef]{}, err)
				return
			}
			if !each(it) {
				return
			}
		}
	}
	return ordered[graph.MentionRef]{
		walk: func(backward bool, from []byte) iter.Seq2[item[graph.MentionRef], error] {
			return func(yield func(item[graph.MentionRef], error) bool) { walk(backward, from, yield) }
		},
		compare: slices.Compare[[]byte],
	}, nil
}

// mentionRefs lists the mentions of one article; the extraction is read only
// when their confidence is asked for.
func (sn *Snapshot) mentionRefs(n *namedArticle, articleKey string, minConfidence float64) ([]graph.MentionRef, error) {
	var x *graph.Extraction
	if minConfidence > 0 {
		var err error
		if x, err = sn.extraction(articleKey); err != nil {
			return nil, err
		}
	}
	var refs []graph.MentionRef
	for _, l := range n.locals {
		for m := range l.mentions {
			if x != nil && (l.index >= len(x.Entities) || m >= len(x.Entities[l.index].Mentions) || x.Entities[l.index].Mentions[m].Score < minConfidence) {
				continue
			}
			r := graph.MentionRef{Article: articleKey, Local: l.index, Mention: m, Report: -1, Entry: -1}
			r.ID = mentionID(n.article, &r)
			refs = append(refs, r)
		}
	}
	return refs, nil
}
