package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// An Article is made-up news in the JSON form in which the program reads
// articles.
type Article struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Outlet    string   `json:"outlet"`
	Published string   `json:"published"`
	Authors   []string `json:"authors,omitempty"`
	Language  string   `json:"language"`
	Text      string   `json:"text"`
}

// storyArticles is the mean number of articles about a story.
const storyArticles = 3

// News returns n articles in English of about 500 words each. Each story, an
// encounter of two persons that is planned, held, put off, called off or
// denied, is told by one to five outlets in words of their own; some carry the
// text of an agency unchanged, and some spell a name in another way.
// Articles also look back on earlier encounters and name persons in passing.
func News(seed uint64, n int) iter.Seq[Article] {
	return func(yield func(Article) bool) {
		w := newWorld(seed, n)
		stories := n/storyArticles + 1
		for i, s := 0, 0; i < n; s++ {
			st := w.story(s, stories)
			for k := 0; k < st.versions && i < n; k, i = k+1, i+1 {
				if !yield(w.version(&st, k, i)) {
					return
				}
			}
		}
	}
}

// A story is an encounter as it happened.
type story struct {
	number   int
	a, b     person
	city     string
	country  *country
	day      int
	fate     string // a key of leads
	topic    string
	earlier  *story // an encounter of the same two before this one
	versions int
	others   []person // named in passing
	body     string
}

// fates stand as often as they are frequent.
var fates = strings.Fields("held held held held held planned planned planned cancelled postponed denied")

func (w world) story(s, stories int) story {
	r := draw(w.seed, forStory, s)
	i := zipf(r, w.persons)
	st := story{number: s, a: w.person(i), b: w.person(w.partner(i, r.IntN(partners))), day: s * (Days - 10) / stories,
		fate: pick(r, fates), topic: pick(r, topics), versions: 1 + r.IntN(2*storyArticles-1)}
	st.city, st.country = city(zipf(r, cities))
	st.body, _ = w.body(zipf(r, w.bodies))
	for range 3 {
		st.others = append(st.others, w.person(zipf(r, w.persons)))
	}
	if st.day > 60 {
		e := st
		e.day -= 20 + r.IntN(min(st.day-20, 200))
		e.city, e.country = city(zipf(r, cities))
		st.earlier = &e
	}
	return st
}

// version returns what outlet k says about the story, as article i.
func (w world) version(st *story, k, i int) Article {
	r := draw(w.seed, forVersion, st.number*8+k)
	o := outlet((st.number*5 + k*7) % outlets)
	published := day(st.day + min(k, 2)).Add(time.Duration(6*60+r.IntN(12*60)) * time.Minute)
	if st.fate == "planned" {
		published = published.AddDate(0, 0, -4)
	}
	a := Article{ID: fmt.Sprintf("n%d-%08d", w.seed, i), Outlet: o.Domain, Language: "en", Published: published.Format(time.RFC3339)}
	a.URL = "https://" + o.Domain + "/" + published.Format("2006/01/02/") + a.ID
	credit := ""
	if r.IntN(6) == 0 { // a copy: the words are those of the agency's own version
		credit = outlet(7).Name
		r = draw(w.seed, forVersion, st.number*8+7)
	} else {
		a.Authors = []string{pick(r, given) + " " + family(r.IntN(3000)+8000)}
	}
	t := teller{r: r, st: st, published: published}
	if k%3 == 2 && credit == "" {
		t.respell = true
	}
	a.Title, a.Text = t.tell(credit)
	return a
}

// A teller writes one version of a story.
type teller struct {
	r         *rand.Rand
	st        *story
	published time.Time
	respell   bool
	known     [2]bool // whether a and b have been introduced
}

