// Package store keeps the graph in one directory, in an embedded Badger
// database.
//
// # What it promises
//
// An article goes in whole or not at all, with all that follows from it: its
// extraction, the entities and events that a [Resolver] makes of it, and every
// index. After a crash the indexes agree with the records, and [Store.Check]
// proves it. The same article again is a no-op; a changed text replaces what
// the old one said; a retraction leaves nothing but the article's own record
// and the decision.
//
// Reads run on a [Snapshot], one state of the whole graph. A page of a list
// costs the page and not the list: events stand in lists by date, each row
// with enough to filter by, and counts are kept as totals.
//
// # What it does not
//
// It reads no text and decides nothing about identity. One process writes at a
// time; a second gets a [LockedError].
//
// # Reading order
//
// keys.go lists every key. engine.go is what is asked of a database, badger.go
// the one there is. tx.go is the write transaction, with the rows_ files for
// what each record adds to the indexes; write.go is how articles and decisions
// come in. snapshot.go and what follows it answer questions. check.go,
// verify.go and backup.go keep it honest.
package store

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"parley/graph"
)

// formatVersion is the version of everything on disk.
//
//	1: the first
const formatVersion = 1

// Options configure a [Store]. The zero value opens one for reading and
// writing that cannot add articles, for want of a resolver.
type Options struct {
	// Resolver turns articles into the graph. Writes need it.
	Resolver Resolver
	// Logger is told of what is unusual. Nil is silence.
	Logger *slog.Logger
	// ReadOnly allows several processes to read at once. It fails after an
	// unclean stop, until the store was opened for writing once.
	ReadOnly bool
	// CheckTables reads all data at Open and fails if any block is damaged:
	// about 0.4 s per GB more. Some damage ends the process, see [Store.Check].
	CheckTables bool
	// Memory keeps the store in memory only; the directory must be empty.
	Memory bool
	// Streaming makes the caches of the database small, for a process that
	// reads the graph from end to end and nothing twice, as a dump does.
	Streaming bool
	// NoSync leaves the moment of writing to the disk to the system: a killed
	// process loses nothing, a power cut may. The default is to wait for the
	// disk at each commit, about 0.5 ms.
	NoSync bool
	// CacheBytes bounds the decoded records in memory. The default is 128 MB.
	CacheBytes int
	// MirrorBytes is how much memory may go into a copy of the rows that writes
	// look up, for a process that adds many articles: it is read at the first
	// write, takes up to 20 KB for an article stored, and is let go where it
	// would grow over this. The default is none.
	MirrorBytes int
	// Now is the clock of local facts. The default is time.Now.
	Now func() time.Time
}

// A Store is an open store. Its methods are safe for concurrent use.
type Store struct {
	dir      string
	options  Options
	resolver Resolver
	engine   engine
	cached   *cache
	now      func() time.Time
	log      *slog.Logger

	writing  sync.Mutex        // the one writer
	outletOf map[string]string // outlets by article id; under writing
	broken   error             // set when a commit stopped half way; under writing
	mirror   *mirror           // nil until the first write, and without; under writing
	unheld   bool              // the mirror would be too large; under writing

	// parts is held while a transaction is applied in parts, and by a backup,
	// which must not see some of them. It is taken after writing, before gate.
	parts sync.Mutex
	// gate is held for writing while a transaction over the engine's limits
	// is applied in parts, so that no snapshot sees a part.
	gate   sync.RWMutex
	closed bool // under gate

	broker broker
}

// Open opens the store in dir, and creates it when there is none. When another
// process has it, the error is a [LockedError]; when it is of another format,
// a [VersionError].
func Open(dir string, o Options) (*Store, error) {
	if o.Memory {
		if dir != "" {
			return nil, fmt.Errorf("open store in memory: directory %s given", dir)
		}
	} else if err := prepareDir(dir, o.ReadOnly); err != nil {
		return nil, err
	}
	e, err := openBadger(dir, o)
	if errors.Is(err, ErrLocked) {
		h, _ := Holder(dir) // without it the error still says enough
		return nil, &LockedError{Dir: dir, Holder: h}
	}
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	s := &Store{dir: dir, options: o, resolver: o.Resolver, engine: e, now: o.Now, log: o.Logger, outletOf: map[string]string{}}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	limit := o.CacheBytes
	if limit == 0 {
		limit = 128 << 20
	}
	s.cached = newCache(limit)
	if err := s.start(); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return s, nil
}

