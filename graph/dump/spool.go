package dump

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/klauspost/compress/s2"
)

const (
	spoolMemory = 12 << 20 // bytes that a spool holds before it writes a run
	spoolRuns   = 64       // runs before they are merged into one
	pairAtSize  = 24       // bytes of a pairAt
)

// A spool sorts any number of pairs by key in bounded memory: full buffers
// go to temporary files, sorted, and are merged when they are read. Pairs of
// one key keep the order in which they were added.
type spool struct {
	dir    string
	memory int
	buf    []byte
	pairs  []pairAt
	runs   []*os.File
	n      int
}

// A pairAt is where a pair lies in the buffer; first are the bytes of its key
// with which most comparisons are done.
type pairAt struct {
	first          uint64
	at, key, value int32
}

// A pair belongs to the reader until the next one is read.
type pair struct{ key, value []byte }

// pairs are pairs on their way into a spool.
type pairs struct {
	buf []byte
	at  []pairAt
}

// add copies key and value.
func (p *pairs) add(key, value []byte) {
	p.at = append(p.at, pairAt{at: int32(len(p.buf)), key: int32(len(key)), value: int32(len(value))})
	p.buf = append(append(p.buf, key...), value...)
}

func (p *pairs) reset() { p.buf, p.at = p.buf[:0], p.at[:0] }

// addTo adds the pairs to s.
func (p *pairs) addTo(s *spool) error {
	for _, x := range p.at {
		k := x.at + x.key
		if err := s.add(p.buf[x.at:k], p.buf[k:k+x.value]); err != nil {
			return err
		}
	}
	return nil
}

// newSpool returns a spool with temporary files in dir. It holds up to memory
// bytes, or spoolMemory for 0.
func newSpool(dir string, memory int) *spool {
	return &spool{dir: dir, memory: cmp.Or(memory, spoolMemory)}
}

// add copies key and value.
func (s *spool) add(key, value []byte) error {
	if len(s.buf) > 0 && len(s.buf)+len(key)+len(value)+pairAtSize*len(s.pairs) > s.memory {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.pairs = append(s.pairs, pairAt{firstOf(key), int32(len(s.buf)), int32(len(key)), int32(len(value))})
	s.buf = append(append(s.buf, key...), value...)
	s.n++
	return nil
}

// firstOf returns the bytes of a key after the two that ids of a kind share,
// as a number that sorts as they do.
func firstOf(key []byte) uint64 {
	var b [8]byte
	if len(key) > 2 {
		copy(b[:], key[2:])
	}
	return binary.BigEndian.Uint64(b[:])
}

func (s *spool) sort() {
	slices.SortFunc(s.pairs, func(a, b pairAt) int {
		x, y := s.buf[a.at:a.at+a.key], s.buf[b.at:b.at+b.key]
		if len(x) >= 2 && len(y) >= 2 && x[0] == y[0] && x[1] == y[1] && a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		if c := bytes.Compare(x, y); c != 0 {
			return c
		}
		return cmp.Compare(a.at, b.at)
	})
}

// spill writes the buffer as a run.
func (s *spool) spill() error {
	s.sort()
	if err := s.writeRun(func(yield func(pair, error) bool) {
		for _, p := range s.pairs {
			k := p.at + p.key
			if !yield(pair{s.buf[p.at:k], s.buf[k : k+p.value]}, nil) {
				return
			}
		}
	}); err != nil {
		return err
	}
	s.buf, s.pairs = s.buf[:0], s.pairs[:0]
	if len(s.runs) < spoolRuns {
		return nil
	}
	old := s.runs
	s.runs = nil
	err := s.writeRun(mergeRuns(old))
	return errors.Join(err, closeFiles(old))
}

func (s *spool) writeRun(pairs iter.Seq2[pair, error]) error {
	f, err := tempFile(s.dir)
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	w := newTape(f)
	for p, err := range pairs {
		if err != nil {
			return err
		}
		if err := w.add(p.key, p.value); err != nil {
			return err
		}
	}
	return w.flush()
}

// all yields the pairs by key. It may be called more than once, when nothing
// is added between.
func (s *spool) all() iter.Seq2[pair, error] {
	if len(s.runs) == 0 {
		s.sort()
		return func(yield func(pair, error) bool) {
			for _, p := range s.pairs {
				k := p.at + p.key
				if !yield(pair{s.buf[p.at:k], s.buf[k : k+p.value]}, nil) {
					return
				}
			}
		}
	}
	if len(s.pairs) > 0 {
		if err := s.spill(); err != nil {
			return func(yield func(pair, error) bool) { yield(pair{}, err) }
		}
	}
	s.buf, s.pairs = nil, nil
	return mergeRuns(s.runs)
}

func (s *spool) close() error {
	s.buf, s.pairs = nil, nil
	return closeFiles(s.runs)
}

// A cursor is the next pair of a run.
type cursor struct {
	pair
	run  int
	tape *tapeReader
}

type cursors []*cursor

func (c cursors) Len() int { return len(c) }
func (c cursors) Less(i, j int) bool {
	return cmp.Or(bytes.Compare(c[i].key, c[j].key), cmp.Compare(c[i].run, c[j].run)) < 0
}
func (c cursors) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *cursors) Push(x any)   { *c = append(*c, x.(*cursor)) }
func (c *cursors) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

