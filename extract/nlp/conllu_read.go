package nlp

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Treebank is gold annotation read from CoNLL-U.
type Treebank struct{ Sentences []GoldSentence }

// A GoldSentence is one sentence of a treebank.
type GoldSentence struct {
	ID           string
	Doc          int  // number of the document it belongs to
	NewParagraph bool // starts a paragraph or a document
	SpaceBefore  bool // white space stands before the first word
	Text         string
	Words        []GoldWord
}

// A GoldWord is one syntactic word of a [GoldSentence].
type GoldWord struct {
	Form, Lemma string
	UPOS        UPOS
	XPOS        XPOS
	Feats       Feats
	Head        int // 1-based; 0 for the root
	Deprel      Deprel
	// Start and End are byte offsets in Text, or -1 when the form is not there.
	Start, End int
	// Glued is true for a word that continues the multi-word token of the
	// word before it.
	Glued bool
	// SpaceAfter is true when white space follows.
	SpaceAfter bool
}

// ReadCoNLLU reads a treebank. Empty nodes are left out; a line that is not
// CoNLL-U is an error that names its number.
func ReadCoNLLU(r io.Reader) (*Treebank, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	tb := new(Treebank)
	rd := conlluReader{tb: tb, doc: -1}
	for line := 1; sc.Scan(); line++ {
		if err := rd.line(sc.Text()); err != nil {
			return nil, fmt.Errorf("read conllu line %d: %w", line, err)
		}
	}
	rd.flush()
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read conllu: %w", err)
	}
	return tb, nil
}

type conlluReader struct {
	tb       *Treebank
	doc      int
	cur      GoldSentence
	mwtEnd   int
	mwtSpace bool
	glue     bool
	noSpace  bool // the last sentence ended without a space
}

func (r *conlluReader) line(s string) error {
	switch {
	case s == "":
		r.flush()
	case s[0] == '#':
		r.comment(s)
	default:
		return r.word(strings.Split(s, "\t"))
	}
	return nil
}

func (r *conlluReader) comment(s string) {
	switch {
	case strings.HasPrefix(s, "# newdoc"):
		r.doc++
		r.cur.NewParagraph = true
	case strings.HasPrefix(s, "# newpar_block"):
	case strings.HasPrefix(s, "# newpar"):
		r.cur.NewParagraph = true
	case strings.HasPrefix(s, "# sent_id = "):
		r.cur.ID = s[12:]
	case strings.HasPrefix(s, "# text = "):
		r.cur.Text = s[9:]
	}
}

func (r *conlluReader) word(c []string) error {
	if len(c) != 10 {
		return fmt.Errorf("%d columns, want 10", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	space := !strings.Contains(c[9], "SpaceAfter=No")
	if a, b, ok := strings.Cut(c[0], "-"); ok {
		if _, err := strconv.Atoi(a); err != nil {
			return err
		}
		end, err := strconv.Atoi(b)
		if err != nil {
			return err
		}
		r.mwtEnd, r.mwtSpace = end, space
		return nil
	}
	id, err := strconv.Atoi(c[0])
	if err != nil {
		return err
	}
	head := 0
	if c[6] != "_" {
		if head, err = strconv.Atoi(c[6]); err != nil {
			return err
		}
	}
	w := GoldWord{Form: c[1], Lemma: c[2], UPOS: UPOS(indexOf(uposNames[:], c[3])), XPOS: XPOS(indexOf(xposNames[:], c[4])),
		Feats: parseFeats(c[5]), Head: head, Deprel: Deprel(indexOf(deprelNames[:], c[7])), SpaceAfter: space}
	if id <= r.mwtEnd {
		w.SpaceAfter = id == r.mwtEnd && r.mwtSpace
		w.Glued = r.glue
	}
	r.glue = id < r.mwtEnd
	r.cur.Words = append(r.cur.Words, w)
	return nil
}

func (r *conlluReader) flush() {
	r.mwtEnd, r.glue = 0, false
	if len(r.cur.Words) == 0 {
		return
	}
	r.cur.Doc = max(r.doc, 0)
	r.cur.SpaceBefore = !r.noSpace || r.cur.NewParagraph
	r.noSpace = !r.cur.Words[len(r.cur.Words)-1].SpaceAfter
	r.cur.align()
	r.tb.Sentences = append(r.tb.Sentences, r.cur)
	r.cur = GoldSentence{}
}

// align finds the bytes of each word in the text. A word whose form is not in
// the text as it stands (a corrected typo) gets what lies up to the next one.
func (s *GoldSentence) align() {
	at := 0
	for i := range s.Words {
		w := &s.Words[i]
		for at < len(s.Text) && (s.Text[at] == ' ' || strings.HasPrefix(s.Text[at:], "\u00a0")) {
			if s.Text[at] == ' ' {
				at++
			} else {
				at += 2
			}
		}
		w.Start, w.End = -1, -1
		if strings.HasPrefix(s.Text[at:], w.Form) {
			w.Start, w.End = at, at+len(w.Form)
			at = w.End
		}
	}
}

// Tree returns the sentence as a document of one sentence with gold columns,
// for training and for tests. Words that are not in the text stand in a text
// made of the forms.
func (s *GoldSentence) Tree() *Document {
	d := new(Document)
	var b strings.Builder
	for i, w := range s.Words {
		start := b.Len()
		b.WriteString(w.Form)
		d.Spans = append(d.Spans, Span{int32(start), int32(b.Len())})
		d.Glued = append(d.Glued, w.Glued)
		d.UPOS = append(d.UPOS, w.UPOS)
		d.XPOS = append(d.XPOS, w.XPOS)
		d.Feats = append(d.Feats, w.Feats)
		d.Lemma = append(d.Lemma, w.Lemma)
		d.Head = append(d.Head, int32(w.Head-1))
		d.Deprel = append(d.Deprel, w.Deprel)
		if w.SpaceAfter && i+1 < len(s.Words) {
			b.WriteByte(' ')
		}
	}
	d.Text = b.String()
	d.Sentences = []Range{{0, int32(len(d.Spans))}}
	d.Paragraph = []bool{s.NewParagraph}
	return d
}
