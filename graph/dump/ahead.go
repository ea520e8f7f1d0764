package dump

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// aheadBatch is how many items go to a worker at a time, so that handing them
// over costs little.
const aheadBatch = 16

// ahead yields what do makes of the items of seq, in their order. seq runs on
// a goroutine of its own and do on several, ahead of the loop; all have
// stopped when the loop has.
func ahead[T, R any](ctx context.Context, seq iter.Seq2[T, error], do func(T) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		workers := runtime.GOMAXPROCS(0)
		todo, order := make(chan *job[T, R]), make(chan *job[T, R], 2*workers)
		var running sync.WaitGroup
		running.Go(func() {
			defer close(order)
			defer close(todo)
			deal(ctx, seq, todo, order)
		})
		for range workers {
			running.Go(func() {
				for j := range todo {
					j.run(do)
				}
			})
		}
		defer running.Wait()
		defer cancel()
		for j := range order {
			select {
			case <-j.done:
			case <-ctx.Done():
				var none R
				yield(none, ctx.Err())
				return
			}
			for _, r := range j.out {
				if !yield(r, nil) {
					return
				}
			}
			if j.err != nil {
				var none R
				yield(none, j.err)
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none R
			yield(none, err)
		}
	}
}

// A job is a batch on its way.
type job[T, R any] struct {
	in   []T
	out  []R
	err  error // of seq after in, or of do
	done chan struct{}
}

func (j *job[T, R]) run(do func(T) (R, error)) {
	defer close(j.done)
	j.out = make([]R, 0, len(j.in))
	for _, x := range j.in {
		r, err := do(x)
		if err != nil {
			j.err = err
			return
		}
		j.out = append(j.out, r)
	}
}

// deal puts the items of seq into jobs until it ends, fails or ctx does.
func deal[T, R any](ctx context.Context, seq iter.Seq2[T, error], todo, order chan<- *job[T, R]) {
	j := &job[T, R]{done: make(chan struct{})}
	send := func() bool {
		select {
		case order <- j:
		case <-ctx.Done():
			return false
		}
		select {
		case todo <- j:
		case <-ctx.Done():
			return false
		}
		j = &job[T, R]{done: make(chan struct{})}
		return true
	}
	for x, err := range seq {
		if err != nil {
			j.err = err
			break
		}
		if j.in = append(j.in, x); len(j.in) == aheadBatch && !send() {
			return
		}
	}
	send()
}