// prepareDir refuses a directory with something else in it, before Badger
// fills it with files.
func prepareDir(dir string, readOnly bool) error {
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) && !readOnly {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("create store: %w", err)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if len(files) == 0 && !readOnly {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, "MANIFEST")); err != nil {
		return fmt.Errorf("open %s: %w", dir, ErrNotAStore)
	}
	return nil
}

// start checks the format, finishes a transaction that a crash interrupted,
// and says who holds the store.
func (s *Store) start() error {
	v := s.engine.view()
	raw, _, err := v.get(metaKey("format"))
	if err == nil && raw != nil {
		var p []byte
		if _, p, err = unseal(metaKey("format"), raw); err == nil {
			f := fields{b: p}
			if have := int(f.uvarint()); have != formatVersion {
				err = &VersionError{Dir: s.dir, Have: have, Want: formatVersion}
			}
		}
	}
	v.close()
	if err != nil {
		return err
	}
	if s.options.ReadOnly {
		if raw == nil {
			return fmt.Errorf("open %s: %w", s.dir, ErrNotAStore)
		}
		return nil
	}
	if raw == nil {
		if err := s.create(); err != nil {
			return err
		}
	}
	if err := s.replayIntent(); err != nil {
		return fmt.Errorf("finish the interrupted transaction of store %s: %w", s.dir, err)
	}
	if s.options.Memory {
		return nil
	}
	return writeHolder(s.dir, HolderInfo{PID: os.Getpid()})
}

// create writes the keys of an empty store.
func (s *Store) create() error {
	totals := graphTotals{Entities: make([]int, 4), Keys: make([]int, kindEnd)}
	totals.Keys[kindMeta] = 2
	batch := []change{
		{metaKey("format"), seal(metaKey("format"), []byte{formatVersion})},
		{metaKey("totals"), seal(metaKey("totals"), encode(nil, &totals))},
	}
	if err := s.engine.write(batch); err != nil {
		return fmt.Errorf("create store %s: %w", s.dir, err)
	}
	return s.engine.sync()
}

// SetAddress tells other processes where the store's holder serves; see
// [Holder].
func (s *Store) SetAddress(address string) error {
	if s.options.ReadOnly || s.options.Memory {
		return nil
	}
	return writeHolder(s.dir, HolderInfo{PID: os.Getpid(), Address: address})
}

// Dir returns the directory of the store, "" for one in memory.
func (s *Store) Dir() string { return s.dir }

// Close waits for the writer and a backup, ends subscriptions and closes the store. Open
// snapshots must be closed before. A second call does nothing.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.parts.Lock()
	defer s.parts.Unlock()
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	s.broker.close()
	err := s.engine.close()
	if !s.options.ReadOnly && !s.options.Memory {
		if e := os.Remove(filepath.Join(s.dir, holderFile)); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	if err != nil {
		return fmt.Errorf("close store %s: %w", s.dir, err)
	}
	return nil
}

// begin locks out other writers and returns a transaction; end it with end.
func (s *Store) begin() (*tx, error) {
	s.writing.Lock()
	var err error
	switch s.gate.RLock(); {
	case s.closed:
		err = ErrClosed
	case s.options.ReadOnly:
		err = ErrReadOnly
	case s.broken != nil:
		err = fmt.Errorf("an earlier write stopped half way, open the store again: %w", s.broken)
	case s.resolver == nil:
		err = errors.New("store was opened without a resolver")
	}
	s.gate.RUnlock()
	if err != nil {
		s.writing.Unlock()
		return nil, err
	}
	t, err := s.newTx()
	if err != nil {
		s.writing.Unlock()
		return nil, err
	}
	return t, nil
}

func (s *Store) end(t *tx) {
	t.close()
	s.writing.Unlock()
}

// publish tells subscribers what a transaction changed.
func (s *Store) publish(changes []graph.ChangeRecord) { s.broker.publish(changes) }
