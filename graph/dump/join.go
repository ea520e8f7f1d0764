package dump

import (
	"bytes"
	"iter"
)

// A join walks sorted pairs beside records in the same order.
type join struct {
	next func() (pair, error, bool)
	stop func()
	p    pair
	err  error
	more bool
}

func newJoin(pairs iter.Seq2[pair, error]) *join {
	j := &join{}
	j.next, j.stop = iter.Pull2(pairs)
	j.p, j.err, j.more = j.next()
	return j
}

// each calls do with the rest of the key and the value of every pair whose
// key starts with prefix. Prefixes must come in order.
func (j *join) each(prefix string, do func(rest, value []byte) error) error {
	for j.more && j.err == nil {
		c := bytes.Compare(j.p.key[:min(len(prefix), len(j.p.key))], []byte(prefix))
		if c > 0 {
			return nil
		}
		if c == 0 && len(j.p.key) >= len(prefix) {
			if err := do(j.p.key[len(prefix):], j.p.value); err != nil {
				return err
			}
		}
		j.p, j.err, j.more = j.next()
	}
	return j.err
}
