package article

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// prose is an article long enough to be taken for one.
const prose = "The foreign minister of Norland, Ana Berg, met her Sutherian counterpart in the harbor town of Vik on Tuesday to discuss fishing rights. " +
	"Both sides called the talks useful. A second round is planned for the spring, officials of the two countries said after the meeting."

func readPageText(t *testing.T, markup string) Item {
	t.Helper()
	it, err := Options{}.readHTML([]byte(markup), page{place: "page.html", file: "page.html"})
	if err != nil {
		t.Fatal(err)
	}
	return it
}

func TestHTMLLinkedData(t *testing.T) {
	it := readPageText(t, `<html lang="en-GB"><head><title>Ministers meet | Vik Post</title>
<link rel="canonical" href="https://www.vikpost.example/news/7?utm_medium=x">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Ministers meet in Vik &amp; talk",
"datePublished":"2024-03-26T18:05:00+01:00","author":[{"@type":"Person","name":"Bo Diaz"},{"name":"Cy Fox"}],"publisher":{"name":"Vik Post"}}]}</script></head>
<body><nav><p>Home</p></nav><article><h1>Ministers meet</h1><p>`+prose+`</p><aside><p>Related: a storm</p></aside><p>Boats <b>will</b> sail&nbsp;on.</p></article><footer><p>About us</p></footer></body></html>`)
	a := it.Article
	if a.Title != "Ministers meet in Vik & talk" || a.Published != "2024-03-26T18:05:00+01:00" || it.Outlet.Name != "Vik Post" || a.Language != "en-GB" ||
		a.Key != "https://www.vikpost.example/news/7" || a.URL != a.Key {
		t.Errorf("article %+v of %+v", a, it.Outlet)
	}
	if d := cmp.Diff([]string{"Bo Diaz", "Cy Fox"}, a.Authors); d != "" {
		t.Error(d)
	}
	if want := prose + "\n\nBoats will sail on."; a.Text != want {
		t.Errorf("text %q", a.Text)
	}
}

func TestHTMLMetaElements(t *testing.T) {
	it := readPageText(t, `<html><head><title>Ministers meet - Reuters</title><meta property="og:site_name" content="Reuters"><meta name="author" content="By Ann Lee and Bo Diaz">
<meta property="article:published_time" content="2024-03-26T17:05:00Z"><link rel="canonical" href="/"></head><body><article><p>`+prose+`</p></article></body></html>`)
	a := it.Article
	if a.Title != "Ministers meet" || a.Published != "2024-03-26T17:05:00Z" || it.Outlet.Domain != "reuters.com" || it.Outlet.Kind != "AGENCY" || a.Key != "page" {
		t.Errorf("article %+v of %+v", a, it.Outlet)
	}
	if d := cmp.Diff([]string{"Ann Lee", "Bo Diaz"}, a.Authors); d != "" {
		t.Error(d)
	}
}

// A page that marks nothing goes through go-domdistiller.
func TestHTMLUnmarked(t *testing.T) {
	it := readPageText(t, `<html><head><title>Ministers meet in Vik</title></head><body><div class="menu"><a href="/">Home</a> <a href="/w">World</a></div>
<div class="content"><h1>Ministers meet in Vik</h1>`+strings.Repeat("<p>"+prose+"</p>", 3)+`</div><div class="footer">Copyright Vik Post</div></body></html>`)
	if !strings.Contains(it.Article.Text, prose) || strings.Contains(it.Article.Text, "Copyright") {
		t.Errorf("text %q", it.Article.Text)
	}
}

func TestHTMLCharset(t *testing.T) {
	data := []byte(`<html><head><meta charset="windows-1252"><title>Caf` + "\xe9" + ` talks</title></head><body><article><p>` + strings.ReplaceAll(prose, "Ana Berg", "Zo\xeb Berg") + `</p></article></body></html>`)
	it, err := Options{}.readHTML(data, page{place: "p", file: "p"})
	if err != nil || it.Article.Title != "Café talks" || !strings.Contains(it.Article.Text, "Zoë Berg") {
		t.Errorf("%v: %q, %q", err, it.Article.Title, it.Article.Text)
	}
}

