package nlp

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteCoNLLU writes d in the CoNLL-U format. Words of one multi-word token
// have a line for the whole before them. misc, if not nil, returns entries for
// the last column of a token, such as NER=B-PERSON, without SpaceAfter.
func WriteCoNLLU(w io.Writer, d *Document, misc func(token int32) []string) error {
	b := bufio.NewWriter(w)
	for n, s := range d.Sentences {
		if d.Paragraph[n] {
			fmt.Fprintln(b, "# newpar")
		}
		fmt.Fprintf(b, "# sent_id = %d\n# text = %s\n", n+1, oneLine(d.TextOf(s)))
		for i := s.First; i < s.End; i++ {
			writeToken(b, d, s, i, misc)
		}
		b.WriteByte('\n')
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write conllu: %w", err)
	}
	return nil
}

func writeToken(b *bufio.Writer, d *Document, s Range, i int32, misc func(int32) []string) {
	id := i - s.First + 1
	end := i + 1 // of the multi-word token that starts here
	for end < s.End && d.Glued[end] {
		end++
	}
	more := []string(nil)
	if misc != nil {
		more = misc(i)
	}
	if !d.Glued[i] && end > i+1 {
		fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", id, id+end-i-1, d.TextOf(Range{i, end}), miscColumn(spaceAfter(d, end-1), nil))
	}
	space := d.Glued[i] || end > i+1 || spaceAfter(d, i)
	head := int32(0)
	if d.Head[i] >= 0 {
		head = d.Head[i] - s.First + 1
	}
	fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", id, d.Word(i), d.Lemma[i], d.UPOS[i], d.XPOS[i], d.Feats[i],
		head, d.Deprel[i], miscColumn(space, more))
}

// spaceAfter reports whether white space, or the end of the text, follows.
func spaceAfter(d *Document, i int32) bool {
	return int(i)+1 >= len(d.Spans) || d.Spans[i+1].Start > d.Spans[i].End
}

func miscColumn(space bool, more []string) string {
	if !space {
		more = append([]string{"SpaceAfter=No"}, more...)
	}
	if len(more) == 0 {
		return "_"
	}
	return strings.Join(more, "|")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