func mergeRuns(files []*os.File) iter.Seq2[pair, error] {
	return func(yield func(pair, error) bool) {
		var h cursors
		for i, f := range files {
			c := &cursor{run: i, tape: readTape(f)}
			p, ok, err := c.tape.next()
			if err != nil {
				yield(pair{}, err)
				return
			}
			if ok {
				c.pair = p
				h = append(h, c)
			}
		}
		heap.Init(&h)
		for len(h) > 0 {
			c := h[0]
			if !yield(c.pair, nil) {
				return
			}
			p, ok, err := c.tape.next()
			switch {
			case err != nil:
				yield(pair{}, err)
				return
			case ok:
				c.pair = p
				heap.Fix(&h, 0)
			default:
				heap.Pop(&h)
			}
		}
	}
}

// A tape writes pairs to a temporary file, compressed, in the order in which
// they come.
type tape struct {
	w *s2.Writer
	f *os.File
	b []byte
}

func newTape(f *os.File) *tape {
	return &tape{f: f, w: s2.NewWriter(f, s2.WriterBlockSize(128<<10), s2.WriterConcurrency(1))}
}

func (t *tape) add(key, value []byte) error {
	t.b = binary.AppendUvarint(t.b[:0], uint64(len(key)))
	t.b = binary.AppendUvarint(t.b, uint64(len(value)))
	t.b = append(t.b, key...)
	_, err := t.w.Write(t.b)
	if err == nil {
		_, err = t.w.Write(value)
	}
	if err != nil {
		return fmt.Errorf("temporary file %s: %w", t.f.Name(), err)
	}
	return nil
}

func (t *tape) flush() error {
	if err := t.w.Close(); err != nil {
		return fmt.Errorf("temporary file %s: %w", t.f.Name(), err)
	}
	return nil
}

// A tapeReader reads what a tape wrote, from the start.
type tapeReader struct {
	r   *bufio.Reader
	f   *os.File
	buf []byte
}

func readTape(f *os.File) *tapeReader {
	r := s2.NewReader(io.NewSectionReader(f, 0, 1<<62), s2.ReaderMaxBlockSize(128<<10))
	return &tapeReader{r: bufio.NewReaderSize(r, 32<<10), f: f}
}

func (t *tapeReader) next() (p pair, ok bool, err error) {
	k, err := binary.ReadUvarint(t.r)
	if err == io.EOF {
		return pair{}, false, nil
	}
	var v uint64
	if err == nil {
		v, err = binary.ReadUvarint(t.r)
	}
	if err == nil {
		t.buf = slices.Grow(t.buf[:0], int(k+v))[:k+v]
		_, err = io.ReadFull(t.r, t.buf)
	}
	if err != nil {
		return pair{}, false, fmt.Errorf("temporary file %s: %w", t.f.Name(), err)
	}
	return pair{t.buf[:k], t.buf[k:]}, true, nil
}

// tempFile makes a file that goes away when it is closed.
func tempFile(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "parley-dump-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file: %w", err)
	}
	// Where an open file can be removed this leaves nothing behind even when
	// the program is killed; elsewhere closeFiles removes it.
	os.Remove(f.Name())
	return f, nil
}

func closeFiles(files []*os.File) error {
	var errs []error
	for _, f := range files {
		errs = append(errs, f.Close())
		os.Remove(f.Name())
	}
	return errors.Join(errs...)
}
