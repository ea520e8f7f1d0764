package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// badgerEngine is the embedded engine. This file alone imports Badger.
type badgerEngine struct {
	db  *badger.DB
	hot *hotRows
}

// hotBytes is what the rows kept in memory may take.
const hotBytes = 96 << 20

// streamingBlocks is the size of Badger's cache of blocks, by default 128 MB,
// for who reads each block once.
const streamingBlocks = 4 << 20

// openBadger opens or creates the database in dir, or one in memory when dir
// is empty.
func openBadger(dir string, with Options) (*badgerEngine, error) {
	o := badger.DefaultOptions(dir).
		WithInMemory(dir == "").
		WithLogger(badgerLog{with.Logger}).
		WithReadOnly(with.ReadOnly).
		// One writer, so there is nothing to detect.
		WithDetectConflicts(false).
		// The defaults make sparse files of 2 GB and use over 600 MB of
		// memory; these hold a graph of 100,000 articles in about 500 MB.
		WithValueLogFileSize(64 << 20).
		WithMemTableSize(48 << 20).
		WithNumMemtables(3).
		WithBlockCacheSize(128 << 20).
		WithIndexCacheSize(64 << 20).
		WithCompression(options.ZSTD).
		WithZSTDCompressionLevel(1).
		WithNumCompactors(2).
		WithMetricsEnabled(false)
	if dir == "" {
		o = o.WithMemTableSize(16 << 20).WithBlockCacheSize(8 << 20).WithIndexCacheSize(8 << 20)
	}
	if with.Streaming {
		o = o.WithBlockCacheSize(streamingBlocks)
	}
	if with.CheckTables {
		o = o.WithChecksumVerificationMode(options.OnTableRead)
	}
	db, err := badger.Open(o)
	if err != nil {
		// Badger has no sentinel for its directory lock.
		if strings.Contains(err.Error(), "Another process is using this Badger database") {
			return nil, ErrLocked
		}
		return nil, err
	}
	return &badgerEngine{db, newHotRows(hotBytes)}, nil
}

func (e *badgerEngine) view() view {
	v := &badgerView{hot: e.hot}
	state, ok := e.hot.view(func() { v.txn = e.db.NewTransaction(false) })
	if v.state = state; !ok {
		v.hot = nil
	}
	return v
}

func (e *badgerEngine) write(batch []change) error {
	e.hot.beginWrite()
	defer e.hot.endWrite(batch)
	txn := e.db.NewTransaction(true)
	defer txn.Discard()
	for _, c := range batch {
		var err error
		if c.value == nil {
			err = txn.Delete(c.key)
		} else {
			err = txn.SetEntry(badger.NewEntry(c.key, c.value))
		}
		if errors.Is(err, badger.ErrTxnTooBig) {
			return errTooBig
		}
		if err != nil {
			return err
		}
	}
	err := txn.Commit()
	if errors.Is(err, badger.ErrTxnTooBig) {
		return errTooBig
	}
	return err
}

func (e *badgerEngine) sync() error {
	if e.db.Opts().InMemory {
		return nil
	}
	return e.db.Sync()
}

func (e *badgerEngine) close() error { return e.db.Close() }

// flatten rewrites the tables, which drops deleted keys and old versions.
func (e *badgerEngine) flatten() error {
	if err := e.db.Flatten(2); err != nil {
		return err
	}
	for {
		if err := e.db.RunValueLogGC(0.5); err != nil {
			if errors.Is(err, badger.ErrNoRewrite) || errors.Is(err, badger.ErrRejected) || errors.Is(err, badger.ErrGCInMemoryMode) {
				return nil
			}
			return err
		}
	}
}

// verify reads every table. On some damage Badger panics instead of returning
// an error; Check therefore calls it in a process of its own.
func (e *badgerEngine) verify() error { return e.db.VerifyChecksum() }

// backup writes all live keys to w, of one state; load reads them into an
// empty engine.
func (e *badgerEngine) backup(w io.Writer) error {
	_, err := e.db.Backup(w, 0)
	return err
}

