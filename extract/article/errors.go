package article

import "errors"

// What can be wrong with an item.
var (
	// ErrEmpty means that there is no text.
	ErrEmpty = errors.New("no text")
	// ErrBinary means that a file holds bytes that no text has.
	ErrBinary = errors.New("not a text file")
	// ErrEncoding means that a file is not UTF-8.
	ErrEncoding = errors.New("not valid UTF-8")
	// ErrTooLong means that an item is larger than [MaxItem].
	ErrTooLong = errors.New("longer than 16 MB")
	// ErrFormat means that a file is not what its name or content promises.
	ErrFormat = errors.New("cannot be read")
	// ErrAddress means that an address may not be fetched.
	ErrAddress = errors.New("address refused")
)

// MaxItem is how many bytes one article may have, as it stands in its file.
const MaxItem = 16 << 20

// An ItemError says that an item could not be read.
type ItemError struct {
	Place  string // file, or file:line
	Err    error  // wraps one of the errors of this package, or an I/O error
	Advice string // what to do; may be empty
}

// Error returns the place, what is wrong and what to do, in one line.
func (e *ItemError) Error() string {
	s := e.Place + ": " + e.Err.Error()
	if e.Advice != "" {
		s += "; " + e.Advice
	}
	return s
}

// Unwrap returns e.Err.
func (e *ItemError) Unwrap() error { return e.Err }
