package generate

import (
	"slices"
	"strings"

	"parley/graph"
)

// A person of the made-up world.
type person struct {
	Given, Family string
	Title         string // such as "foreign minister"
	Country       *country
	Body          int // the organization it speaks for, or -1: its country
}

func (p person) name() string { return p.Given + " " + p.Family }

// A country, which is real.
type country struct{ Name, Adjective, Code string }

// The world has as many persons and bodies as its articles need.
type world struct {
	seed            uint64
	persons, bodies int
}

// newWorld returns the world of n articles: a name for every five articles.
func newWorld(seed uint64, n int) world {
	return world{seed: seed, persons: max(300, n/5), bodies: max(80, n/50)}
}

// partners is how many partners a person comes back to.
const partners = 6

// partner returns the k-th partner of person i.
func (w world) partner(i, k int) int {
	r := draw(w.seed, forPartner, i*partners+k)
	if j := zipf(r, w.persons); j != i {
		return j
	}
	return (i + 1 + k) % w.persons
}

func (w world) person(i int) person {
	h := mix(uint64(i) ^ w.seed<<20)
	p := person{
		Given:   given[h%uint64(len(given))],
		Family:  family(i),
		Title:   titles[h>>16%uint64(len(titles))],
		Country: &countries[h>>24%uint64(len(countries))],
		Body:    -1,
	}
	if h>>40%3 == 0 {
		p.Title = bodyTitles[h>>16%uint64(len(bodyTitles))]
		p.Body = int(h >> 44 % uint64(w.bodies))
	}
	return p
}

// family returns a surname; the first 11,500 are distinct, in an order in
// which neighbors are unlike.
func family(i int) string {
	n := len(heads) * len(middles) * len(tails)
	j := (i%n*7919 + 13) % n
	name := heads[j%len(heads)] + middles[j/len(heads)%len(middles)] + tails[j/len(heads)/len(middles)]
	return surnamePrefixes[i/n%len(surnamePrefixes)] + name
}

// city returns the name and country of city i, one of cities.
func city(i int) (string, *country) {
	j := (i*37 + 5) % cities
	name := heads[j%len(heads)] + cityTails[j/len(heads)%len(cityTails)]
	return name, &countries[mix(uint64(i))%uint64(len(countries))]
}

var cities = len(heads) * len(cityTails)

// body returns the name and acronym of organization i.
func (w world) body(i int) (name, acronym string) {
	place, _ := city(int(mix(uint64(i)) % uint64(cities)))
	kind := bodyKinds[i%len(bodyKinds)]
	name = place + " " + kind
	if i/len(bodyKinds)%3 == 0 {
		for _, f := range strings.Fields(name) {
			acronym += f[:1]
		}
	}
	return name, acronym
}

// outlets is the number of outlets.
const outlets = 48

// outlet returns outlet i; every eighth is an agency and every ninth the
// voice of a state.
func outlet(i int) graph.Outlet {
	place, c := city(i * 11)
	name := place + " " + outletTails[i%len(outletTails)]
	o := graph.NewOutlet(domain(name), name, domain(name))
	o.Kind, o.Country, o.Languages = graph.Press, c.Code, []string{"en"}
	switch {
	case i%8 == 7:
		o.Kind = graph.Agency
	case i%9 == 8:
		o.Kind = graph.StateMedia
	}
	return o
}

// Outlets returns all outlets that articles may name, sorted by id.
func Outlets() []graph.Outlet {
	list := make([]graph.Outlet, outlets)
	for i := range list {
		list[i] = outlet(i)
	}
	slices.SortFunc(list, func(a, b graph.Outlet) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(list, func(a, b graph.Outlet) bool { return a.ID == b.ID })
}

func domain(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, " ", "")) + ".example"
}

