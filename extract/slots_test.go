package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSlots tells who fills the slots of the words that may tell of an
// encounter.
func TestSlots(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text, trigger string
		want          map[string]slot // of the named; the others fill none
	}{
		{"President Mary Holt met John Reed in Paris.", "met", map[string]slot{"Mary Holt": agentSlot, "John Reed": partnerSlot}},
		{"Mary Holt agreed to meet John Reed.", "meet", map[string]slot{"Mary Holt": controlSlot, "John Reed": partnerSlot}},
		{"Mary Holt sent Paul Marsh to meet John Reed.", "meet", map[string]slot{"Paul Marsh": objectSlot, "John Reed": partnerSlot}},
		{"Mary Holt held talks with John Reed and Paul Marsh.", "talks", map[string]slot{"Mary Holt": carrierSlot, "John Reed": partnerSlot, "Paul Marsh": partnerSlot}},
		{"Talks between Mary Holt and John Reed ended on Monday.", "Talks", map[string]slot{"Mary Holt": betweenSlot, "John Reed": betweenSlot}},
		{"Mary Holt was received by John Reed.", "received", map[string]slot{"Mary Holt": passiveSlot, "John Reed": bySlot}},
		{"Mary Holt warned Paul Marsh against meeting John Reed.", "meeting", map[string]slot{"Paul Marsh": objectSlot, "John Reed": partnerSlot}},
		{"Mary Holt recalled the talks that Paul Marsh had with John Reed.", "talks", map[string]slot{"Paul Marsh": agentSlot, "John Reed": partnerSlot}},
		{"The dinner attended by Mary Holt ended late.", "dinner", map[string]slot{"Mary Holt": bySlot}},
		{"Mary Holt told John Reed in a phone call that prices would fall.", "call", map[string]slot{"Mary Holt": carrierSlot, "John Reed": partnerSlot}},
		{"Mary Holt canceled next month's summit with John Reed.", "summit", map[string]slot{"Mary Holt": carrierSlot, "John Reed": partnerSlot}},
		{"Mary Holt and John Reed are in talks.", "talks", map[string]slot{"Mary Holt": agentSlot, "John Reed": agentSlot}},
		{"Paul Marsh, whom Mary Holt met in Bergen, left early.", "met", map[string]slot{"Mary Holt": agentSlot, "Paul Marsh": partnerSlot}},
		{"Mary Holt met with senior lawmakers, including John Reed.", "met", map[string]slot{"Mary Holt": agentSlot, "John Reed": partnerSlot}},
		{"Mary Holt sent Paul Marsh to Paris.", "sent", map[string]slot{"Paul Marsh": objectSlot}},
		{"Paul Marsh was sent to Paris by Mary Holt.", "sent", map[string]slot{"Paul Marsh": passiveSlot}},
		{"Mary Holt has invited Paul Marsh to Norway.", "invited", map[string]slot{"Paul Marsh": objectSlot}},
		{"Norway sent a delegation to Paris.", "sent", map[string]slot{"Norway": agentSlot}},
		{"President Mary Holt was in Paris on Monday.", "was", map[string]slot{"Mary Holt": agentSlot}},
		{"President Mary Holt was in Paris on Monday for talks with John Reed.", "talks", map[string]slot{"Mary Holt": carrierSlot, "John Reed": partnerSlot}},
		{"While in Paris, Mary Holt met John Reed.", "in", map[string]slot{"Mary Holt": controlSlot}},
		{"Mary Holt is in Paris.", "is", map[string]slot{"Mary Holt": agentSlot}},
		{"Mary Holt met John Reed while in Paris for the fair.", "in", map[string]slot{"Mary Holt": controlSlot}},
		{"Mary Holt and John Reed during a meeting in Bergen.", "meeting", map[string]slot{"Mary Holt": agentSlot, "John Reed": agentSlot}},
	} {
		d := parse(t, x, c.text)
		x.findTimes(d)
		got := map[string]slot{}
		for _, trigger := range x.findTriggers(d) {
			if d.nlp.Word(trigger.token) != c.trigger {
				continue
			}
			fs := d.fillers(&trigger)
			for i := range d.mentions {
				if s, inside := d.slotOf(fs, d.mentions[i].head); s != noSlot && !inside {
					got[d.nlp.TextOf(d.mentions[i].tokens)] = s
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestShortNames joins short names in brackets to the long ones.
func TestShortNames(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"nortrade", "norland trade board", true},
		{"ntb", "norland trade board", true},
		{"ntx", "norland trade board", false},
		{"tb", "norland trade board", true},
		{"ob", "norland trade board", false},
	} {
		if got := shortens(c.short, c.long); got != c.want {
			t.Errorf("shortens(%q, %q) = %v", c.short, c.long, got)
		}
	}
}

// TestGivenName tells the given name from the family's before it.
func TestGivenName(t *testing.T) {
	for name, want := range map[string]string{"kim min-jun": "", "moon jae in": "", "kim smith": "kim", "lee ann holt": "lee", "omar al-rashid": "omar"} {
		if got := givenName(name); got != want {
			t.Errorf("givenName(%q) = %q, want %q", name, got, want)
		}
	}
}
