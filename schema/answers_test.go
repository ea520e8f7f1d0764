package schema

import (
	"context"
	"fmt"
	"sync"
	"testing"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"
)

// TestAnswersOnce checks that clients that ask for the same at once get one
// answer, made once.
func TestAnswersOnce(t *testing.T) {
	c := newAnswers()
	var made int // by one goroutine at a time, says the race detector
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			a, done := c.get("tag", nil)
			if a == nil {
				made++
				a = &answer{Data: rawJSON(`{"n":1}`)}
				done(a)
			}
			if string(a.Data) != `{"n":1}` {
				t.Errorf("answer %s", a.Data)
			}
		})
	}
	wg.Wait()
	if made != 1 {
		t.Errorf("made %d times, want once", made)
	}
}

func TestAnswersKept(t *testing.T) {
	c := newAnswers()
	for name, bad := range map[string]*answer{
		"none":       nil,
		"no data":    {},
		"with error": {Data: rawJSON(`{}`), Errors: []*gqlerrors.QueryError{{Message: "x"}}},
		"too large":  {Data: make(rawJSON, maxAnswers/16+1)},
	} {
		_, done := c.get(name, nil)
		done(bad)
		if a, again := c.get(name, nil); a != nil {
			t.Errorf("%s: answer is kept", name)
		} else {
			again(nil)
		}
	}
	for i := range 40 {
		_, done := c.get(fmt.Sprint(i), nil)
		done(&answer{Data: make(rawJSON, maxAnswers/20)})
	}
	if c.bytes > maxAnswers {
		t.Errorf("%d bytes are kept, more than %d", c.bytes, maxAnswers)
	}
	if a, done := c.get("0", nil); a != nil {
		t.Error("the oldest answer is still kept")
	} else {
		done(nil)
	}
	if a, _ := c.get("39", nil); a == nil {
		t.Error("the latest answer is not kept")
	}
}

// TestAnswersWaitEnds checks that a client that goes away does not wait.
func TestAnswersWaitEnds(t *testing.T) {
	c := newAnswers()
	_, done := c.get("tag", nil)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if a, own := c.get("tag", gone.Done()); a != nil || own == nil {
		t.Errorf("got %v", a)
	}
	done(nil)
}
