package article

import (
	_ "embed"
	"strings"
	"sync"

	"parley/graph"
)

// outletTable lists well-known outlets, one a line: name, domains, kind,
// country, other names; see the file's head.
//
//go:embed outlets.tsv
var outletTable string

// outletTables are the known outlets by domain and by folded name.
var outletTables = sync.OnceValue(func() (t struct{ domains, names map[string]graph.Outlet }) {
	t.domains, t.names = map[string]graph.Outlet{}, map[string]graph.Outlet{}
	for line := range strings.Lines(outletTable) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		domains := strings.Split(f[1], ",")
		o := graph.NewOutlet(domains[0], f[0], domains[0])
		o.Kind, o.Country = outletKinds[f[2]], f[3]
		for _, d := range domains {
			t.domains[d] = o
		}
		for _, n := range append(strings.Split(f[4], ","), f[0]) {
			if n != "" {
				t.names[foldName(n)] = o
			}
		}
	}
	return t
})

var outletKinds = map[string]graph.OutletKind{"press": graph.Press, "agency": graph.Agency, "broadcaster": graph.Broadcaster,
	"state": graph.StateMedia, "official": graph.OfficialSite}

// foldName makes one of the ways to write a name: lower case, letters and
// digits only, no article.
func foldName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimPrefix(s, "the ")
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f && r != '’' && r != '‘' && r != '–' && r != '—' {
			return r
		}
		return -1
	}, s)
}

// Outlet returns the outlet that a name, a domain or an address means. Name
// may be a domain; address may be "" or any address of an article of it. A
// known outlet has one id under all its names and domains; of an unknown one
// the domain is the key, else the folded name. Without either it returns the
// zero Outlet.
func Outlet(name, address string) graph.Outlet {
	name = strings.Join(strings.Fields(name), " ")
	tables := outletTables()
	domain := domainOf(address)
	named := domainOf(name)
	if named != "" {
		if o, ok := tables.domains[named]; ok {
			return o
		}
		return graph.NewOutlet(named, named, named)
	}
	if folded := foldName(name); folded != "" {
		if o, ok := tables.names[folded]; ok {
			return o
		}
		if o, ok := tables.domains[domain]; ok {
			return o
		}
		if domain != "" {
			return graph.NewOutlet(domain, name, domain)
		}
		return graph.NewOutlet(folded, name, "")
	}
	if o, ok := tables.domains[domain]; ok {
		return o
	}
	if domain == "" {
		return graph.Outlet{}
	}
	return graph.NewOutlet(domain, domain, domain)
}

// knownOutlet reports whether a line of text is the name of an outlet of the
// table.
func knownOutlet(line string) bool {
	folded := foldName(line)
	if folded == "" {
		return false
	}
	if _, ok := outletTables().names[folded]; ok {
		return true
	}
	_, ok := outletTables().domains[domainOf(line)]
	return ok
}
