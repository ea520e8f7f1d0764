package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"parley/extract/nlp/lexicon"
)

// isoCode maps the few CAMEO country codes that differ to ISO 3166-1 alpha-3.
func isoCode(code string) string {
	switch code {
	case "UNK", "KSV":
		return "XKX"
	case "ROM":
		return "ROU"
	case "ZAR":
		return "COD"
	case "TMP":
		return "TLS"
	case "WSB", "GZS", "PAL":
		return "PSE"
	}
	return code
}

// An actor is a block of a petrarch dictionary: its spellings and codes.
type actor struct {
	names []string
	codes []actorCode
}

type actorCode struct{ code, from, to, comment string }

var (
	codePattern  = regexp.MustCompile(`\[([A-Z~-]+)\s*([<>]?)([0-9]*)(?:-([0-9]*))?\s*\]`)
	parenPattern = regexp.MustCompile(`\([^)]*\)`)
)

// readActors reads a dictionary in the format of TABARI: a name, further
// spellings after "+", codes in brackets with dates.
func readActors(file string) ([]actor, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []actor
	for line := range strings.Lines(string(data)) {
		text, comment, _ := strings.Cut(strings.TrimSpace(line), "#")
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		name, _, _ := strings.Cut(text, "[")
		name = strings.TrimSpace(name)
		switch {
		case strings.HasPrefix(name, "+"):
			if len(all) > 0 {
				all[len(all)-1].names = append(all[len(all)-1].names, strings.Trim(name[1:], "_ "))
			}
		case name != "":
			all = append(all, actor{names: []string{strings.Trim(name, "_ ")}})
		}
		if len(all) == 0 {
			continue
		}
		for _, m := range codePattern.FindAllStringSubmatch(text, -1) {
			c := actorCode{code: m[1], comment: strings.TrimSpace(comment)}
			switch m[2] {
			case ">":
				c.from = actorDay(m[3])
			case "<":
				c.to = actorDay(m[3])
			default:
				c.from, c.to = actorDay(m[3]), actorDay(m[4])
			}
			all[len(all)-1].codes = append(all[len(all)-1].codes, c)
		}
	}
	return all, nil
}

// actorDay writes YYMMDD or YYYYMMDD as YYYY-MM-DD; the dictionaries end in
// 2014, so two digits above 20 are of the last century.
func actorDay(s string) string {
	switch {
	case len(s) == 6 && s[:2] > "20":
		s = "19" + s
	case len(s) == 6:
		s = "20" + s
	}
	if len(s) != 8 || s[4:6] < "01" || s[4:6] > "12" || s[6:] < "01" || s[6:] > "31" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

// orgWords are words that only names of bodies have.
var orgWords = strings.Fields(`agency alliance army assembly association authority bank board brigade brigades bureau cabinet
	center centre chamber club coalition command commission committee community company conference confederation congress corporation
	corps council court federation fighters force forces forum foundation front fund government group guard guards house initiative
	institute intelligence league legion liberation meeting military militia ministry mission movement navy network office organisation
	organization parliament partnership party police program programme resistance senate service services society tribunal troops union
	united university`)

// titleWords begin the spellings of a person's name with an office.
var titleWords = strings.Fields(`acting adm admiral air ambassador archbishop archduke army ayatollah baron baroness bishop brig brigadier capt
	captain cardinal chairman chancellor chief col colonel commander comrade count crown deputy director dr emir empress emperor ex father first
	foreign former gen general governor grand hojatolislam his imam interim judge justice king lady lieutenant lord lt maj major mahdi marshal maulana
	mawlawi mayor minister mr mrs ms mullah no pm pope premier pres president prime prince princess prof professor queen reverend saint secretary
	senator shah shaikh sheikh sheik sir speaker state sultan un us united vice`)

func (t lexiconTables) petrarch(dir string) error {
	first := map[string]bool{}
	for _, line := range t["first"] {
		key, _, _ := strings.Cut(line, "\t")
		first[key] = true
	}
	known := map[string]bool{}
	for _, table := range []string{"countries", "countries-extra", "cities", "regions"} {
		for _, line := range t[table] {
			key, _, _ := strings.Cut(line, "\t")
			known[key] = true
		}
	}
	for _, file := range []string{"Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"} {
		actors, err := readActors(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		for _, a := range actors {
			t.actor(a, first, known, file == "Phoenix.Countries.actors.txt")
		}
	}
	return t.titles(filepath.Join(dir, "Phoenix.agents.txt"))
}

func (t lexiconTables) actor(a actor, first, known map[string]bool, countries bool) {
	if len(a.codes) == 0 {
		return
	}
	code := a.codes[0].code
	dated := slices.ContainsFunc(a.codes, func(c actorCode) bool { return c.from+c.to != "" })
	for _, name := range a.names {
		key := lexicon.Fold(parenPattern.ReplaceAllString(name, " "))
		words := strings.Fields(key)
		if len(words) == 0 || len(key) < 3 || len(words) > 8 {
			continue
		}
		isOrg := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(orgWords, w) })
		isPerson := !isOrg && len(words) > 1 && !slices.Contains(titleWords, words[0]) && (dated || first[words[0]])
		switch {
		case isPerson:
			t.leader(key, a.codes)
		case countries && len(code) == 3 && !isOrg:
			if !known[key] {
				t.add("places", key, isoCode(code))
			}
		case dated || countries && !isOrg && len(words) < 3, slices.Contains(titleWords, words[0]) && !isOrg:
			// A surname, an office or a word too short to tell.
		default:
			t.add("orgs", strings.TrimPrefix(key, "the "), isoCode(code[:3])+code[3:])
		}
	}
}