// tell returns the title and the text.
func (t *teller) tell(credit string) (title, text string) {
	title = t.fill(pick(t.r, headlines[t.st.fate]))
	t.known = [2]bool{}
	first := t.fill(pick(t.r, leads[t.st.fate]))
	if credit != "" {
		first = strings.ToUpper(t.st.city) + " (" + credit + ") — " + first
	}
	paragraphs := []string{first}
	middle := make([]string, 0, len(details))
	for _, d := range t.r.Perm(len(details))[:7] {
		middle = append(middle, details[d])
	}
	if t.st.earlier != nil {
		middle[2] = pick(t.r, lookbacks)
	}
	for i := 0; i < len(middle); i++ {
		p := t.fill(middle[i])
		if i+1 < len(middle) && t.r.IntN(2) == 0 {
			i++
			p += " " + t.fill(middle[i])
		}
		paragraphs = append(paragraphs, p)
	}
	for _, c := range t.r.Perm(len(context))[:2] {
		paragraphs = append(paragraphs, t.fill(context[c]), t.aside()+" "+t.aside()+" "+t.aside())
	}
	for range 3 {
		paragraphs = append(paragraphs, t.aside()+" "+t.aside()+" "+t.aside())
	}
	return title, strings.Join(paragraphs, "\n\n")
}

// fill puts the story into a template: {A} and {B} are the two as the text
// would name them now, {a} and {b} their surnames.
func (t *teller) fill(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			break
		}
		var word string
		word, s, _ = strings.Cut(rest, "}")
		b.WriteString(t.word(word))
	}
	text := b.String()
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// aside makes up a sentence that has nothing to do with the story. There are
// some 300,000 of them, so that two stories do not look like copies.
func (t *teller) aside() string {
	return t.fill(pick(t.r, subjects) + " " + pick(t.r, predicates) + " " + pick(t.r, objects) + pick(t.r, ends) + ".")
}

func (t *teller) word(w string) string {
	st := t.st
	switch w {
	case "A":
		return t.introduce(0, st.a)
	case "B":
		return t.introduce(1, st.b)
	case "a":
		return t.spell(st.a.Family)
	case "b":
		return t.spell(st.b.Family)
	case "Adj":
		return st.a.Country.Adjective
	case "Bdj":
		return st.b.Country.Adjective
	case "Acountry":
		return st.a.Country.Name
	case "Bcountry":
		return st.b.Country.Name
	case "Atitle":
		return st.a.Title
	case "city":
		return st.city
	case "country":
		return st.country.Name
	case "topic":
		return st.topic
	case "body":
		return st.body
	case "day":
		return t.when(st.day)
	case "earlier":
		return day(st.earlier.day).Format("January 2006")
	case "earliercity":
		return st.earlier.city
	case "C", "D", "E":
		p := st.others[w[0]-'C']
		return p.Country.Adjective + " " + p.Title + " " + p.name()
	case "c", "d", "e":
		return st.others[w[0]-'c'].Family
	case "number":
		return fmt.Sprint(2 + t.r.IntN(90))
	case "source":
		return pick(t.r, sources)
	}
	panic("generate: no such word in a template: " + w)
}

// introduce names a person in full at first and by surname after that.
func (t *teller) introduce(i int, p person) string {
	if t.known[i] {
		if t.r.IntN(4) == 0 {
			return "the " + p.Country.Adjective + " " + p.Title
		}
		return t.spell(p.Family)
	}
	t.known[i] = true
	return p.Country.Adjective + " " + p.Title + " " + p.Given + " " + t.spell(p.Family)
}

// respellings are how transliterations differ.
var respellings = strings.NewReplacer("ç", "c", "ö", "o", "ć", "c", "é", "e", "á", "a", "al-", "Al ", "zh", "j", "kh", "h", "ss", "s", "ov", "off", "y", "i")

func (t *teller) spell(name string) string {
	if t.respell {
		return respellings.Replace(name)
	}
	return name
}

// when says a day as news does: by weekday when it is near.
func (t *teller) when(d int) string {
	date := day(d)
	switch gap := int(date.Sub(t.published.Truncate(24*time.Hour)).Hours() / 24); {
	case t.r.IntN(3) == 0 || gap > 6 || gap < -6:
		return "on " + date.Format("January 2, 2006")
	case gap == 0 && t.r.IntN(2) == 0:
		return "today"
	case gap == -1 && t.r.IntN(2) == 0:
		return "yesterday"
	case gap > 0 && t.r.IntN(3) == 0:
		return "next " + date.Format("Monday")
	default:
		return "on " + date.Format("Monday")
	}
}