func TestFeeds(t *testing.T) {
	dir := write(t, map[string]string{
		"rss.xml": `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Vik Post</title>
<link>https://www.vikpost.example/</link><language>en-us</language>
<item><title>Ministers &amp; envoys</title><link>https://www.vikpost.example/1?utm_source=rss</link><pubDate>Tue, 26 Mar 2024 18:05:00 +0100</pubDate><dc:creator>Bo Diaz</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>` + prose + `</p><p>More.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://www.vikpost.example/2</link></item></channel></rss>`,
		"atom.atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>World | Dawn</title><link href="https://www.dawn.com/"/><entry><title>Talks</title><id>urn:x:9</id>
<updated>2024-03-26T10:00:00Z</updated><summary>The envoy met the king on Monday.</summary></entry></feed>`,
	})
	items, errs := read(t, dir, Options{})
	if len(errs) != 1 || errs[0] != "rss.xml: item 2: no text; give it a text" {
		t.Errorf("errors %q", errs)
	}
	if len(items) != 2 {
		t.Fatalf("%d items", len(items))
	}
	atom, rss := items[0], items[1]
	if atom.Outlet.Name != "Dawn" || atom.Article.Key != "urn:x:9" || atom.Article.Published != "2024-03-26T10:00:00Z" || atom.Article.Text != "The envoy met the king on Monday." {
		t.Errorf("atom: %+v", atom)
	}
	if rss.Outlet.Name != "Vik Post" || rss.Article.Key != "https://www.vikpost.example/1" || rss.Article.Published != "2024-03-26T18:05:00+01:00" ||
		rss.Article.Title != "Ministers & envoys" || rss.Article.Text != prose+"\n\nMore." || rss.Article.Language != "en-US" {
		t.Errorf("rss: %+v", rss)
	}
}

// warcRecord writes one record.
func warcRecord(version, kind, uri, block string) string {
	return fmt.Sprintf("%s\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-03-26T18:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", version, kind, uri, len(block), block)
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestWARC(t *testing.T) {
	markup := "<html><head><title>T</title></head><body><article><p>" + prose + "</p></article></body></html>"
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
	chunked := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(markup), markup)
	body := zipped(markup)
	records := []string{
		warcRecord("WARC/1.0", "warcinfo", "", "software: x\r\n"),
		warcRecord("WARC/1.0", "request", "https://vik.example/1", "GET / HTTP/1.1\r\n\r\n"),
		warcRecord("WARC/1.0", "response", "https://vik.example/1", ok+markup),
		warcRecord("WARC/1.1", "response", "<https://vik.example/2>", chunked),
		warcRecord("WARC/1.1", "response", "https://vik.example/3", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+body),
		warcRecord("WARC/1.1", "response", "https://vik.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+markup),
		warcRecord("WARC/1.1", "response", "https://vik.example/logo.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxyz"),
		warcRecord("WARC/1.1", "response", "dns:vik.example", "20240326\r\n"),
	}
	plain, members := strings.Join(records, ""), ""
	for _, r := range records {
		members += zipped(r)
	}
	want := []string{"https://vik.example/1", "https://vik.example/2", "https://vik.example/3"}
	for name, data := range map[string]string{"a.warc": plain, "a.warc.gz": members, "one-member.warc.gz": zipped(plain)} {
		items, errs := read(t, filepath.Join(write(t, map[string]string{name: data}), name), Options{})
		if d := cmp.Diff(want, keys(items)); d != "" || errs != nil {
			t.Errorf("%s: %s\nerrors %q", name, d, errs)
		}
		for _, it := range items {
			if it.Article.Text != prose {
				t.Errorf("%s: %s: text %q", name, it.Place, it.Article.Text)
			}
		}
	}
	items, errs := read(t, filepath.Join(write(t, map[string]string{"cut.warc": plain[:len(plain)-300]}), "cut.warc"), Options{})
	if len(items) != 3 || len(errs) != 1 || !strings.Contains(errs[0], "record") {
		t.Errorf("cut archive: %d items, errors %q", len(items), errs)
	}
}

func anyAddress(netip.Addr) error { return nil }

func TestFetch(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<html><body><article><p>%s</p></article></body></html>", prose)
	})
	mux.HandleFunc("/lines", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson")
		fmt.Fprint(w, "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n")
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
	})
	mux.HandleFunc("/huge", func(w http.ResponseWriter, r *http.Request) {
		block := bytes.Repeat([]byte("x"), 1<<20)
		for range 2 * MaxItem >> 20 {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	for path, want := range map[string]int{"/page": 1, "/moved": 1, "/lines": 2} {
		n := 0
		for _, err := range (Options{}).fetch(t.Context(), srv.URL+path, anyAddress) {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			n++
		}
		if n != want {
			t.Errorf("%s: %d items, want %d", path, n, want)
		}
	}
	for path, want := range map[string]error{"/loop": ErrAddress, "/file": ErrAddress, "/huge": ErrTooLong, "/none": nil} {
		for _, err := range (Options{}).fetch(t.Context(), srv.URL+path, anyAddress) {
			if err == nil || want != nil && !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", path, err, want)
			}
		}
	}
	// The same server stands on this machine: Fetch itself refuses it.
	for _, err := range Fetch(t.Context(), srv.URL+"/page", Options{}) {
		if !errors.Is(err, ErrAddress) {
			t.Errorf("local server: %v", err)
		}
	}
}

func TestPublicAddress(t *testing.T) {
	for _, s := range []string{"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
		"::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "2001::1"} {
		if publicAddress(netip.MustParseAddr(s)) == nil {
			t.Errorf("%s is let through", s)
		}
	}
	for _, s := range []string{"8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "2a00:1450::1"} {
		if err := publicAddress(netip.MustParseAddr(s)); err != nil {
			t.Error(err)
		}
	}
}

func TestSniff(t *testing.T) {
	dir := write(t, map[string]string{"a": `{"text":"One."}`, "b": "<rss version=\"2.0\"><channel><title>x</title></channel></rss>", "c": "Two met three in the town."})
	for name, want := range map[string]string{"a": "One.", "c": "Two met three in the town."} {
		items, errs := read(t, filepath.Join(dir, name), Options{})
		if len(items) != 1 || items[0].Article.Text != want {
			t.Errorf("%s: %v, %q", name, items, errs)
		}
	}
	if items, errs := read(t, filepath.Join(dir, "b"), Options{}); len(items) != 0 || len(errs) != 1 || !strings.Contains(errs[0], "the feed has no items") {
		t.Errorf("feed: %v, %q", items, errs)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadHTML(f *testing.F) {
	f.Add("<html><article><p>x</p></article>")
	f.Add(`<script type="application/ld+json">[{"@graph":{"@type":"Article","author":[[1]]}}]</script><p>a`)
	f.Fuzz(func(t *testing.T, s string) {
		it, err := Options{MainText: noMainText{}}.readHTML([]byte(s), page{place: "p"})
		if (err == nil) == (strings.TrimSpace(it.Article.Text) == "") {
			t.Fatalf("%q: %v and text %q", s, err, it.Article.Text)
		}
	})
}
