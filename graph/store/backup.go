package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// A backup is Badger's own stream, which has neither a checksum nor an end, in
// a frame that has both:
//
//	"parley backup\n", format version (4 bytes)
//	blocks: length (4 bytes), that many bytes of the stream
//	length 0, SHA-256 of all before it
const backupMagic = "parley backup\n"

// ErrBackup means that a file is no backup, or not a whole one.
var ErrBackup = errors.New("not a whole parley backup")

// maxBlock bounds what a damaged length can make Restore read.
const maxBlock = 1 << 20

// Backup writes one state of the store to w, while it is read and written;
// only a transaction over Badger's limits waits for it. The stream ends with a
// checksum; without it Restore refuses the file.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	b, ok := s.engine.(interface{ backup(io.Writer) error })
	if !ok {
		return errors.New("backup: the engine has none")
	}
	s.parts.Lock() // no transaction half applied, and no Close
	defer s.parts.Unlock()
	s.gate.RLock()
	closed := s.closed
	s.gate.RUnlock()
	if closed {
		return ErrClosed
	}
	sum := sha256.New()
	out := bufio.NewWriterSize(w, 1<<20)
	f := &frameWriter{ctx: ctx, w: io.MultiWriter(out, sum)}
	head := binary.BigEndian.AppendUint32([]byte(backupMagic), formatVersion)
	if _, err := f.w.Write(head); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := b.backup(f); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := f.w.Write(make([]byte, 4)); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := out.Write(sum.Sum(nil)); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

type frameWriter struct {
	ctx context.Context
	w   io.Writer
}

func (f *frameWriter) Write(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	for left := p; len(left) > 0; {
		n := min(len(left), maxBlock)
		if _, err := f.w.Write(binary.BigEndian.AppendUint32(nil, uint32(n))); err != nil {
			return 0, err
		}
		if _, err := f.w.Write(left[:n]); err != nil {
			return 0, err
		}
		left = left[n:]
	}
	return len(p), nil
}

// Restore makes a store in dir, which must not exist or be empty, from a
// backup. It builds it beside dir and renames it at the end, so that dir holds
// a whole store or nothing.
func Restore(ctx context.Context, r io.Reader, dir string) (err error) {
	if files, e := os.ReadDir(dir); e == nil && len(files) > 0 {
		return fmt.Errorf("restore to %s: directory is not empty", dir)
	}
	part := filepath.Clean(dir) + ".restoring"
	if err := os.RemoveAll(part); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	if err := os.MkdirAll(part, 0o755); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := restoreInto(ctx, r, part); err != nil {
		return fmt.Errorf("restore to %s: %w", dir, err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("restore: %w", err)
	}
	if err := os.Rename(part, dir); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return nil
}

func restoreInto(ctx context.Context, r io.Reader, dir string) error {
	f, err := newFrameReader(ctx, r)
	if err != nil {
		return err
	}
	e, err := openBadger(dir, Options{})
	if err != nil {
		return err
	}
	err = e.load(f)
	if err == nil {
		// Badger may stop at the end of the stream without asking for it.
		_, err = io.Copy(io.Discard, f)
	}
	if err == nil {
		err = e.sync()
	}
	return errors.Join(err, e.close())
}

// A frameReader gives the stream in a backup, and an error instead of its end
// when the checksum is missing or wrong.
type frameReader struct {
	ctx  context.Context
	r    *bufio.Reader
	sum  hash.Hash
	left int
	done bool
}

func newFrameReader(ctx context.Context, r io.Reader) (*frameReader, error) {
	f := &frameReader{ctx: ctx, r: bufio.NewReaderSize(r, 1<<20), sum: sha256.New()}
	head := make([]byte, len(backupMagic)+4)
	if err := f.read(head); err != nil || string(head[:len(backupMagic)]) != backupMagic {
		return nil, ErrBackup
	}
	if v := int(binary.BigEndian.Uint32(head[len(backupMagic):])); v != formatVersion {
		return nil, &VersionError{Dir: "in the backup", Have: v, Want: formatVersion}
	}
	return f, nil
}

// read fills p and adds it to the checksum.
func (f *frameReader) read(p []byte) error {
	if _, err := io.ReadFull(f.r, p); err != nil {
		return ErrBackup
	}
	f.sum.Write(p)
	return nil
}

func (f *frameReader) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	if f.done {
		return 0, io.EOF
	}
	if f.left == 0 {
		var n [4]byte
		if err := f.read(n[:]); err != nil {
			return 0, err
		}
		if f.left = int(binary.BigEndian.Uint32(n[:])); f.left > maxBlock {
			return 0, ErrBackup
		}
		if f.left == 0 {
			return 0, f.end()
		}
	}
	n := min(len(p), f.left)
	if err := f.read(p[:n]); err != nil {
		return 0, err
	}
	f.left -= n
	return n, nil
}

func (f *frameReader) end() error {
	want := f.sum.Sum(nil)
	got := make([]byte, len(want))
	if _, err := io.ReadFull(f.r, got); err != nil || string(got) != string(want) {
		return ErrBackup
	}
	f.done = true
	return io.EOF
}

// Compact rewrites the tables, which frees what was deleted and replaced. It
// may take long and can run while the store is used; a damaged table must not
// be compacted, for Badger would drop what it cannot read, so it is checked
// first.
func (s *Store) Compact(ctx context.Context) error {
	e, ok := s.engine.(interface {
		verify() error
		flatten() error
	})
	if !ok {
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.gate.RLock()
	closed := s.closed
	s.gate.RUnlock()
	switch {
	case closed:
		return ErrClosed
	case s.options.ReadOnly:
		return ErrReadOnly
	}
	if err := guarded(e.verify); err != nil {
		return fmt.Errorf("compact: %w: %w", ErrDamaged, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.flatten(); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return nil
}

// Size returns about how many bytes the store takes on disk.
func (s *Store) Size() int64 {
	if e, ok := s.engine.(interface{ size() int64 }); ok {
		return e.size()
	}
	return 0
}
