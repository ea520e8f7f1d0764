package identity

import (
	"strings"

	"parley/graph"
)

// resolveCountries decides again of which country the changed persons are, and
// files the reports that name them anew where that has changed: an article
// that names a person without his country, or with another by mistake, still
// tells of him as of his state's man.
func (t *tx) resolveCountries() {
	for _, e := range sorted(t.redo) {
		ids, _ := t.list("e", e, 0)
		country := t.nationality(ids)
		if country == t.get("g", e) {
			continue
		}
		t.countries[e] = country
		if country == "" {
			t.del("g", e)
		} else {
			t.put(country, "g", e)
		}
		for _, id := range ids {
			reports, _ := t.list("q", id, 0)
			for _, r := range reports {
				t.reports[r] = true
			}
		}
	}
}

// nationality returns the country to which most local entities of a person's
// signatures tie him, "" for what is no person or of no country.
func (t *tx) nationality(ids []string) string {
	found := map[string]int{}
	for _, id := range ids {
		ta := t.tally(id)
		if ta == nil {
			continue
		}
		f := strings.SplitN(ta.Key, keySep, 4)
		if graph.EntityKind(f[0]) == graph.Person && f[2] != "" {
			found[f[2]] += ta.N
		}
	}
	return most(found)
}

// countryOf returns the country of a person, "" for any other entity.
func (t *tx) countryOf(entity string) string {
	if c, ok := t.countries[entity]; ok {
		return c
	}
	c := t.get("g", entity)
	t.countries[entity] = c
	return c
}
