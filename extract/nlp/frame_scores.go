package nlp

import (
	"context"
	"fmt"
)

// FrameScores measure predicates, their rolesets and their arguments. An
// argument is right when its role is and the word that heads it, by our tree,
// heads the gold words; strictly, when the words under it are the gold words.
type FrameScores struct {
	Predicates, Rolesets, Heads, Spans Score
	// Core is Heads for ARG0 to ARG5 alone; Roles by role.
	Core  Score
	Roles map[string]*Score
}

// ScoreFrames parses the sentences of tb, whose words are given, and compares
// the frames found with gold.
func (p *Pipeline) ScoreFrames(ctx context.Context, tb *Treebank, gold map[string][]GoldFrame) (*FrameScores, error) {
	s := &FrameScores{Roles: map[string]*Score{}}
	for i := range tb.Sentences {
		fs, ok := gold[tb.Sentences[i].ID]
		if !ok {
			continue
		}
		g := tb.Sentences[i].Tree()
		d := &Document{Text: g.Text, Spans: g.Spans, Glued: g.Glued, Sentences: g.Sentences, Paragraph: g.Paragraph}
		if err := p.analyze(ctx, d); err != nil {
			return nil, fmt.Errorf("score frames: %w", err)
		}
		s.add(d, fs)
	}
	return s, nil
}

func (s *FrameScores) add(d *Document, gold []GoldFrame) {
	found := map[int32]*Frame{}
	for i := range d.Frames {
		found[d.Frames[i].Predicate] = &d.Frames[i]
		s.Predicates.System++
		s.Rolesets.System++
		for _, a := range d.Frames[i].Args {
			s.count(a.Role, 0, 1, 0, 0)
		}
	}
	t := newTree(d)
	for _, g := range gold {
		s.Predicates.Gold++
		s.Rolesets.Gold++
		f := found[g.Predicate]
		if f != nil {
			s.Predicates.Right++
			count(&s.Rolesets.Right, f.Roleset == g.Roleset)
		}
		for _, ga := range g.Args {
			head, span := 0, 0
			if f != nil {
				h := headOf(d, ga.Words)
				for _, a := range f.Args {
					if a.Role != ga.Role {
						continue
					}
					if a.Head == h {
						head = 1
					}
					if t.subtree(a.Head, g.Predicate) == trimPunct(d, ga.Words) {
						span = 1
					}
				}
			}
			s.count(ga.Role, 1, 0, head, span)
		}
	}
}

func trimPunct(d *Document, r Range) Range {
	for r.First < r.End-1 && d.UPOS[r.First] == PosPunct {
		r.First++
	}
	for r.End > r.First+1 && d.UPOS[r.End-1] == PosPunct {
		r.End--
	}
	return r
}

func (s *FrameScores) count(role string, gold, system, head, span int) {
	s.Heads.add(gold, system, head)
	s.Spans.add(gold, system, span)
	if isCore(role) {
		s.Core.add(gold, system, head)
	}
	if s.Roles[role] == nil {
		s.Roles[role] = new(Score)
	}
	s.Roles[role].add(gold, system, head)
}
