package nlp

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A GoldFrame is a predicate of PropBank with its argument spans, over the
// words of one sentence.
type GoldFrame struct {
	Predicate int32
	Roleset   string
	Args      []GoldArgument
}

// A GoldArgument is a role and the words that fill it.
type GoldArgument struct {
	Role  string
	Words Range
}

// ReadPropBank reads frames in the columns of CoNLL 2012, by the identifier of
// the sentence.
func ReadPropBank(r io.Reader) (map[string][]GoldFrame, error) {
	out := map[string][]GoldFrame{}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	id := ""
	var rows [][]string
	flush := func() error {
		if len(rows) == 0 {
			return nil
		}
		fs, err := framesOf(rows)
		if err != nil {
			return fmt.Errorf("read propbank sentence %s: %w", id, err)
		}
		out[id], rows = fs, nil
		return nil
	}
	for sc.Scan() {
		line := sc.Text()
		switch {
		case line == "":
			if err := flush(); err != nil {
				return nil, err
			}
		case strings.HasPrefix(line, "# sent_id = "):
			id = line[len("# sent_id = "):]
		case line[0] != '#':
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read propbank: %w", err)
	}
	return out, nil
}

// framesOf reads the columns of one sentence.
func framesOf(rows [][]string) ([]GoldFrame, error) {
	var out []GoldFrame
	for i, c := range rows {
		if len(c) != len(rows[0]) || len(c) < 7 {
			return nil, fmt.Errorf("word %d has %d columns", i+1, len(c))
		}
		if c[6] != "-" {
			out = append(out, GoldFrame{Predicate: int32(i), Roleset: c[6]})
		}
	}
	if len(out) != len(rows[0])-7 {
		return nil, fmt.Errorf("%d predicates, %d columns of arguments", len(out), len(rows[0])-7)
	}
	for k := range out {
		role, start := "", 0
		for i, c := range rows {
			cell := c[7+k]
			if rest, ok := strings.CutPrefix(cell, "("); ok {
				role, start = strings.TrimRight(rest, "*)"), i
			}
			if strings.HasSuffix(cell, ")") && role != "" {
				if role != "V" {
					out[k].Args = append(out[k].Args, GoldArgument{role, Range{int32(start), int32(i + 1)}})
				}
				role = ""
			}
		}
	}
	return out, nil
}

// headOf returns the word of r that no other word of r governs, the highest
// and first if there are several; offset is that of r's sentence.
func headOf(d *Document, r Range) int32 {
	best, least := r.First, 1<<20
	for i := r.First; i < r.End; i++ {
		if h := d.Head[i]; h >= r.First && h < r.End {
			continue
		}
		depth := 0
		for x := d.Head[i]; x >= 0; x = d.Head[x] {
			depth++
		}
		if d.Deprel[i] == Punct {
			depth += 100
		}
		if depth < least {
			best, least = i, depth
		}
	}
	return best
}
