package crossdoc

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestScore checks the scorer on the worked example of Pradhan et al. 2014
// (Scoring Coreference Partitions of Predicted Mentions): key {a b c} {d e f
// g}, response {a b} {c d} {f g h i}.
func TestScore(t *testing.T) {
	key := []string{"1", "1", "1", "2", "2", "2", "2", "", ""}
	response := []string{"x", "x", "y", "y", "", "z", "z", "z", "z"}
	s := Score(key, response)
	for _, c := range []struct {
		name              string
		got               PRF
		precision, recall float64
	}{
		{"MUC", s.MUC, 2.0 / 5, 2.0 / 5},
		{"B3", s.B3, 4.0 / 8, (4.0/3 + 1.0/3 + 1.0/4 + 4.0/4) / 7},
		{"CEAFe", s.CEAFe, 1.3 / 3, 1.3 / 2},
	} {
		if math.Abs(c.got.P-c.precision) > 1e-9 || math.Abs(c.got.R-c.recall) > 1e-9 {
			t.Errorf("%s: precision %.4f recall %.4f, want %.4f %.4f", c.name, c.got.P, c.got.R, c.precision, c.recall)
		}
	}
}

type ecbDocument struct {
	Tokens []struct {
		ID       int    `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		Items []struct {
			XMLName xml.Name
			ID      string `xml:"m_id,attr"`
			Anchors []struct {
				Token int `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		Items []struct {
			XMLName xml.Name
			ID      string `xml:"r_id,attr"`
			Note    string `xml:"note,attr"`
			Sources []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
		} `xml:",any"`
	} `xml:"Relations"`
}

// readECB reads the documents of ECB+ with the mentions of the sentences that
// its authors checked.
func readECB(t *testing.T, dir string) (docs []*Document, gold Gold, topics []int) {
	t.Helper()
	checked := map[string]bool{}
	f, err := os.Open(filepath.Join(dir, "ECBplus_coreference_sentences.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		checked[r[0]+"_"+r[1]+" "+r[2]] = true
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no documents", dir)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var x ecbDocument
		if err := xml.Unmarshal(b, &x); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".xml")
		d := &Document{ID: name}
		at := map[int]int{}
		for i, tk := range x.Tokens {
			at[tk.ID] = i
			d.Tokens = append(d.Tokens, Token{tk.Text, tk.Sentence})
		}
		cluster := map[string]string{}
		for _, r := range x.Relations.Items {
			id := r.Note
			if r.XMLName.Local == "INTRA_DOC_COREF" || id == "" {
				id = name + "/" + r.ID
			}
			for _, s := range r.Sources {
				cluster[s.ID] = id
			}
		}
		var names []string
		for _, m := range x.Markables.Items {
			kind := m.XMLName.Local
			event := strings.Contains(kind, "ACTION")
			if len(m.Anchors) == 0 || strings.HasPrefix(kind, "TIME") || strings.HasPrefix(kind, "UNKNOWN") {
				continue
			}
			mention := Mention{Event: event}
			switch {
			case event:
				mention.Kind = "ACTION"
			default:
				mention.Kind, _, _ = strings.Cut(kind, "_")
			}
			for _, a := range m.Anchors {
				mention.Tokens = append(mention.Tokens, at[a.Token])
			}
			slices.Sort(mention.Tokens)
			if !checked[name+" "+strconv.Itoa(d.Tokens[mention.Tokens[0]].Sentence)] {
				continue
			}
			if slices.ContainsFunc(d.Mentions, func(o Mention) bool { return slices.Equal(o.Tokens, mention.Tokens) && o.Event == event }) {
				continue
			}
			d.Mentions = append(d.Mentions, mention)
			id := cluster[m.ID]
			if id == "" {
				id = name + "#" + m.ID
			}
			names = append(names, id)
		}
		if len(d.Mentions) == 0 {
			continue
		}
		topic, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		docs = append(docs, d)
		gold = append(gold, names)
		topics = append(topics, topic)
	}
	return docs, gold, topics
}

// TestECB measures coreference over the documents of ECB+ in five folds of
// topics: what is learned is learned on other topics, and at test time the
// documents of all topics of a fold come together, untold apart.
func TestECB(t *testing.T) {
	dir := os.Getenv("PARLEY_SHARED")
	if dir == "" || os.Getenv("PARLEY_LONG") == "" {
		t.Skip("PARLEY_SHARED and PARLEY_LONG are not set")
	}
	docs, gold, topics := readECB(t, filepath.Join(dir, "corpora", "ecbplus"))
	keys, responses := map[string][]string{}, map[string][]string{}
	groupAt := 0.1
	if s := os.Getenv("PARLEY_GROUP"); s != "" {
		groupAt, _ = strconv.ParseFloat(s, 64)
	}
	const folds = 5
	for fold := range folds {
		var train, test []*Document
		var trainGold, testGold Gold
		for i := range docs {
			if topics[i]%folds == fold {
				test, testGold = append(test, docs[i]), append(testGold, gold[i])
			} else {
				train, trainGold = append(train, docs[i]), append(trainGold, gold[i])
			}
		}
		m := Train(train, trainGold, groupAt)
		got := m.Cluster(test)
		for i, d := range test {
			for j, mn := range d.Mentions {
				r := fmt.Sprint(fold, "/", got[i][j])
				sets := []string{"events"}
				if !mn.Event {
					sets = []string{"entities"}
					if mn.Kind != "NON" {
						sets = append(sets, "humans and places")
					}
				}
				for _, s := range sets {
					keys[s] = append(keys[s], testGold[i][j])
					responses[s] = append(responses[s], r)
				}
			}
		}
		t.Logf("fold %d: %d documents in %d groups, join events %.2f others %.2f", fold, len(test), len(Group(test, groupAt)), m.Events.Join, m.Others.Join)
	}
	for _, s := range []string{"events", "entities", "humans and places"} {
		sc := Score(keys[s], responses[s])
		t.Logf("%-18s mentions %d: MUC %.3f B3 %.3f (P %.3f R %.3f) CEAFe %.3f CoNLL %.3f", s, len(keys[s]), sc.MUC.F, sc.B3.F, sc.B3.P, sc.B3.R, sc.CEAFe.F, sc.CoNLL())
	}
}
