package store

import (
	"errors"
	"fmt"
)

var (
	// ErrDamaged means that stored bytes are not what was written. Run
	// parley check, and restore a backup.
	ErrDamaged = errors.New("store is damaged")
	// ErrClosed means that the store or snapshot was closed before the call.
	ErrClosed = errors.New("store is closed")
	// ErrReadOnly means a write to a store that was opened for reading.
	ErrReadOnly = errors.New("store is open for reading only")
	// ErrNotAStore means that a directory holds something other than a store.
	ErrNotAStore = errors.New("not a parley store")
	// ErrCursor means that a cursor is not one of the list it is used on.
	ErrCursor = errors.New("cursor is not of this list")
	// ErrLocked means that another process holds the store; the error is a
	// [LockedError].
	ErrLocked = errors.New("store is held by another process")
	// ErrState means that a decision does not fit the state of its article:
	// retracting a retracted one, or restoring one in use.
	ErrState = errors.New("article is in that state already")
)

// A LockedError says which process holds a store. It matches [ErrLocked].
type LockedError struct {
	Dir    string
	Holder HolderInfo // zero when the holder left no word
}

func (e *LockedError) Error() string {
	switch h := e.Holder; {
	case h.Address != "":
		return fmt.Sprintf("store %s is held by process %d, which serves %s", e.Dir, h.PID, h.Address)
	case h.PID != 0:
		return fmt.Sprintf("store %s is held by process %d", e.Dir, h.PID)
	}
	return fmt.Sprintf("store %s is held by another process", e.Dir)
}

// Is reports whether target is [ErrLocked].
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// A VersionError reports a store of another format than this program reads.
type VersionError struct {
	Dir        string
	Have, Want int
}

func (e *VersionError) Error() string {
	if e.Have > e.Want {
		return fmt.Sprintf("store %s has format %d and this program reads format %d: use a newer parley", e.Dir, e.Have, e.Want)
	}
	return fmt.Sprintf("store %s has format %d and this program reads format %d: dump it with the parley that wrote it and load the dump here", e.Dir, e.Have, e.Want)
}
