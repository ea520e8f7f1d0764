package graph

import (
	"strings"
	"testing"
)

func TestOntologyCode(t *testing.T) {
	o := DefaultOntology()
	for _, c := range []struct {
		t    EventType
		m    EventMode
		f    Factuality
		want Code
	}{
		{Meeting, InPerson, Held, Code{"CONSULT", "040"}},
		{Meeting, Phone, Held, Code{"CONSULT", "041"}},
		{Meeting, InPerson, Refused, Code{"REJECT", "125"}},
		{Visit, "", Scheduled, Code{"AGREE", "036"}},
		{Death, "", Held, Code{"NONE", "NONE"}},
	} {
		if got := o.Code(c.t, c.m, c.f); got != c.want {
			t.Errorf("Code(%s, %s, %s) = %v, want %v", c.t, c.m, c.f, got, c.want)
		}
	}
}

func TestOntologyExtend(t *testing.T) {
	o := DefaultOntology().Clone()
	file := "event MEETING\n  verb powwow # informal\n  code plover=CONSULT cameo=049\nwords role gonfalonier\n"
	if err := o.Extend("mine", strings.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	if ts := o.VerbTriggers("powwow"); len(ts) != 1 || ts[0].Type != Meeting || ts[0].Weak {
		t.Errorf("VerbTriggers(powwow) = %v, want MEETING", ts)
	}
	if len(o.VerbTriggers("meet")) == 0 || !o.Listed("role", "gonfalonier") || !o.Listed("role", "minister") {
		t.Error("the built-in lists did not grow")
	}
	if got := o.Code(Meeting, InPerson, Held).CAMEO; got != "049" {
		t.Errorf("code after extension = %s, want 049", got)
	}
	if len(DefaultOntology().VerbTriggers("powwow")) != 0 {
		t.Error("the built-in ontology changed")
	}
}

func TestOntologyErrors(t *testing.T) {
	for file, want := range map[string]string{
		"event NOTHING":                 "mine:1",
		"verb meet":                     "outside of an event",
		"event CALL\n  phrase a b c":    "phrase",
		"event CALL\n  code book=1":     "unknown field",
		"event CALL\n\n  roles PARTY":   "mine:3",
		"event CALL\n  adverb suddenly": "unknown keyword",
	} {
		err := DefaultOntology().Clone().Extend("mine", strings.NewReader(file))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Extend(%q) = %v, want an error with %q", file, err, want)
		}
	}
}
