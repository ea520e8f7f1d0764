package article

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

type noMainText struct{}

func (noMainText) MainText(*html.Node, *url.URL) (string, string, error) {
	return "", "", errors.New("none")
}

// body is prose of two paragraphs for pages of tests.
const body = `The president of Norland received the Sutherian envoy at the summer palace on Monday, her office said in a statement.

The envoy, who arrived on Sunday, carried a letter from his king. He will stay until the end of the week, according to the palace.`

// wrapped is a paragraph on lines of some width.
const wrapped = `The president of Norland received the envoy of Sutheria at her
Palace of the North on Monday, her office said in a statement to the
Vik Post and other papers of the capital. He carried a letter from
the king.`

func TestPlainPages(t *testing.T) {
	for _, c := range []struct {
		name, text              string
		title, published, outet string
		authors                 []string
		keeps                   string // what is left when furniture is taken out
	}{
		{"title date outlet", "Envoy received at palace in Norland\n\n05-11-2023\nVik Post\nA+ A-\n" + body, "Envoy received at palace in Norland", "", "Vik Post", nil, body},
		{"clear date", "Envoy received at palace in Norland\n\n25-11-2023\nVik Post\nA+ A-\nVIK, Norland - " + body, "Envoy received at palace in Norland", "2023-11-25", "Vik Post", nil, body},
		{"dated dateline", "VIK – 25 November 2023: " + body, "", "2023-11-25", "", nil, body},
		{"date first", "Saturday, November 25, 2023\n\nEnvoy received at palace in Norland\n\nBy Ann Lee and Bo Diaz\n\n" + body, "Envoy received at palace in Norland", "2023-11-25", "", []string{"Ann Lee", "Bo Diaz"}, body},
		{"label and time", "Published: 25 November 2023 at 14:30 GMT | 5 min read\nEnvoy received at palace in Norland\n" + body, "Envoy received at palace in Norland", "2023-11-25", "", nil, body},
		{"name twice", "World News\n2023-11-25 | 13:25\nHigh views\nVIKTV\nVIKTV\nEnvoy received at palace in Norland\n2min\n\n" + body, "Envoy received at palace in Norland", "2023-11-25", "VIKTV", nil, body},
		{"path of sections", "Home World Asia Envoy received at palace in Norland\n\nEnvoy received at palace in Norland\n\n" + body, "Envoy received at palace in Norland", "", "", nil, body},
		{"known outlet", "The Guardian\nEnvoy received at palace in Norland\n\n" + body, "Envoy received at palace in Norland", "", "The Guardian", nil, body},
		{"comments", body + "\n\nComments\n\nVik Post moderates all comments.\n\nLeave your thoughts below and be kind to one another at all times.\n\nPost a comment", "", "", "", nil, body},
		{"headlines behind", body + "\n\nPolitics\n\nStorm sinks ferry off the northern coast\nPrices rise again in the south", "", "", "", nil, body},
		{"about box", body + "\n\nHarbor News Agency\n\nHarbor News Agency, which is owned by the port, was founded in 1990. It covers shipping and politics.\n\nLeave a Reply\n\nYour email address will not be published.", "", "", "", nil, body},
		{"author box", body + "\n\nAnn Lee is a reporter for the Vik Post who covers the palace.", "", "", "", nil, body},
		{"credits", body + "\n\nReporting by Ann Lee in Vik; Editing by Bo Diaz", "", "", "", nil, body},
		{"labels inside", strings.Replace(body, "\n\n", "\n\nAdvertisement\n\nJoin our WhatsApp channel\n\n", 1), "", "", "", nil, strings.Replace(body, "\n\n", "\n\n\n\n", 1)},
		{"heading inside", strings.Replace(body, "\n\n", "\n\nA letter from the king\n\n", 1), "", "", "", nil, strings.Replace(body, "\n\n", "\n\nA letter from the king\n\n", 1)},
		{"box inside", body + "\n\nRelated:\n\nStorm sinks ferry\n\n" + strings.Repeat(body+"\n\n", 3), "", "", "", nil, body + "\n\n\n\nStorm sinks ferry\n\n" + strings.TrimSpace(strings.Repeat(body+"\n\n", 3))},
		{"quote about rules", body + "\n\n“They changed the terms and conditions of the meeting at the last moment,” the envoy told reporters.", "", "", "", nil, body + "\n\n“They changed the terms and conditions of the meeting at the last moment,” the envoy told reporters."},
		{"others' rules", strings.Replace(body, "\n\n", "\n\nThe company said the post broke its community standards and the terms of service that users accept.\n\nVisitors paid via Apple Pay and were asked to make a donation to the fund.\n\n", 1), "", "", "", nil,
			strings.Replace(body, "\n\n", "\n\nThe company said the post broke its community standards and the terms of service that users accept.\n\nVisitors paid via Apple Pay and were asked to make a donation to the fund.\n\n", 1)},
		{"own rules", body + "\n\nBy signing up, you agree to our Privacy Policy and Terms of Use.\n\nThis article was originally published by the Vik Post.\n\n© 2024 Vik Post. All rights reserved.", "", "", "", nil, body},
		{"no prose", "Envoy met king in Vik", "", "", "", nil, "Envoy met king in Vik"},
		{"no prose but a title", "Envoy met king in Vik\n\nThey talked about fish", "Envoy met king in Vik", "", "", nil, "They talked about fish"},
		{"short first sentence", "He was late.\n\n" + body, "", "", "", nil, "He was late.\n\n" + body},
		{"wrapped", "Envoy received at palace in Norland\n\n" + wrapped, "Envoy received at palace in Norland", "", "", nil, wrapped},
		{"no furniture", body, "", "", "", nil, body},
	} {
		it, err := Options{}.item(draft{text: c.text, place: "x", file: "x.txt"})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		a := it.Article
		if a.Title != c.title || a.Published != c.published || it.Outlet.Name != c.outet || cmp.Diff(c.authors, a.Authors) != "" {
			t.Errorf("%s: title %q, published %q, outlet %q, authors %q", c.name, a.Title, a.Published, it.Outlet.Name, a.Authors)
		}
		if a.Text != c.text {
			t.Errorf("%s: the text is changed", c.name)
		}
		if d := cmp.Diff(c.keeps, strings.TrimSpace(Body(&a))); d != "" {
			t.Errorf("%s: body (-want +got):\n%s", c.name, d)
		}
	}
}

