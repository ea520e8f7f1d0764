package store

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A transaction over the engine's limits is written in three steps: all its
// changes as a list in the intent keys, then the intent's head, which is the
// moment it counts as done, then the changes themselves, in parts. After a
// crash before the head the list is dropped, after it the parts are written
// again, which does no harm. No snapshot is taken between the parts.

// intentPart is how much of a list one key holds.
const intentPart = 512 << 10

// partBytes and partKeys keep a part of a transaction within Badger's limits,
// 15 % of the 48 MB memtable and a node of about 100 bytes a key.
const (
	partBytes = 3 << 20
	partKeys  = 20_000
)

// forceParts makes tests write every transaction in parts.
var forceParts bool

func intentKey(n int) key { return newKey(kindIntent).num(int64(n)) }

// write makes the changes, whole or not at all, and waits for the disk.
func (s *Store) write(batch []change) error {
	size := 0
	for _, c := range batch {
		size += len(c.key) + len(c.value)
	}
	err := errTooBig
	if size < 2*partBytes && len(batch) < 2*partKeys && !forceParts {
		err = s.engine.write(batch)
	}
	if errors.Is(err, errTooBig) {
		err = s.writeParts(batch)
	}
	if err != nil {
		return fmt.Errorf("write %d keys: %w", len(batch), err)
	}
	if s.options.NoSync {
		return nil
	}
	return s.engine.sync()
}

func (s *Store) writeParts(batch []change) error {
	n, err := s.writeIntent(batch)
	if err != nil {
		return err // the list has no head and is dropped at the next Open
	}
	s.parts.Lock()
	defer s.parts.Unlock()
	s.gate.Lock()
	defer s.gate.Unlock()
	if err := s.applyParts(batch); err != nil {
		s.broken = err
		return err
	}
	if err := s.dropIntent(n); err != nil {
		s.broken = err
		return err
	}
	return nil
}

// writeIntent writes the list and its head and returns the number of its keys.
func (s *Store) writeIntent(batch []change) (int, error) {
	n := 0
	var list []byte
	flush := func() error {
		n++
		k := intentKey(n)
		err := s.engine.write([]change{{k, seal(k, list)}})
		list = list[:0]
		return err
	}
	for _, c := range batch {
		list = appendText(list, string(c.key))
		if c.value == nil {
			list = append(list, 0)
		} else {
			list = append(list, 1)
			list = appendText(list, string(c.value))
		}
		if len(list) >= intentPart {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	if err := flush(); err != nil {
		return n, err
	}
	k := intentKey(0)
	if err := s.engine.write([]change{{k, seal(k, binary.AppendUvarint(nil, uint64(n)))}}); err != nil {
		return n, err
	}
	return n, s.engine.sync()
}

func (s *Store) applyParts(batch []change) error {
	most := partKeys
	if forceParts {
		most = len(batch)/3 + 1
	}
	for len(batch) > 0 {
		n, size := 0, 0
		for n < len(batch) && n < most && (n == 0 || size < partBytes) {
			size += len(batch[n].key) + len(batch[n].value)
			n++
		}
		if err := s.engine.write(batch[:n]); err != nil {
			return err
		}
		batch = batch[n:]
	}
	return s.engine.sync()
}

func (s *Store) dropIntent(n int) error {
	if err := s.engine.write([]change{{key: intentKey(0)}}); err != nil {
		return err
	}
	for i := 1; i <= n; i++ {
		if err := s.engine.write([]change{{key: intentKey(i)}}); err != nil {
			return err
		}
	}
	return nil
}

// replayIntent finishes a transaction of which the head was written, and
// drops one of which it was not.
func (s *Store) replayIntent() error {
	v := s.engine.view()
	defer v.close()
	var head, last int
	var batch []change
	prefix := newKey(kindIntent)
	for e, err := range v.scan(prefix, after(prefix), false, false) {
		if err != nil {
			return err
		}
		_, p, err := unseal(e.key, e.value)
		if err != nil {
			return err
		}
		_, kf := parseKey(e.key)
		f := fields{b: p}
		if last = int(kf.num()); last == 0 {
			head = int(f.uvarint())
			continue
		}
		for len(f.b) > 0 && f.err == nil {
			c := change{key: []byte(f.text())}
			if f.byte() == 1 {
				c.value = []byte(f.text())
			}
			batch = append(batch, c)
		}
		if f.err != nil {
			return damaged(e.key, f.err)
		}
	}
	if last == 0 && head == 0 {
		return nil
	}
	if head > 0 {
		if last != head {
			return fmt.Errorf("%w: intent has %d parts of %d", ErrDamaged, last, head)
		}
		s.log.Warn("finishing an interrupted transaction", "keys", len(batch))
		if err := s.applyParts(batch); err != nil {
			return err
		}
	}
	return s.dropIntent(last)
}