func (t lexiconTables) leader(key string, codes []actorCode) {
	for _, c := range codes {
		if len(c.code) < 3 || c.code == "---" {
			continue
		}
		title := ""
		if n := len(strings.Fields(c.comment)); n > 0 && n < 5 && !strings.Contains(c.comment, ".") && !strings.Contains(c.comment, "NGO") {
			title = c.comment
		}
		country, role := isoCode(c.code[:3]), c.code[3:]
		if c.code == "ELI" {
			country, role = "", "ELI"
		}
		t.add("leaders", key, country, role, c.from, c.to, title)
	}
}

// titles reads the nouns of people in the dictionary of agents.
func (t lexiconTables) titles(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sets := map[string][]string{"PERSON": {"man", "men", "woman", "women", "person"}, "MINIST": {"minister", "ministers"}}
	for line := range strings.Lines(string(data)) {
		name, rest, ok := strings.Cut(line, "[~")
		code, _, closed := strings.Cut(rest, "]")
		if !ok || !closed || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "!") {
			continue
		}
		name, _, _ = strings.Cut(name, "{")
		spellings := []string{name}
		if before, set, found := strings.Cut(name, "!"); found {
			set, after, _ := strings.Cut(set, "!")
			spellings = nil
			for _, s := range sets[set] {
				spellings = append(spellings, before+s+after)
			}
		}
		for _, s := range spellings {
			t.add("titles", lexicon.Fold(strings.Trim(strings.TrimSpace(s), "_")), code)
		}
	}
	return nil
}

// A lawmaker is a person of the congress lists.
type lawmaker struct {
	first, last, full, gender string
	terms                     [][3]string // kind, from, to
}

func readLawmakers(dir string) ([]lawmaker, error) {
	var all []lawmaker
	for _, file := range []string{"executive.yaml", "legislators-current.yaml"} {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "- id:") {
				all = append(all, lawmaker{})
			}
			key, value, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "- "), ":")
			value = strings.Trim(strings.TrimSpace(value), `'"`)
			if len(all) == 0 || value == "" {
				continue
			}
			p := &all[len(all)-1]
			last := len(p.terms) - 1
			switch {
			case key == "first" && p.first == "":
				p.first = value
			case key == "last" && p.last == "":
				p.last = value
			case key == "official_full":
				p.full = value
			case key == "gender":
				p.gender = value
			case key == "type" && strings.HasPrefix(line, "  - type"):
				p.terms = append(p.terms, [3]string{value})
			case key == "start" && last >= 0 && p.terms[last][1] == "":
				p.terms[last][1] = value
			case key == "end" && last >= 0 && p.terms[last][2] == "":
				p.terms[last][2] = value
			}
		}
	}
	return all, nil
}

func (t lexiconTables) congress(dir string) error {
	people, err := readLawmakers(dir)
	if err != nil {
		return err
	}
	kinds := map[string][2]string{"prez": {"GOV", "President"}, "viceprez": {"GOV", "Vice President"},
		"sen": {"LEG", "Senator"}, "rep": {"LEG", "Representative"}}
	for _, p := range people {
		for _, term := range p.terms {
			k := kinds[term[0]]
			for _, name := range []string{p.first + " " + p.last, p.full} {
				t.add("leaders", lexicon.Fold(name), "USA", k[0], term[1], term[2], k[1])
			}
		}
	}
	return nil
}

// womenByFirstName counts men and women by first name: members of the
// American congress, and the people of GAP by the pronouns that mean them.
func womenByFirstName(congress, gap string) (map[string][2]int, error) {
	count := map[string][2]int{}
	add := func(name string, woman bool) {
		first, _, _ := strings.Cut(lexicon.Fold(name), " ")
		n := count[first]
		if woman {
			n[1]++
		} else {
			n[0]++
		}
		count[first] = n
	}
	people, err := readLawmakers(congress)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		add(p.first, p.gender == "F")
	}
	files, err := filepath.Glob(filepath.Join(gap, "*.tsv"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := gapNames(file, add); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
	}
	return count, nil
}

func gapNames(file string, add func(name string, woman bool)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		return err
	}
	for _, row := range rows[1:] {
		if len(row) < 10 {
			continue
		}
		woman := slices.Contains([]string{"she", "her", "hers"}, strings.ToLower(row[2]))
		for _, i := range []int{4, 7} {
			if strings.EqualFold(row[i+2], "true") && strings.Contains(row[i], " ") {
				add(row[i], woman)
			}
		}
	}
	return nil
}