func TestByline(t *testing.T) {
	for s, want := range map[string][]string{
		"By Ann Lee":                                       {"Ann Lee"},
		"BY ANN LEE AND BO DIAZ":                           {"ANN LEE", "BO DIAZ"},
		"Written by Jan van Dyke, Cy Fox":                  {"Jan van Dyke", "Cy Fox"},
		"Report by Ann Lee, English adaptation by Bo Diaz": {"Ann Lee", "Bo Diaz"},
		"By Ann Lee | Vik Post":                            {"Ann Lee"},
		"By then the envoy had left":                       nil,
		"The letter was carried by Ann Lee":                nil,
		"Stand by me":                                      nil,
		"İİİİ By Ann Lee":                                  nil,
		"By İnci Kaya, edited by Ann Lee":                  {"İnci Kaya", "Ann Lee"},
		"By 2030, Norland will have no ferries.":           nil,
	} {
		if d := cmp.Diff(want, byline(s)); d != "" {
			t.Errorf("%s: %s", s, d)
		}
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"PARIS (AFP) - The minister said":                      "PARIS",
		"VIK, Norland - The minister said":                     "VIK, Norland",
		"ADDIS ABABA, March 3 (Xinhua) -- The union said":      "ADDIS ABABA",
		"Vik (dpa) – The minister said":                        "Vik",
		"NEW DELHI: The minister said":                         "",
		"The minister — a former teacher — said":               "",
		"He said the envoy - who had left - was ill":           "",
		"Norland's prime minister (and her aide) left - again": "",
		"SRINAGAR, Mar 03: The minister said":                  "SRINAGAR",
		"VIK – 25 July 2022: The minister said":                "VIK",
		"VIK, 25 July 2022 - The minister said":                "VIK",
		"The talks of March 3: a summary":                      "",
		"NATO - the alliance":                                  "NATO",
	} {
		place, n := Dateline(text)
		if place != want || (n > 0) != (want != "") {
			t.Errorf("%q: %q, %d bytes", text, place, n)
		}
	}
}

