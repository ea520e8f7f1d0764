package schema

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestQueue fills a queue: who comes next waits, until a place is left, one
// who has it takes too long, or the waiting ends.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := make(queue, 2)
		ctx := context.Background()
		begin := time.Now()
		leaveFirst, leaveSecond := q.enter(ctx), q.enter(ctx)
		if time.Since(begin) != 0 {
			t.Error("an empty queue lets nobody in")
		}
		time.AfterFunc(10*time.Millisecond, leaveFirst)
		leaveThird := q.enter(ctx)
		if d := time.Since(begin); d != 10*time.Millisecond {
			t.Errorf("a place was left after 10ms, taken after %v", d)
		}
		short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
		defer cancel()
		q.enter(short)()
		if d := time.Since(begin); d != 15*time.Millisecond {
			t.Errorf("who waits for 5ms waited until %v", d)
		}
		leaveFourth := q.enter(ctx)
		if d := time.Since(begin); d != patience {
			t.Errorf("who has a place for too long lost it after %v", d)
		}
		leaveSecond() // has lost it already
		leaveThird()
		leaveFourth()
		if len(q) != 0 {
			t.Errorf("%d places are taken by nobody", len(q))
		}
	})
}
