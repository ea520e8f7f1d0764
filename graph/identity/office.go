package identity

import (
	"slices"
	"strings"

	"parley/graph"
)

// An office is a kind of post with what it says of its holder.
type office struct {
	name   string
	domain string // politics, local, justice, military, religion, business, science, media, arts, sport, crime
}

// officeLines holds the posts that tell people of one name apart: the domain,
// then spellings of one post a group, the first being its name. A longer
// spelling is found before a shorter.
const officeLines = `
politics president|head of state
politics vice president|vice-president
politics prime minister|premier|pm
politics chancellor
politics foreign minister|minister of foreign affairs|external affairs minister|foreign secretary|minister for foreign affairs|top diplomat|foreign affairs minister
politics secretary of state
politics defense minister|minister of defense|defence minister|minister of defence|defense secretary|secretary of defense|defence secretary|defense chief|pentagon chief
politics finance minister|minister of finance|treasury secretary|chancellor of the exchequer|economy minister|secretary of the treasury
politics interior minister|minister of interior|home secretary|minister of the interior|home minister|homeland security secretary
politics justice minister|minister of justice|attorney general
politics health minister|health secretary|minister of health
politics oil minister|energy minister|petroleum minister|energy secretary|minister of energy
politics trade minister|commerce minister|commerce secretary|trade representative
politics minister|cabinet minister
politics deputy foreign minister|vice foreign minister
politics deputy prime minister|vice premier|deputy premier
politics speaker|parliament speaker|house speaker
politics senator|sen
politics lawmaker|representative|rep|congressman|congresswoman|member of parliament|mp|mep|legislator|deputy
politics ambassador|envoy|special envoy|special representative|permanent representative|diplomat|consul
politics secretary-general|secretary general|general secretary
politics high representative|foreign policy chief
politics spokesperson|spokesman|spokeswoman|press secretary
politics national security adviser|national security advisor|security adviser
politics adviser|advisor|aide|chief of staff
politics king|monarch
politics queen
politics crown prince
politics prince|emir|sultan|sheikh
politics supreme leader
politics leader|party leader|chief|political bureau chief|politburo chief
politics commissioner
local governor
local mayor
local councillor|councilor|city council member|alderman
justice judge|magistrate|chief justice|justice
justice prosecutor|district attorney|public prosecutor
justice lawyer|attorney|solicitor|barrister
justice police chief|sheriff|police commissioner|police officer|detective|constable|officer
military general|gen|lieutenant general|major general|brigadier general|commander|admiral|colonel|col|army chief|chief of army staff|military chief|brigadier|captain|major|lieutenant|sergeant|soldier
religion pope|pontiff
religion archbishop|bishop|cardinal|patriarch
religion ayatollah|imam|cleric|rabbi|pastor|priest|reverend
business ceo|chief executive|chief executive officer|managing director
business chairman|chairwoman|chairperson|chair
business cfo|chief financial officer|coo|chief operating officer|founder|co-founder|executive|businessman|businesswoman|entrepreneur|investor|banker|tycoon
science professor|prof|scientist|researcher|economist|historian|academic|lecturer|physicist|biologist|analyst|expert
science doctor|surgeon|physician|nurse
media journalist|reporter|editor|columnist|presenter|broadcaster|correspondent
arts actor|actress|director|filmmaker|film director|comedian|star
arts singer|musician|composer|rapper|songwriter|guitarist|conductor|pianist
arts author|writer|novelist|poet|playwright|artist|painter|designer|photographer
sport coach|head coach|manager|trainer
sport footballer|striker|midfielder|defender|goalkeeper|forward|winger|quarterback|linebacker|wide receiver|cricketer|batsman|bowler|pitcher|boxer|golfer|tennis player|basketball player|athlete|swimmer|runner|sprinter|player|driver|cyclist|guard|wrestler|skater|referee
crime suspect|gunman|convict|murderer|defendant|attacker|drug lord|hacker
education teacher|principal|student|headteacher
activism activist|campaigner|union leader|farmer|dissident`

type officeEntry struct {
	words []string
	office
}

var officeTable = func() []officeEntry {
	var out []officeEntry
	for line := range strings.Lines(officeLines) {
		domain, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		spellings := strings.Split(rest, "|")
		for _, s := range spellings {
			out = append(out, officeEntry{strings.Fields(fold(s, false)), office{spellings[0], domain}})
		}
	}
	slices.SortStableFunc(out, func(a, b officeEntry) int { return len(b.words) - len(a.words) })
	return out
}()

// officeRank orders offices by how well they tell people apart.
var officeRank = func() map[string]int {
	m := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(officeLines), "\n") {
		_, rest, _ := strings.Cut(line, " ")
		name, _, _ := strings.Cut(rest, "|")
		m[name] = i
	}
	m["leader"], m["spokesperson"], m["adviser"] = 500, 300, 400 // said of many
	return m
}()

var officeDomain = func() map[string]string {
	m := map[string]string{}
	for _, e := range officeTable {
		m[e.name] = e.domain
	}
	return m
}()

// findOffice returns the office that a title names; ok is false for a title
// that names none of the table.
func findOffice(title string) (office, bool) {
	words := strings.Fields(fold(title, false))
	for _, e := range officeTable {
		n := len(e.words)
		for i := 0; i+n <= len(words); i++ {
			if slices.Equal(words[i:i+n], e.words) {
				return e.office, true
			}
		}
	}
	return office{}, false
}

// personContext returns the office by which the article knows a person, its
// body and the country. Current posts tell more than former ones.
func personContext(l *graph.LocalEntity, entities []graph.LocalEntity) (off, org, country string) {
	type post struct {
		name, org, country string
		rank               int
	}
	var posts []post
	consider := func(title, orgName, orgCountry string, penalty int) {
		o, ok := findOffice(title)
		if !ok {
			return
		}
		rank, known := officeRank[o.name]
		if !known {
			rank = 200
		}
		posts = append(posts, post{o.name, orgName, orgCountry, rank + penalty})
	}
	for _, p := range l.Positions {
		penalty := 0
		if p.Status != graph.Current {
			penalty = 1000
		}
		name, cc := p.OrganizationName, ""
		if p.Organization >= 0 && p.Organization < len(entities) {
			o := &entities[p.Organization]
			name, cc = o.Name, o.Country
		}
		key := ""
		if name != "" {
			if code, _, ok := countryOf(fold(name, false)); ok {
				cc = code
			} else {
				c := orgCore(name, cc)
				key = c.core
				if c.country != "" {
					cc = c.country
				}
			}
		}
		consider(p.Title, key, cc, penalty)
	}
	for _, t := range l.Titles {
		_, cc := cutCountry(strings.Fields(fold(t, false)))
		consider(t, "", cc, 100)
	}
	slices.SortFunc(posts, func(a, b post) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		if c := strings.Compare(b.org, a.org); c != 0 {
			return c
		}
		return strings.Compare(b.country, a.country)
	})
	country = l.Country
	if len(posts) == 0 {
		return "", "", country
	}
	for _, p := range posts {
		if country == "" && p.country != "" && p.rank < 1000 {
			country = p.country
		}
	}
	return posts[0].name, posts[0].org, country
}
