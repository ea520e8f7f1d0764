package schema

import (
	"container/list"
	"sync"
)

// maxAnswers bounds the memory of the kept answers; one larger than
// maxAnswers/16 is not kept.
const maxAnswers = 64 << 20

// answers keeps the answers to queries by their entity tag, which names the
// revision of the graph and the query: by the same right by which a client
// may keep them. Clients that ask for the same at once wait for the first.
// Answers with errors are not kept.
type answers struct {
	mu     sync.Mutex
	byTag  map[string]*list.Element
	order  list.List // of *keptAnswer, the latest used first
	bytes  int
	making map[string]chan struct{} // closed when the answer is made
}

type keptAnswer struct {
	tag    string
	answer *answer
}

func newAnswers() *answers {
	return &answers{byTag: map[string]*list.Element{}, making: map[string]chan struct{}{}}
}

// get returns the answer of a tag. Without one the caller makes it, calls
// done, and others wait until then; ended, which may be closed first, ends
// the wait.
func (c *answers) get(tag string, ended <-chan struct{}) (a *answer, done func(*answer)) {
	for {
		c.mu.Lock()
		if e, ok := c.byTag[tag]; ok {
			c.order.MoveToFront(e)
			c.mu.Unlock()
			return e.Value.(*keptAnswer).answer, nil
		}
		wait, busy := c.making[tag]
		if !busy {
			made := make(chan struct{})
			c.making[tag] = made
			c.mu.Unlock()
			return nil, func(a *answer) {
				c.keep(tag, a)
				close(made)
			}
		}
		c.mu.Unlock()
		select {
		case <-wait:
		case <-ended:
			return nil, func(*answer) {}
		}
	}
}

// keep ends the making of an answer and keeps it when it is whole; nil is
// one that was not made.
func (c *answers) keep(tag string, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.making, tag)
	if a == nil || a.Data == nil || len(a.Errors) > 0 || a.size() > maxAnswers/16 {
		return
	}
	c.byTag[tag] = c.order.PushFront(&keptAnswer{tag, a})
	for c.bytes += a.size(); c.bytes > maxAnswers; {
		old := c.order.Remove(c.order.Back()).(*keptAnswer)
		delete(c.byTag, old.tag)
		c.bytes -= old.answer.size()
	}
}

// size returns about how much memory an answer takes, compressed too.
func (a *answer) size() int { return cap(a.Data)*9/8 + 512 }
