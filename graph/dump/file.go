package dump

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/klauspost/compress/zstd"
)

// partial is what the name of a file that is not complete ends in.
const partial = ".part"

// A File is a dump on its way to disk. Until Commit it lies beside its final
// place under the name with ".part" added; what an earlier run that was
// interrupted left there is kept as far as it is the same, so that the disk
// writes only the rest. A name that ends in .gz or .zst is compressed.
type File struct {
	path  string
	disk  *resumed
	buf   io.Writer // what Write writes to
	close func() error
}

// ErrFull means that the disk has no room for the dump.
var ErrFull = errors.New("the disk is full")

// Create starts the file at path.
func Create(path string) (*File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("create %s: it exists and is no regular file", path)
	}
	f, err := os.OpenFile(path+partial, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("create %s: %w", path, err), f.Close())
	}
	out := &File{path: path, disk: &resumed{f: f, size: info.Size()}, close: func() error { return nil }}
	out.buf = out.disk
	switch filepath.Ext(path) {
	case ".gz":
		z := gzip.NewWriter(out.disk)
		out.buf, out.close = z, z.Close
	case ".zst":
		// One thread, so that the same input gives the same bytes.
		z, err := zstd.NewWriter(out.disk, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		out.buf, out.close = z, z.Close
	}
	return out, nil
}

// Write adds to the file.
func (f *File) Write(b []byte) (int, error) {
	n, err := f.buf.Write(b)
	return n, f.explain(err)
}

func (f *File) explain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %s has %d bytes so far; make room and run the same command again to go on from there", ErrFull, f.path+partial, f.disk.at)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.path+partial, err)
	}
	return nil
}

// Resumed returns how many bytes an earlier run had written already.
func (f *File) Resumed() int64 { return f.disk.kept }

// Commit completes the file and gives it its name, in the place of what had
// it before.
func (f *File) Commit() error {
	err := f.close()
	if err == nil {
		err = f.disk.finish()
	}
	if err != nil {
		return errors.Join(f.explain(err), f.disk.f.Close())
	}
	if err := f.disk.f.Close(); err != nil {
		return f.explain(err)
	}
	if err := os.Rename(f.path+partial, f.path); err != nil {
		return fmt.Errorf("complete %s: %w", f.path, err)
	}
	return syncFolder(filepath.Dir(f.path))
}

// Abort leaves the file as it is, to be resumed, and removes it when it holds
// nothing. It returns the name of what is left, or "".
func (f *File) Abort() string {
	_ = f.disk.f.Close() // what it holds is compared when it is resumed
	if f.disk.at == 0 && f.disk.size == 0 {
		os.Remove(f.path + partial)
		return ""
	}
	return f.path + partial
}

// syncFolder makes a rename in dir last. Systems that cannot do it for a
// folder do not need it.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}

// A resumed file compares what is written with what it holds, and writes from
// the first difference on. Dumps are deterministic, so after an interruption
// that is where it stopped.
type resumed struct {
	f        *os.File
	at, size int64 // where the next byte goes; what the file holds
	kept     int64
	buf      []byte
}

func (r *resumed) Write(b []byte) (int, error) {
	done := 0
	for done < len(b) && r.at < r.size {
		n := int(min(int64(len(b)-done), r.size-r.at, 64<<10))
		if cap(r.buf) < n {
			r.buf = make([]byte, 64<<10)
		}
		old := r.buf[:n]
		if _, err := r.f.ReadAt(old, r.at); err != nil {
			return done, err
		}
		if !bytes.Equal(old, b[done:done+n]) {
			if err := r.f.Truncate(r.at); err != nil {
				return done, err
			}
			r.size = r.at
			break
		}
		done += n
		r.at += int64(n)
		r.kept = r.at
	}
	if done == len(b) {
		return done, nil
	}
	n, err := r.f.WriteAt(b[done:], r.at)
	r.at += int64(n)
	r.size = r.at
	return done + n, err
}

// finish cuts off what an earlier, longer file held, and waits for the disk.
func (r *resumed) finish() error {
	if r.size > r.at {
		if err := r.f.Truncate(r.at); err != nil {
			return err
		}
	}
	return r.f.Sync()
}

// Open opens a dump for reading; .gz and .zst are uncompressed.
func Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".gz":
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), f.Close())
		}
		return &opened{z, f}, nil
	case ".zst":
		z, err := zstd.NewReader(f)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), f.Close())
		}
		return &opened{z.IOReadCloser(), f}, nil
	}
	return f, nil
}

type opened struct {
	io.ReadCloser
	f *os.File
}

func (o *opened) Close() error { return errors.Join(o.ReadCloser.Close(), o.f.Close()) }