var given = strings.Fields(`Anna Boris Carla David Elena Farid Greta Hassan Irina Jonas Karim Leila Marek Nadia Omar Petra Qasim Rosa Stefan Tariq
	Ulla Viktor Wanda Yusuf Zora Adrian Bianca Cyril Dalia Emil Faisal Gloria Hector Ines Jamal Katya Lorenz Mona Nikolai Olga Paolo Rania Samir
	Tomas Ursula Vera Walid Ximena Yara Zoltan Agnes Bruno Chidi Dana Ebbe Femi Gunnar Hana Ivo Joaquin Kenji Lucia Mateo Noura Otto Priya Rafael`)

var heads = strings.Fields(`Bar Tor Vel Kas Mir Dan Hol Jar Zel Nor Sab Rus Gal Fen Lor Pet Wim Yas Ost Ild Bren Cal Dov Erm Tav Grol Hamn Kel`)
var middles = strings.Fields(`a e i o u an en ir ol ad im es ar un`)
var tails = strings.Fields(`kov sen ter din mar vic rich nov zade ni lli rdt quist wal ye moto dez nko ssian ghar lund bach rov tti çal ström ović né hán`)
var cityTails = strings.Fields(`mar berg grad ton abad stad field port haven ville dorf sk ava oria ez`)
var surnamePrefixes = []string{"", "al-", "van ", "Abu ", "de ", "Mac"}

var titles = []string{"president", "prime minister", "foreign minister", "defense minister", "finance minister", "ambassador", "special envoy",
	"deputy foreign minister", "interior minister", "national security adviser", "trade minister", "chancellor"}
var bodyTitles = []string{"leader", "chairman", "spokesman", "secretary general", "chief executive", "director", "chief negotiator"}
var bodyKinds = []string{"Liberation Front", "Development Bank", "Workers Party", "Human Rights Council", "Energy Group", "Cooperation Organization",
	"Relief Agency", "Football Association", "Motor Company", "Democratic Union", "University", "Central Bank"}
var outletTails = []string{"Herald", "Times", "Post", "Tribune", "Observer", "Daily", "Gazette", "News Agency", "State Television", "Courier", "Chronicle"}

var countries = []country{
	{"Austria", "Austrian", "AT"}, {"Algeria", "Algerian", "DZ"}, {"Argentina", "Argentine", "AR"}, {"Armenia", "Armenian", "AM"},
	{"Belgium", "Belgian", "BE"}, {"Brazil", "Brazilian", "BR"}, {"Bulgaria", "Bulgarian", "BG"}, {"Canada", "Canadian", "CA"},
	{"Chile", "Chilean", "CL"}, {"Colombia", "Colombian", "CO"}, {"Croatia", "Croatian", "HR"}, {"Denmark", "Danish", "DK"},
	{"Egypt", "Egyptian", "EG"}, {"Ethiopia", "Ethiopian", "ET"}, {"Finland", "Finnish", "FI"}, {"Ghana", "Ghanaian", "GH"},
	{"Greece", "Greek", "GR"}, {"Hungary", "Hungarian", "HU"}, {"India", "Indian", "IN"}, {"Indonesia", "Indonesian", "ID"},
	{"Italy", "Italian", "IT"}, {"Japan", "Japanese", "JP"}, {"Jordan", "Jordanian", "JO"}, {"Kenya", "Kenyan", "KE"},
	{"Malaysia", "Malaysian", "MY"}, {"Mexico", "Mexican", "MX"}, {"Morocco", "Moroccan", "MA"}, {"Nigeria", "Nigerian", "NG"},
	{"Norway", "Norwegian", "NO"}, {"Peru", "Peruvian", "PE"}, {"Poland", "Polish", "PL"}, {"Portugal", "Portuguese", "PT"},
	{"Romania", "Romanian", "RO"}, {"Serbia", "Serbian", "RS"}, {"Spain", "Spanish", "ES"}, {"Sweden", "Swedish", "SE"},
	{"Thailand", "Thai", "TH"}, {"Tunisia", "Tunisian", "TN"}, {"Uruguay", "Uruguayan", "UY"}, {"Vietnam", "Vietnamese", "VN"},
}
