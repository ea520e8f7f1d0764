package dump

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"

	"parley/graph"
)

// aheadBatch is how many items go to a worker at a time, so that handing them
// over costs little.
const aheadBatch = 32

// A batch is what comes of some items, in their order. It is used again after
// a reset.
type batch interface{ reset() }

// ahead yields what do makes of the items of seq, in their order and a batch
// at a time; a batch is the loop's until its body ends. seq runs on a
// goroutine of its own and do on several, ahead of the loop; all have stopped
// when the loop has.
func ahead[T any, B batch](ctx context.Context, seq iter.Seq2[T, error], create func() B, do func(B, T) error) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		workers := runtime.GOMAXPROCS(0)
		todo, order := make(chan *job[T, B]), make(chan *job[T, B], 2*workers)
		idle := make(chan *job[T, B], 4*workers) // done with, to be used again
		var running sync.WaitGroup
		running.Go(func() {
			defer close(order)
			defer close(todo)
			deal(ctx, seq, create, todo, order, idle)
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
		var none B
		for j := range order {
			select {
			case <-j.done:
			case <-ctx.Done():
				yield(none, ctx.Err())
				return
			}
			if !yield(j.out, nil) {
				return
			}
			if j.err != nil {
				yield(none, j.err)
				return
			}
			select {
			case idle <- j:
			default:
			}
		}
		if err := ctx.Err(); err != nil {
			yield(none, err)
		}
	}
}

// A job is a batch on its way.
type job[T any, B batch] struct {
	in   []T
	out  B
	err  error // of seq after in, or of do
	done chan struct{}
}

func (j *job[T, B]) run(do func(B, T) error) {
	defer func() { j.done <- struct{}{} }()
	for _, x := range j.in {
		if err := do(j.out, x); err != nil {
			j.err = err
			return
		}
	}
}

// deal puts the items of seq into jobs until it ends, fails or ctx does.
func deal[T any, B batch](ctx context.Context, seq iter.Seq2[T, error], create func() B, todo, order chan<- *job[T, B], idle <-chan *job[T, B]) {
	next := func() *job[T, B] {
		select {
		case j := <-idle:
			clear(j.in)
			j.in = j.in[:0]
			j.out.reset()
			return j
		default:
			return &job[T, B]{out: create(), done: make(chan struct{}, 1)}
		}
	}
	j := next()
	send := func() bool {
		for _, to := range []chan<- *job[T, B]{order, todo} {
			select {
			case to <- j:
			case <-ctx.Done():
				return false
			}
		}
		return true
	}
	for x, err := range seq {
		if err != nil {
			j.err = err
			break
		}
		if j.in = append(j.in, x); len(j.in) == aheadBatch {
			if !send() {
				return
			}
			j = next()
		}
	}
	send()
}

// A list is a batch of things as they are.
type list[T any] struct{ items []T }

func newList[T any]() *list[T] { return &list[T]{} }

func (l *list[T]) add(x T) { l.items = append(l.items, x) }

// reset implements [batch].
func (l *list[T]) reset() {
	clear(l.items)
	l.items = l.items[:0]
}

// errPass says of a stored record, when it is read, that it is not to be
// dumped after all.
var errPass = errors.New("not selected")

// eachOf makes do for whatever of stored is selected, on several goroutines.
func eachOf[T any, B batch](ctx context.Context, stored iter.Seq2[graph.Stored[T], error], create func() B, do func(B, *T) error) iter.Seq2[B, error] {
	return ahead(ctx, stored, create, func(b B, s graph.Stored[T]) error {
		v, err := s.Read()
		if errors.Is(err, errPass) {
			return nil
		}
		if err != nil {
			return err
		}
		return do(b, &v)
	})
}

// one yields the things of lists.
func one[T any](lists iter.Seq2[*list[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for l, err := range lists {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, x := range l.items {
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

// reading yields what is stored, read ahead.
func reading[T any](ctx context.Context, stored iter.Seq2[graph.Stored[T], error]) iter.Seq2[T, error] {
	return one(eachOf(ctx, stored, newList[T], func(l *list[T], x *T) error {
		l.add(*x)
		return nil
	}))
}
