package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
)

// sameRow reports what a view says of a key with and without the kept rows.
func sameRow(v view, key []byte) error {
	got, version, err := v.get(key)
	if err != nil {
		return err
	}
	want, wantVersion, err := v.(*badgerView).fetch(key)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) || (got == nil) != (want == nil) || version != wantVersion {
		return fmt.Errorf("%s: %q version %d with kept rows, %q version %d without", key, got, version, want, wantVersion)
	}
	return nil
}

func randomWrite(r *rand.Rand, n int) []change {
	var batch []change
	for _, k := range r.Perm(n)[:1+r.IntN(n/2)] {
		c := change{key: fmt.Appendf(nil, "key %d", k)}
		if r.IntN(4) > 0 {
			c.value = fmt.Appendf(nil, "value %d", r.IntN(1000))
		}
		batch = append(batch, c)
	}
	return batch
}

// TestHotRows holds the kept rows against the engine: views of every age must
// see what they saw.
func TestHotRows(t *testing.T) {
	e, err := openBadger("", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	e.hot.perPart = 4 * (hotOverhead + 16) // so that rows are dropped for room too
	r := rand.New(rand.NewPCG(1, 2))
	const n = 100
	var views []view
	for range 2000 {
		switch r.IntN(20) {
		case 0:
			if err := e.write(randomWrite(r, n)); err != nil {
				t.Fatal(err)
			}
		case 1:
			views = append(views, e.view())
		case 2:
			if len(views) > 4 {
				views[0].close()
				views = views[1:]
			}
		default:
			if len(views) == 0 {
				continue
			}
			if err := sameRow(views[r.IntN(len(views))], fmt.Appendf(nil, "key %d", r.IntN(n))); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, v := range views {
		v.close()
	}
}

// TestHotRowsConcurrent does so while another goroutine writes.
func TestHotRowsConcurrent(t *testing.T) {
	e, err := openBadger("", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	const n = 50
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for w := range 4 {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(3, uint64(w)))
			for {
				select {
				case <-stop:
					return
				default:
				}
				v := e.view()
				for range 20 {
					if err := sameRow(v, fmt.Appendf(nil, "key %d", r.IntN(n))); err != nil {
						t.Error(err)
						v.close()
						return
					}
				}
				v.close()
			}
		})
	}
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		if err := e.write(randomWrite(r, n)); err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	wg.Wait()
}
