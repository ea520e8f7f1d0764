package dump

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	want := bytes.Repeat([]byte("Who met whom, and when?\n"), 20000)
	for _, name := range []string{"d.jsonl", "d.jsonl.gz", "d.jsonl.zst"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			f, err := Create(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, f, want[:len(want)/2])
			if _, err := os.Stat(path); err == nil {
				t.Error("an unfinished file has its final name")
			}
			if left := f.Abort(); left != "" && left != path+".part" {
				t.Errorf("Abort left %q", left)
			}
			f, err = Create(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, f, want)
			if name == "d.jsonl" && f.Resumed() != int64(len(want)/2) {
				t.Errorf("resumed at %d, want %d", f.Resumed(), len(want)/2)
			}
			if err := f.Commit(); err != nil {
				t.Fatal(err)
			}
			r, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
				t.Errorf("read %d bytes, %v; want %d", len(got), err, len(want))
			}
			if _, err := os.Stat(path + ".part"); err == nil {
				t.Error("the partial file is still there")
			}
		})
	}
}

func write(t *testing.T, w io.Writer, b []byte) {
	t.Helper()
	for len(b) > 0 {
		n := min(10000, len(b))
		if _, err := w.Write(b[:n]); err != nil {
			t.Fatal(err)
		}
		b = b[n:]
	}
}

// TestFileOfAnotherGraph must not keep what differs, nor a longer tail.
func TestFileOfAnotherGraph(t *testing.T) {
	for _, old := range []string{"same beginning, other end", "same beginning, new end and more", "x"} {
		path := filepath.Join(t.TempDir(), "d.jsonl")
		if err := os.WriteFile(path+".part", []byte(old), 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, f, []byte("same beginning, "))
		write(t, f, []byte("new end"))
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != "same beginning, new end" {
			t.Errorf("over %q: %q", old, got)
		}
	}
}

func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		t.Skip("this system has no /dev/full: ", err)
	}
	f := &File{path: "d.jsonl", disk: &resumed{f: full}, close: func() error { return nil }}
	f.buf = f.disk
	_, err = f.Write([]byte("x"))
	if !errors.Is(err, ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
	if err != nil && !strings.Contains(err.Error(), "make room and run the same command again") {
		t.Errorf("%q does not say what to do", err)
	}
}

// TestFormatOf: the extensions lead back to their formats, compressed or not.
func TestFormatOf(t *testing.T) {
	for _, f := range Formats() {
		for _, more := range []string{"", ".gz", ".zst", ".GZ"} {
			if got, ok := FormatOf("some/graph" + f.Extension() + more); !ok || got != f {
				t.Errorf("graph%s%s: %q, %v; want %s", f.Extension(), more, got, ok, f)
			}
		}
	}
	for _, name := range []string{"", "graph", "graph.txt", "jsonl", "graph.zip", "graph.jsonl.bz2"} {
		if got, ok := FormatOf(name); ok {
			t.Errorf("%q: %s, want none", name, got)
		}
	}
}