func TestCredit(t *testing.T) {
	for text, want := range map[string]string{
		"BERLIN (Reuters) - The minister met the envoy.":                                           "Reuters",
		"ADDIS ABABA, March 3 (Xinhua) -- The union said":                                          "Xinhua",
		"MOSCOW, March 26. /TASS/. The minister said":                                              "TASS",
		"PARIS (AP) — The minister said.":                                                          "Associated Press",
		"The minister met the envoy.\n\n— AFP":                                                     "Agence France-Presse",
		"The minister met the envoy.\n\nSource: Anadolu Agency":                                    "Anadolu Agency",
		"The minister met the envoy.\n\nCopyright 2024 The Associated Press. All rights reserved.": "Associated Press",
		"The minister met the envoy.\n\n(With inputs from PTI)":                                    "Press Trust of India",
		"The minister met the envoy.\n\nThe Associated Press contributed to this report.":          "Associated Press",
		"The minister met the envoy, Reuters reported.":                                            "",
		"The minister told Reuters (in Vik) that he had left.":                                     "",
		"The minister, according to AFP, met the envoy.":                                           "",
		"Pa (father) - a story":                                                                    "",
	} {
		if got := Credit(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCanonicalURL(t *testing.T) {
	for in, want := range map[string]string{
		"HTTP://www.Example.ORG:80/A/b/?utm_source=x&b=2&a=1#frag": "https://www.example.org/A/b?a=1&b=2",
		"https://example.org":                         "https://example.org",
		"https://example.org/":                        "https://example.org",
		"https://user:pw@example.org:8443/x?fbclid=1": "https://example.org:8443/x",
		"https://example.org/a%2Fb/?id=7":             "https://example.org/a%2Fb?id=7",
		"https://münchen.example/ü":                   "https://xn--mnchen-3ya.example/%C3%BC",
		"ftp://example.org/x":                         "",
		"/relative":                                   "",
		"not a url":                                   "",
		"https://[::1]/x":                             "https://[::1]/x",
	} {
		got := CanonicalURL(in)
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if again := CanonicalURL(got); got != "" && again != got {
			t.Errorf("%s is not stable: %s", got, again)
		}
	}
}

func TestOutlet(t *testing.T) {
	reuters := Outlet("Reuters", "")
	for _, c := range [][2]string{{"reuters.com", ""}, {"", "https://www.reuters.com/world/x"}, {"REUTERS", "https://partner.example/x"}, {"Thomson Reuters", ""}} {
		if o := Outlet(c[0], c[1]); o.ID != reuters.ID || o.Kind != "AGENCY" || o.Country != "GB" {
			t.Errorf("%q: %+v", c, o)
		}
	}
	for _, c := range []struct{ name, address, wantName, wantDomain string }{
		{"Vik Post", "https://news.vikpost.co.uk/1", "Vik Post", "vikpost.co.uk"},
		{"", "https://news.vikpost.co.uk/1", "vikpost.co.uk", "vikpost.co.uk"},
		{"www.vikpost.com", "", "vikpost.com", "vikpost.com"},
		{"The Vik Post", "", "The Vik Post", ""},
		{"", "", "", ""},
		{"New York Times", "", "The New York Times", "nytimes.com"},
	} {
		if o := Outlet(c.name, c.address); o.Name != c.wantName || o.Domain != c.wantDomain {
			t.Errorf("%+v: %+v", c, o)
		}
	}
	if Outlet("The Vik Post", "").ID != Outlet("VIK POST", "").ID {
		t.Error("the article and the case of a name change the id")
	}
}

// Every line of the table is whole, and no domain or name means two outlets.
func TestOutletTable(t *testing.T) {
	seen := map[string]string{}
	n := 0
	for line := range strings.Lines(outletTable) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		f := strings.Split(line, "\t")
		if len(f) != 5 || outletKinds[f[2]] == "" || len(f[3]) != 2 {
			t.Errorf("line %q", line)
			continue
		}
		for _, d := range strings.Split(f[1], ",") {
			if domainOf(d) != d {
				t.Errorf("%s: domain %s is %q", f[0], d, domainOf(d))
			}
			f[4] += "," + d
		}
		for _, key := range strings.Split(f[0]+","+f[4], ",") {
			if k := foldName(key); key != "" && seen[k] != "" && seen[k] != f[0] {
				t.Errorf("%s means %s and %s", key, seen[k], f[0])
			} else if key != "" {
				seen[k] = f[0]
			}
		}
	}
	if n < 150 {
		t.Errorf("%d outlets", n)
	}
}

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": body,
		"de": "Die Außenministerin hat am Dienstag in Berlin ihren Amtskollegen getroffen und mit ihm über den Handel und die Fischerei gesprochen, wie das Ministerium mitteilte.",
		"fr": "La ministre des Affaires étrangères a rencontré mardi son homologue à Paris pour discuter du commerce et de la pêche, selon un communiqué du ministère.",
		"ru": "Министр иностранных дел встретился во вторник со своим коллегой в Москве, чтобы обсудить торговлю и рыболовство.",
		"":   "",
	} {
		if got := Language(text); got != want {
			t.Errorf("%.30q: %s, want %s", text, got, want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	a := Fingerprint(body)
	if len(a) != FingerprintSize || Similarity(a, Fingerprint(strings.ToUpper(body))) != 1 {
		t.Error("case changes a fingerprint")
	}
	edited := strings.Replace(body, "on Monday, her office said in a statement", "on Monday, the palace said", 1)
	other := prose
	near, far := Similarity(a, Fingerprint(edited)), Similarity(a, Fingerprint(other))
	if near < 0.5 || near == 1 || far > 0.05 {
		t.Errorf("an edited copy is %.2f alike, another text %.2f", near, far)
	}
	if Fingerprint("Only three words") != nil || Similarity(nil, nil) != 0 {
		t.Error("a text of three words has a fingerprint")
	}
	// Fingerprints are stored: their values must never change.
	if a[0] != 0x1ec6d8027165062 {
		t.Errorf("first value is %#x", a[0])
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("Title of an article\n\nBy Ann Lee\n" + body + "\n\nComments\nx")
	f.Add("date 2024-05-01 A headline of words\n\u00a0\nBy  by \n— (Reuters)")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		it, err := Options{Language: "en"}.item(draft{text: s, place: "x"})
		if err != nil {
			return
		}
		a, last := it.Article, -1
		for _, span := range a.Skip {
			if span.Start < last || span.End <= span.Start || a.Exact(span) == "" {
				t.Fatalf("span %v after %d in %q", span, last, s)
			}
			last = span.End
		}
		Credit(Body(&a))
	})
}
