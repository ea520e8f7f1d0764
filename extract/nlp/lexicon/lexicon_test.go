package lexicon_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/extract/nlp/lexicon"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"São  Tomé-et-Príncipe": "sao tome et principe",
		"U.S.":                  "us",
		"Côte d'Ivoire":         "cote divoire",
		"Ankara":                "ankara",
		"plain words":           "plain words",
		"Łódź":                  "lodz",
		"—":                     "",
		"Kraków-":               "krakow",
		"Müller & Söhne":        "muller & sohne",
	} {
		if got := lexicon.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Al-Ḥasakah")
	f.Fuzz(func(t *testing.T, s string) {
		once := lexicon.Fold(s)
		if twice := lexicon.Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}

func TestFindCountry(t *testing.T) {
	for _, test := range []struct {
		name string
		want lexicon.Country
	}{
		{"France", lexicon.Country{Code: "FRA", Name: "France", Sense: lexicon.CountryName}},
		{"French", lexicon.Country{Code: "FRA", Name: "France", Sense: lexicon.CountryDemonym}},
		{"the Netherlands", lexicon.Country{Code: "NLD", Name: "Netherlands", Sense: lexicon.CountryName}},
		{"U.S.", lexicon.Country{Code: "USA", Name: "United States", Sense: lexicon.CountryName}},
		{"Lisbon", lexicon.Country{Code: "PRT", Name: "Portugal", Sense: lexicon.CountryCapital}},
		{"Italians", lexicon.Country{Code: "ITA", Name: "Italy", Sense: lexicon.CountryDemonym}},
	} {
		all := lexicon.FindCountry(test.name)
		if len(all) == 0 {
			t.Errorf("FindCountry(%q): nothing", test.name)
			continue
		}
		if diff := cmp.Diff(test.want, all[0]); diff != "" {
			t.Errorf("FindCountry(%q) (-want +got):\n%s", test.name, diff)
		}
	}
	if all := lexicon.FindCountry("Narnia"); len(all) > 0 {
		t.Errorf("FindCountry(Narnia) = %v", all)
	}
}

func TestPeopleAndBodies(t *testing.T) {
	if _, ok := lexicon.FirstName("María"); !ok {
		t.Error("María is no first name")
	}
	if women, ok := lexicon.FirstName("Susan"); !ok || women < 0.5 {
		t.Errorf("FirstName(Susan) = %v, %v", women, ok)
	}
	if !lexicon.Surname("Müller") || lexicon.Surname("qwxz") {
		t.Error("Surname")
	}
	if code, ok := lexicon.Title("foreign minister"); !ok || code[:3] != "GOV" {
		t.Errorf("Title(foreign minister) = %q, %v", code, ok)
	}
	if got := lexicon.Org("World Health Organization"); len(got) == 0 || got[0].Code[:3] != "IGO" {
		t.Errorf("Org(World Health Organization) = %v", got)
	}
	if !lexicon.Feature("Baltic Sea") || lexicon.Feature("Sweden") || !lexicon.Group("Sikhs") || lexicon.Group("Sweden") {
		t.Error("Feature or Group")
	}
	found := false
	for _, o := range lexicon.Leader("George Washington") {
		found = found || o == lexicon.Office{Country: "USA", Role: "GOV", Title: "President", From: "1789-04-30", To: "1793-03-04"}
	}
	if !found {
		t.Errorf("Leader(George Washington) = %v", lexicon.Leader("George Washington"))
	}
	if got := lexicon.City("Marseille"); len(got) == 0 || got[0].Country != "FRA" {
		t.Errorf("City(Marseille) = %v", got)
	}
	if got := lexicon.Region("Bavaria"); len(got) == 0 || got[0].Country != "DEU" {
		t.Errorf("Region(Bavaria) = %v", got)
	}
}

func BenchmarkFindCountry(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		lexicon.FindCountry("Argentina")
	}
}