func (e *badgerEngine) load(r io.Reader) error {
	e.hot = newHotRows(hotBytes) // there are no views of an empty engine
	return e.db.Load(r, 64)
}

func (e *badgerEngine) size() (bytes int64) {
	lsm, vlog := e.db.Size()
	return lsm + vlog
}

// badgerView is a read-only transaction. Badger's read-only transactions keep
// no record of reads, so goroutines can share one: TestConcurrentReads runs
// them under the race detector.
type badgerView struct {
	txn    *badger.Txn
	hot    *hotRows // nil: without
	state  uint64   // in hot
	once   sync.Once
	closed atomic.Bool
}

func (v *badgerView) close() {
	v.once.Do(func() {
		v.closed.Store(true)
		v.txn.Discard()
	})
}

func (v *badgerView) get(key []byte) ([]byte, uint64, error) {
	if v.hot == nil || kind(key[0]) == kindState {
		return v.fetch(key) // the resolver keeps what it needs of its state
	}
	if v.closed.Load() {
		return nil, 0, ErrClosed
	}
	if r, ok := v.hot.get(key, v.state); ok {
		return r.value, r.version, nil
	}
	value, version, err := v.fetch(key)
	if err == nil {
		v.hot.put(key, value, version, v.state)
	}
	return value, version, err
}

func (v *badgerView) fetch(key []byte) ([]byte, uint64, error) {
	item, err := v.txn.Get(key)
	switch {
	case errors.Is(err, badger.ErrKeyNotFound):
		return nil, 0, nil
	case errors.Is(err, badger.ErrDiscardedTxn):
		return nil, 0, ErrClosed
	case err != nil:
		return nil, 0, fmt.Errorf("get %x: %w", key, err)
	}
	value, err := item.ValueCopy(nil)
	if err != nil {
		return nil, 0, fmt.Errorf("get %x: %w", key, err)
	}
	return value, item.Version(), nil
}

func (v *badgerView) scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		o := badger.DefaultIteratorOptions
		// Values lie beside the keys, so prefetching them only costs a
		// goroutine each.
		o.PrefetchValues = false
		o.Reverse = backward
		o.Prefix = commonPrefix(from, to)
		it := v.txn.NewIterator(o)
		defer it.Close()
		if backward {
			it.Seek(to)
		} else {
			it.Seek(from)
		}
		for ; it.Valid(); it.Next() {
			item := it.Item()
			k := item.Key()
			if backward {
				if bytes.Compare(k, to) >= 0 {
					continue
				}
				if bytes.Compare(k, from) < 0 {
					return
				}
			} else if bytes.Compare(k, to) >= 0 {
				return
			}
			if keysOnly {
				if !yield(entry{key: k}, nil) {
					return
				}
				continue
			}
			more := true
			err := item.Value(func(value []byte) error {
				more = yield(entry{k, value}, nil)
				return nil
			})
			if err != nil {
				yield(entry{}, fmt.Errorf("scan at %x: %w", k, err))
				return
			}
			if !more {
				return
			}
		}
	}
}

// commonPrefix lets Badger pass over the tables that have no such key. For a
// backward scan it must cover to itself, where the scan starts, and it does.
func commonPrefix(from, to []byte) []byte {
	n := 0
	for n < len(from) && n < len(to) && from[n] == to[n] {
		n++
	}
	return from[:n]
}

// badgerLog hands Badger's log lines on. What is not an error is of interest
// only to who looks for it.
type badgerLog struct{ log *slog.Logger }

func (l badgerLog) say(level slog.Level, format string, args []any) {
	if l.log != nil && l.log.Enabled(context.Background(), level) {
		l.log.Log(context.Background(), level, strings.TrimSpace(fmt.Sprintf(format, args...)), "from", "badger")
	}
}

func (l badgerLog) Errorf(format string, args ...any)   { l.say(slog.LevelError, format, args) }
func (l badgerLog) Warningf(format string, args ...any) { l.say(slog.LevelWarn, format, args) }
func (l badgerLog) Infof(format string, args ...any)    { l.say(slog.LevelDebug, format, args) }
func (l badgerLog) Debugf(format string, args ...any)   { l.say(slog.LevelDebug, format, args) }
