package nlp

// A nameRecognizer finds names in two passes: the first reads every sentence
// by itself with what the document says of its words, the second reads again
// what the first found in the whole document (after Krishnan and Manning
// 2006, "An Effective Two-Stage Model for Exploiting Non-Local Dependencies
// in Named Entity Recognition").
type nameRecognizer struct {
	gaz           *gazetteer
	clusters      *clusterTable
	first, second *nameModel
}

// nameScratch is the memory of one worker.
type nameScratch struct {
	tokens []nameToken
	keys   []uint32
	sums   [numNameLabels]int32
	scores []chainRow
	shared sharedScores
	chain  chainScratch
	labels []nameLabel
	sure   []float32
}

func readNameRecognizer(r *modelReader) *nameRecognizer {
	n := &nameRecognizer{gaz: sharedGazetteer()}
	n.clusters = readClusters(r)
	n.first = readNameModel(r)
	if r.int() == 1 {
		n.second = readNameModel(r)
	}
	return n
}

// recognize fills d.Names.
func (n *nameRecognizer) recognize(d *Document, s *nameScratch) {
	s.tokens = nameTokens(d, s.tokens, n.clusters)
	n.gaz.matchAll(d, s.tokens)
	markIdle(d, s.tokens)
	doc := newNameDocument(d, s.tokens)
	s.labels, s.sure = s.labels[:0], s.sure[:0]
	for range s.tokens {
		s.labels = append(s.labels, 0)
		s.sure = append(s.sure, 1)
	}
	n.pass(d, s, doc, n.first, nil)
	if n.second != nil {
		n.pass(d, s, doc, n.second, newNamesFound(d, s.tokens, s.labels))
	}
	d.Names = d.Names[:0]
	collectNames(d, s.labels, s.sure)
}

// pass labels all sentences by one model.
func (n *nameRecognizer) pass(d *Document, s *nameScratch, doc *nameDocument, m *nameModel, found *namesFound) {
	for rest := d.Sentences; len(rest) > 0; {
		k, tokens := 1, rest[0].Len()
		for k < len(rest) && tokens+rest[k].Len() <= shareWords {
			tokens += rest[k].Len()
			k++
		}
		n.block(d, rest[:k], s, doc, m, found)
		rest = rest[k:]
	}
}

// block labels sentences in which the places of a name share their scores.
func (n *nameRecognizer) block(d *Document, sents []Range, s *nameScratch, doc *nameDocument, m *nameModel, found *namesFound) {
	first, end := int(sents[0].First), int(sents[len(sents)-1].End)
	if cap(s.scores) < end-first {
		s.scores = make([]chainRow, end-first)
	}
	block := s.scores[:end-first]
	for _, sent := range sents {
		v := &nameView{ts: s.tokens, first: int(sent.First), end: int(sent.End), doc: doc, second: found}
		for i := v.first; i < v.end; i++ {
			if s.tokens[i].idle {
				continue
			}
			s.keys = v.features(s.keys[:0], i)
			m.linear.score(s.keys, s.sums[:])
			row := &block[i-first]
			for y, x := range s.sums {
				row[y] = float32(x) / nameScale
			}
		}
	}
	s.shared.share(s.tokens[first:end], first, block)
	for _, sent := range sents {
		scores := block[int(sent.First)-first : int(sent.End)-first]
		s.chain.idle = s.chain.idle[:0]
		for i := sent.First; i < sent.End; i++ {
			s.chain.idle = append(s.chain.idle, s.tokens[i].idle)
		}
		labels := s.labels[sent.First:sent.End]
		m.chain.best(scores, &s.chain, labels)
		if found != nil || n.second == nil {
			n.certainty(scores, s, m, labels, s.sure[sent.First:sent.End])
		}
	}
}

// certainty writes the probability of the chosen label of each token of names.
func (n *nameRecognizer) certainty(scores []chainRow, s *nameScratch, m *nameModel, labels []nameLabel, sure []float32) {
	any := false
	for _, l := range labels {
		any = any || l != 0
	}
	if !any {
		return
	}
	m.chain.marginals(scores, &s.chain, nil)
	for i, l := range labels {
		sure[i] = s.chain.marginal[i][l]
	}
}

// collectNames appends the names that the labels spell.
func collectNames(d *Document, labels []nameLabel, sure []float32) {
	for i := 0; i < len(labels); i++ {
		if labels[i] == 0 {
			continue
		}
		j, score := i, max(sure[i], 1e-3)
		for labels[j].pos() == posBegin || labels[j].pos() == posInside {
			if j+1 == len(labels) {
				break
			}
			j++
			score = min(score, max(sure[j], 1e-3))
		}
		// The marginals are too sure of themselves; squared they come near
		// the share of names that are right on articles left out of training.
		d.Names = append(d.Names, Name{Tokens: Range{int32(i), int32(j + 1)}, Type: labels[i].typ(), Score: score * score})
		i = j
	}
}
