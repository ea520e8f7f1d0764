package extract

import (
	"slices"
	"strings"
)

// A fit says how well the offices of a person are those of a description.
type fit int

const (
	unfit   fit = iota // they are others
	unsaid             // nothing is known of them
	kindred            // of a kind: a president is a leader
	partly             // the minister is a foreign minister
	wholly
)

// fits compares the offices of person e with a description.
func (r *resolver) fits(c *description, e int32) fit {
	best := unfit
	o := &r.offices[e]
	for _, t := range o.roles {
		best = max(best, c.fits(t))
	}
	if best <= kindred && len(c.bodies) > 0 {
		shared := slices.ContainsFunc(c.bodies, func(b int32) bool { return slices.Contains(o.bodies, b) })
		switch {
		case shared && generic(c.head):
			best = kindred // a party's secretary is a leader of it
		case best == kindred && c.of && len(o.bodies) > 0:
			best = unfit
		}
	}
	if best == unfit && (len(o.roles) == 0 || c.neutral()) {
		return unsaid
	}
	return best
}

// neutral reports whether the noun says little of what somebody is.
func (c *description) neutral() bool {
	switch c.head {
	case "counterpart", "guest", "host", "man", "woman", "colleague", "official", "politician", "statesman", "veteran":
		return true
	}
	return false
}

func (c *description) fits(title string) fit {
	if lesser(title) != lesser(c.role) && classOf(c.head) != 0 {
		return unfit
	}
	switch {
	case strings.Contains(title, "prime minister") && c.head == "minister" && !strings.HasSuffix(c.role, "prime minister"):
		return unfit
	case title == c.role || strings.HasSuffix(title, " "+c.role) || strings.HasPrefix(title, c.role+" of"):
		return wholly
	case strings.HasPrefix(title, c.head+" ") || roleHead(title) == c.head || strings.Contains(title, " "+c.head+" "):
		if first, _, ok := strings.Cut(c.role, " "); ok && !strings.Contains(title, c.role) && exact(first) {
			return unfit // "the foreign minister" is not any minister
		}
		return partly
	case (generic(c.head) || c.head == "ambassador") && c.class&callable(title) != 0:
		return kindred
	}
	return unfit
}

// exact reports whether an adjective makes a title another.
func exact(w string) bool {
	switch w {
	case "foreign", "prime", "vice", "defense", "defence", "finance", "interior", "first", "deputy", "press", "attorney":
		return true
	}
	return false
}

// former reports whether person e was what a description says that somebody
// is.
func (r *resolver) former(c *description, e int32) bool {
	return !past(c.role) && !slices.ContainsFunc(r.offices[e].roles, func(t string) bool { return c.fits(t) >= partly && !past(t) })
}

// generic reports whether many kinds of person may be called head.
func generic(head string) bool {
	switch head {
	case "leader", "politician", "statesman", "diplomat", "official", "chief", "head", "premier", "counterpart", "strongman", "ruler", "guest", "host", "envoy", "dictator",
		"lawmaker", "legislator", "parliamentarian", "congressman", "congresswoman", "mp", "pm", "pontiff", "monarch":
		return true
	}
	return false
}
