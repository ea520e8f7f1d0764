package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parley/extract/nlp/lexicon"
)

// lexiconTables are the lines of each table of package lexicon by its name.
type lexiconTables map[string][]string

func (t lexiconTables) add(name string, fields ...string) {
	if fields[0] == "" {
		return
	}
	for i, f := range fields {
		fields[i] = strings.Join(strings.Fields(f), " ")
	}
	t[name] = append(t[name], strings.Join(fields, "\t"))
}

// writeLexicons generates the tables of package lexicon from the lists below
// corpora/lexicons into dir. The same lists give the same bytes.
func writeLexicons(corpora, dir string) error {
	lists := filepath.Join(corpora, "lexicons")
	tables := lexiconTables{}
	codes, err := tables.countries(filepath.Join(lists, "countries", "countries.json"))
	if err != nil {
		return err
	}
	tables.extraCountries()
	tables.extraTitles()
	if err := tables.cities(filepath.Join(lists, "world-cities", "world-cities.csv"), codes); err != nil {
		return err
	}
	women, err := womenByFirstName(filepath.Join(lists, "us-congress"), filepath.Join(corpora, "gap"))
	if err != nil {
		return err
	}
	if err := tables.names(filepath.Join(lists, "names"), women); err != nil {
		return err
	}
	if err := tables.petrarch(filepath.Join(lists, "petrarch")); err != nil {
		return err
	}
	if err := tables.congress(filepath.Join(lists, "us-congress")); err != nil {
		return err
	}
	if err := tables.extraBodies(filepath.Join(lists, "us-congress")); err != nil {
		return err
	}
	for _, name := range []string{"features", "groups", "countries", "countries-extra", "countries-codes", "cities", "regions", "places",
		"first", "surnames", "titles", "leaders", "orgs"} {
		n, size, err := tables.write(dir, name)
		if err != nil {
			return err
		}
		log.Printf("%s: %d lines, %d bytes", name, n, size)
	}
	return nil
}

func (t lexiconTables) write(dir, name string) (lines, size int, err error) {
	all := slices.Clone(t[name])
	slices.Sort(all)
	all = slices.Compact(all)
	// The order is that of the keys, not of the lines, for a binary search.
	slices.SortStableFunc(all, func(a, b string) int {
		ka, _, _ := strings.Cut(a, "\t")
		kb, _, _ := strings.Cut(b, "\t")
		return strings.Compare(ka, kb)
	})
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return 0, 0, err
	}
	if _, err := w.Write([]byte(strings.Join(all, "\n") + "\n")); err != nil {
		return 0, 0, err
	}
	if err := w.Close(); err != nil {
		return 0, 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, 0, err
	}
	return len(all), b.Len(), os.WriteFile(filepath.Join(dir, name+".gz"), b.Bytes(), 0o644)
}

// dependencies share the demonym of the country that they belong to; "French"
// means France.
var dependencies = []string{"ATF", "IOT", "SJM", "BES", "MNP", "UMI"}

// countries reads the table of countries and returns the codes by name.
func (t lexiconTables) countries(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []struct {
		Name, Official, CCA2, CCA3 string
		Capital, AltSpellings      []string
		Demonyms                   map[string]string
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	codes := map[string]string{}
	for _, c := range all {
		code := isoCode(c.CCA3)
		add := func(name string, sense lexicon.CountrySense) {
			if key := strings.TrimPrefix(lexicon.Fold(name), "the "); len(key) > 2 && key[0] < 0x80 {
				t.add("countries", key, string(rune(sense)), code)
			}
		}
		t.add("countries-codes", strings.ToLower(code), c.Name)
		codes[lexicon.Fold(c.Name)] = code
		add(c.Name, lexicon.CountryName)
		add(c.Official, lexicon.CountryOther)
		for _, s := range c.AltSpellings {
			add(s, lexicon.CountryOther)
			if _, ok := codes[lexicon.Fold(s)]; !ok {
				codes[lexicon.Fold(s)] = code
			}
		}
		for _, s := range c.Capital {
			add(s, lexicon.CountryCapital)
		}
		if slices.Contains(dependencies, code) {
			continue
		}
		for _, gender := range []string{"f", "m"} {
			for s := range strings.SplitSeq(c.Demonyms[gender], ",") {
				add(s, lexicon.CountryDemonym)
				if key := lexicon.Fold(s); strings.HasSuffix(key, "n") || strings.HasSuffix(key, "i") || strings.HasSuffix(key, "er") {
					add(s+"s", lexicon.CountryDemonym)
				}
			}
		}
	}
	return codes, nil
}

func (t lexiconTables) cities(file string, codes map[string]string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	other := map[string]string{"cabo verde": "CPV", "congo the democratic republic of the": "COD", "taiwan province of china": "TWN",
		"no country found for alpha 2 code xk": "XKX", "bonaire sint eustatius and saba": "BES"}
	for _, row := range rows[1:] {
		key := lexicon.Fold(row[1])
		code := codes[key]
		if code == "" {
			code = other[key]
		}
		t.add("cities", lexicon.Fold(row[0]), code, row[2], row[0])
		if row[2] != "" {
			t.add("regions", lexicon.Fold(row[2]), code, row[2], row[2])
		}
	}
	return nil
}

func (t lexiconTables) names(dir string, women map[string][2]int) error {
	for table, files := range map[string][]string{"first": {"first.txt"}, "surnames": {"surnames.txt", "surnames-us.txt"}} {
		for _, file := range files {
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				return err
			}
			for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
				key := lexicon.Fold(strings.TrimSpace(line))
				if len(key) < 2 {
					continue
				}
				if n := women[key]; table == "first" && n[0]+n[1] > 0 {
					// One bearer of each sex is assumed before counting.
					t.add(table, key, strconv.Itoa(100*(n[1]+1)/(n[0]+n[1]+2)))
					continue
				}
				t.add(table, key)
			}
		}
	}
	return nil
}
