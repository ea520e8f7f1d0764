package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"sort"
)

// A mirror holds in memory all rows of the kinds that a write transaction
// looks up, as the engine has them, so that many transactions in a row, such
// as a load, need not go down the levels of tables. Only the writer uses it:
// it is always of the latest state. Rows lie in blocks without a pointer for
// each, so that millions of them cost the garbage collector nothing.
type mirror struct {
	blocks []*mirrorBlock // by first key, none empty but a single one
	bytes  int
	limit  int
}

// A mirrorBlock holds rows in the order of their keys: length of the key,
// length of the value, key, value.
type mirrorBlock struct {
	rows []byte
	at   []uint32 // where each starts
}

const (
	mirrorBlockSize = 16 << 10
	mirrorRowSize   = 6 // of the lengths
	mirrorCost      = 2 // bytes taken for a byte held: blocks are half full at first, and have room to grow
)

// mirroredKinds are what write transactions look up and scan most.
var mirroredKinds = [kindEnd]bool{kindState: true, kindLink: true, kindFacts: true, kindNamed: true, kindTotal: true, kindEntity: true, kindEvent: true}

var errMirrorFull = errors.New("mirror is full")

// newMirror reads the mirrored rows of v, or fails with errMirrorFull.
func newMirror(v view, limit int) (*mirror, error) {
	m := &mirror{blocks: []*mirrorBlock{{}}, limit: limit}
	for k, yes := range mirroredKinds {
		if !yes {
			continue
		}
		prefix := newKey(kind(k))
		for e, err := range v.scan(prefix, after(prefix), false, false) {
			if err != nil {
				return nil, err
			}
			if err := m.set(e.key, e.value); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

func (b *mirrorBlock) row(i int) (key, value []byte) {
	r := b.rows[b.at[i]:]
	k, v := int(binary.LittleEndian.Uint16(r)), int(binary.LittleEndian.Uint32(r[2:]))
	r = r[mirrorRowSize:]
	return r[:k:k], r[k : k+v : k+v]
}

// find returns the index of the first row whose key is not less, and whether
// it is the key's.
func (b *mirrorBlock) find(key []byte) (int, bool) {
	i := sort.Search(len(b.at), func(i int) bool { k, _ := b.row(i); return bytes.Compare(k, key) >= 0 })
	if i == len(b.at) {
		return i, false
	}
	k, _ := b.row(i)
	return i, bytes.Equal(k, key)
}

// block returns the index of the block where key is, or would be.
func (m *mirror) block(key []byte) int {
	i := sort.Search(len(m.blocks), func(i int) bool {
		if len(m.blocks[i].at) == 0 {
			return true
		}
		k, _ := m.blocks[i].row(0)
		return bytes.Compare(k, key) > 0
	})
	return max(i-1, 0)
}

// get returns the value of key, nil when there is none.
func (m *mirror) get(key []byte) []byte {
	b := m.blocks[m.block(key)]
	i, ok := b.find(key)
	if !ok {
		return nil
	}
	_, v := b.row(i)
	return v
}

// scan yields the rows of [from, to).
func (m *mirror) scan(from, to []byte, yield func(entry, error) bool) {
	n := m.block(from)
	i, _ := m.blocks[n].find(from)
	for ; n < len(m.blocks); n, i = n+1, 0 {
		for b := m.blocks[n]; i < len(b.at); i++ {
			k, v := b.row(i)
			if to != nil && bytes.Compare(k, to) >= 0 || !yield(entry{k, v}, nil) {
				return
			}
		}
	}
}

// apply makes the changes of a transaction that were written.
func (m *mirror) apply(batch []change) error {
	for _, c := range batch {
		switch {
		case !mirroredKinds[c.key[0]]:
		case c.value == nil:
			m.del(c.key)
		default:
			if err := m.set(c.key, c.value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *mirror) set(key, value []byte) error {
	n := m.block(key)
	b := m.blocks[n]
	i, there := b.find(key)
	if there {
		k, old := b.row(i)
		if len(old) == len(value) {
			copy(old, value)
			return nil
		}
		m.bytes -= b.cut(i, mirrorRowSize+len(k)+len(old))
	}
	row := make([]byte, 0, mirrorRowSize+len(key)+len(value))
	row = binary.LittleEndian.AppendUint16(row, uint16(len(key)))
	row = binary.LittleEndian.AppendUint32(row, uint32(len(value)))
	row = append(append(row, key...), value...)
	b.insert(i, row)
	if m.bytes += len(row) + 4; m.bytes*mirrorCost > m.limit {
		return errMirrorFull
	}
	if len(b.rows) > mirrorBlockSize && len(b.at) > 1 {
		m.split(n)
	}
	return nil
}

func (m *mirror) del(key []byte) {
	n := m.block(key)
	b := m.blocks[n]
	i, there := b.find(key)
	if !there {
		return
	}
	k, v := b.row(i)
	m.bytes -= b.cut(i, mirrorRowSize+len(k)+len(v))
	if len(b.at) == 0 && len(m.blocks) > 1 {
		m.blocks = append(m.blocks[:n], m.blocks[n+1:]...)
	}
}

// insert puts a row before row i.
func (b *mirrorBlock) insert(i int, row []byte) {
	at := uint32(len(b.rows))
	if i < len(b.at) {
		at = b.at[i]
	}
	b.rows = append(b.rows, row...)
	copy(b.rows[int(at)+len(row):], b.rows[at:len(b.rows)-len(row)])
	copy(b.rows[at:], row)
	b.at = append(b.at, 0)
	copy(b.at[i+1:], b.at[i:])
	b.at[i] = at
	for j := i + 1; j < len(b.at); j++ {
		b.at[j] += uint32(len(row))
	}
}

// cut takes out row i, of size bytes, and returns what that frees.
func (b *mirrorBlock) cut(i, size int) int {
	at := int(b.at[i])
	b.rows = append(b.rows[:at], b.rows[at+size:]...)
	b.at = append(b.at[:i], b.at[i+1:]...)
	for j := i; j < len(b.at); j++ {
		b.at[j] -= uint32(size)
	}
	return size + 4
}

// split makes two blocks of block n. Where rows come in order, as from a
// scan, the first stays nearly full.
func (m *mirror) split(n int) {
	b := m.blocks[n]
	half := len(b.at) / 2
	if n == len(m.blocks)-1 {
		half = len(b.at) - 1
	}
	from := b.at[half]
	right := &mirrorBlock{rows: bytes.Clone(b.rows[from:])}
	for _, at := range b.at[half:] {
		right.at = append(right.at, at-from)
	}
	b.rows, b.at = bytes.Clone(b.rows[:from]), append([]uint32(nil), b.at[:half]...)
	m.blocks = append(m.blocks, nil)
	copy(m.blocks[n+2:], m.blocks[n+1:])
	m.blocks[n+1] = right
}

// writerView is a view of the latest state, for the writer.
func (s *Store) writerView() (view, error) {
	v := s.engine.view()
	if s.options.MirrorBytes <= 0 || s.unheld {
		return v, nil
	}
	if s.mirror == nil {
		m, err := newMirror(v, s.options.MirrorBytes)
		if errors.Is(err, errMirrorFull) {
			s.unheld = true
			return v, nil
		}
		if err != nil {
			v.close()
			return nil, fmt.Errorf("read what writes look up: %w", err)
		}
		s.mirror = m
	}
	return mirroredView{v, s.mirror}, nil
}

// mirrorWrite brings the mirror up to date with a write. After one that
// failed the mirror is made anew.
func (s *Store) mirrorWrite(batch []change, failed error) {
	switch {
	case s.mirror == nil:
	case failed != nil:
		s.mirror = nil
	case s.mirror.apply(batch) != nil:
		s.mirror, s.unheld = nil, true
	}
}

// A mirroredView is a view of the latest state that reads the mirrored kinds
// in the mirror. Versions there are 0: nothing is cached by them.
type mirroredView struct {
	view
	m *mirror
}

func (v mirroredView) get(key []byte) ([]byte, uint64, error) {
	if mirroredKinds[key[0]] {
		return bytes.Clone(v.m.get(key)), 0, nil
	}
	return v.view.get(key)
}

func (v mirroredView) scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error] {
	if !backward && mirroredKinds[from[0]] {
		return func(yield func(entry, error) bool) { v.m.scan(from, to, yield) }
	}
	return v.view.scan(from, to, backward, keysOnly)
}
