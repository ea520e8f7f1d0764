package identity

import (
	"slices"
	"strings"
)

// An orgName is an organization's name in normal form.
type orgName struct {
	core    string // words that matter, normalized
	country string // of a body of a state
	state   bool   // the body of a state, named by its branch: a ministry, a parliament
}

var orgStop = set(`the of for and a an in to at inc ltd corp corporation co company llc plc ag sa gmbh limited incorporated`)

// orgWords holds spellings of one word.
var orgWords = pairs(`organisation:organization defence:defense labour:labor centre:center affairs:affairs govt:government dept:department
	programme:program islamist:islamic parliamentary:parliament intl:international natl:national assn:association univ:university univ:university
	organisations:organization organizations:organization unions:union ministries:ministry hizbullah:hezbollah hizbollah:hezbollah hezbullah:hezbollah
	qaida:qaeda alqaeda:qaeda taleban:taliban daesh:isis isil:isis`)

// stateBodies are the words that make a name a branch of a state, so that the
// country belongs to it and not to its name.
var stateBodies = set(`ministry parliament government administration cabinet army navy military embassy senate congress presidency police judiciary
	department treasury regime authorities state forces consulate mission delegation guard assembly intelligence`)

// knownOrgs expands what everybody writes short.
var knownOrgs = map[string]string{
	"un": "united nations", "eu": "european union", "nato": "north atlantic treaty organization", "who": "world health organization",
	"imf": "international monetary fund", "iaea": "international atomic energy agency", "icc": "international criminal court",
	"icj": "international court justice", "wto": "world trade organization", "au": "african union", "asean": "association southeast asian nations",
	"opec": "organization petroleum exporting countries", "fbi": "federal bureau investigation", "cia": "central intelligence agency",
	"unsc": "united nations security council", "unga": "united nations general assembly", "unhcr": "united nations high commissioner refugees",
	"unicef": "united nations childrens fund", "ecowas": "economic community west african states", "gcc": "gulf cooperation council",
	"oic": "organization islamic cooperation", "osce": "organization security cooperation europe", "ecb": "european central bank",
	"irgc": "islamic revolutionary guard corps", "irgc qf": "islamic revolutionary guard corps quds force", "plo": "palestine liberation organization",
	"idf": "israel defense forces", "pkk": "kurdistan workers party", "security council": "united nations security council",
	"revolutionary guards": "islamic revolutionary guard corps", "revolutionary guard": "islamic revolutionary guard corps",
	"islamic revolutionary guards corps": "islamic revolutionary guard corps", "revolutionary guard corps": "islamic revolutionary guard corps",
	"revolutionary guards corps": "islamic revolutionary guard corps",
	"ec":                         "european commission", "bbc": "british broadcasting corporation",
}

// orgCore normalizes the name of an organization; country is what else is
// known of where it belongs.
func orgCore(name, country string) orgName {
	folded := fold(name, false)
	words := strings.Fields(folded)
	kept := words[:0:0]
	for _, w := range words {
		if n, ok := orgWords[w]; ok {
			w = n
		}
		if !orgStop[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return orgName{core: folded, country: country}
	}
	// The state itself: its name, its capital, its people's adjective, its
	// government.
	if code, _, ok := countryOf(folded); ok {
		return orgName{core: "government", country: code, state: true}
	}
	if long, ok := knownOrgs[strings.Join(kept, " ")]; ok {
		kept = strings.Fields(long)
	} else if long, ok := knownOrgs[kept[0]]; ok && len(kept) > 1 && len(kept[0]) <= 3 {
		kept = append(strings.Fields(long), kept[1:]...)
	}
	kept = slices.DeleteFunc(kept, func(w string) bool { return orgStop[w] })
	state := slices.ContainsFunc(kept, func(w string) bool { return stateBodies[w] })
	if state {
		if rest, code := cutCountry(words); code != "" {
			var r []string
			for _, w := range rest {
				if n, ok := orgWords[w]; ok {
					w = n
				}
				if !orgStop[w] {
					r = append(r, w)
				}
			}
			if slices.ContainsFunc(r, func(w string) bool { return stateBodies[w] }) {
				return orgName{core: stateCore(r), country: code, state: true}
			}
		}
		// "The State Department" needs no country to be America's.
		if strings.Join(kept, " ") == "state department" {
			return orgName{core: "ministry state", country: "US", state: true}
		}
		if len(kept) <= 3 {
			return orgName{core: stateCore(kept), country: country, state: true}
		}
	}
	return orgName{core: strings.Join(kept, " "), country: country}
}

// stateCore names a branch of a state the same however it is put: "Ministry
// of Foreign Affairs", "Foreign Ministry", "foreign affairs ministry".
func stateCore(words []string) string {
	branch := ""
	rest := words[:0:0]
	for _, w := range words {
		switch w {
		case "ministry", "department":
			branch = "ministry"
		case "regime", "administration", "authorities", "government", "cabinet":
			if len(words) <= 2 {
				branch = "government"
			} else {
				rest = append(rest, w)
			}
		case "islamic", "republic", "affairs", "external":
			if w == "external" {
				rest = append(rest, "foreign")
			}
		default:
			rest = append(rest, w)
		}
	}
	if branch == "" {
		return strings.Join(words, " ")
	}
	slices.Sort(rest)
	return strings.TrimSpace(branch + " " + strings.Join(slices.Compact(rest), " "))
}

// initials returns the first letters of the words of a normalized name.
func initials(core string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(core) {
		b.WriteByte(w[0])
	}
	return b.String()
}

// likeAcronym reports whether a name as written is an acronym.
func likeAcronym(name string) bool {
	n := 0
	for _, r := range name {
		switch {
		case r >= 'A' && r <= 'Z':
			n++
		case r == '.' || r == '-' || r == '&' || r >= '0' && r <= '9':
		default:
			return false
		}
	}
	return n >= 2 && n <= 8
}
