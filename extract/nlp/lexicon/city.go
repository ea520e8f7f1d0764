package lexicon

import (
	"iter"
	"strings"
)

// A Place is a city of more than 15,000 people, or a part of a country.
type Place struct {
	Name    string // as the source writes it
	Country string // ISO 3166-1 alpha-3
	Region  string // the state or province; empty when not known
	Spelled bool   // found by another spelling than the source's main one
}

var (
	citiesTable  = open("cities")
	regionsTable = open("regions")
	placesTable  = open("places")
)

// City returns the cities that name names, in no order of importance.
func City(name string) []Place { return findPlaces(citiesTable(), name) }

// Region returns the states and provinces that name names.
func Region(name string) []Place { return findPlaces(regionsTable(), name) }

// OtherPlace returns the countries that name belongs to by a list of older
// and other spellings of cities, regions and landmarks.
func OtherPlace(name string) []Place {
	var all []Place
	key := Fold(name)
	for code := range placesTable().find(key) {
		all = append(all, Place{Name: name, Country: code, Spelled: true})
	}
	return all
}

func findPlaces(t *table, name string) []Place {
	var all []Place
	for rest := range t.find(Fold(name)) {
		f := strings.Split(rest, "\t")
		all = append(all, Place{Country: f[0], Region: f[1], Name: f[2]})
	}
	return all
}

// Cities yields the folded names of all cities; Regions and OtherPlaces those
// of the other two tables.
func Cities() iter.Seq2[string, string] { return citiesTable().all() }

// Regions yields the folded names of all states and provinces.
func Regions() iter.Seq2[string, string] { return regionsTable().all() }

// OtherPlaces yields the folded names that [OtherPlace] knows.
func OtherPlaces() iter.Seq2[string, string] { return placesTable().all() }
