package article

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Limits of a fetch.
const (
	fetchTime    = 30 * time.Second
	maxRedirects = 5
)

// refused are address ranges that are not of the public Internet, beyond
// those that netip.Addr knows (IANA special-purpose address registries).
var refused = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10", "::/96")

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// publicAddress returns an error for an address that only machines nearby can
// reach, so that a link cannot make Parley read what its user cannot.
func publicAddress(a netip.Addr) error {
	a = a.Unmap().WithZone("")
	bad := !a.IsValid() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified()
	for _, p := range refused {
		bad = bad || p.Contains(a)
	}
	if bad {
		return fmt.Errorf("%w: %s is not on the public Internet", ErrAddress, a)
	}
	return nil
}

// IsURL reports whether s is an address that [Fetch] takes.
func IsURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// Fetch yields the articles at a web address: a page, a feed, JSON or a text.
// It connects to public addresses only, also after redirects and whatever
// names resolve to, follows five redirects, reads at most MaxItem bytes and
// takes at most 30 seconds.
func Fetch(ctx context.Context, address string, o Options) iter.Seq2[Item, error] {
	return o.fetch(ctx, address, publicAddress)
}

// fetch is Fetch with the rule that addresses must keep.
func (o Options) fetch(ctx context.Context, address string, allowed func(netip.Addr) error) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		ctx, cancel := context.WithTimeout(ctx, fetchTime)
		defer cancel()
		data, final, contentType, err := get(ctx, address, allowed)
		if err != nil {
			yield(Item{}, err)
			return
		}
		kind, _, _ := mime.ParseMediaType(contentType)
		switch kind {
		case "text/html", "application/xhtml+xml":
			yield(o.readHTML(data, page{place: address, url: final, contentType: contentType}))
			return
		case "application/json", "application/ld+json", "application/feed+json":
			o.readJSON(ctx, bufio.NewReader(bytes.NewReader(data)), address, yield)
			return
		case "application/x-ndjson", "application/jsonl":
			o.readLines(ctx, bufio.NewReader(bytes.NewReader(data)), address, yield)
			return
		}
		switch sniff(data[:min(len(data), 512)]) {
		case feedFile:
			o.readFeed(ctx, data, address, yield)
		case htmlFile:
			yield(o.readHTML(data, page{place: address, url: final, contentType: contentType}))
		case jsonFile:
			o.readJSON(ctx, bufio.NewReader(bytes.NewReader(data)), address, yield)
		default:
			text, err := utf8Text(data, address)
			if err != nil {
				yield(Item{}, err)
				return
			}
			yield(o.item(draft{text: text, url: final, place: address}))
		}
	}
}

// get returns the body at an address, the address after redirects and the
// content type.
func get(ctx context.Context, address string, allowed func(netip.Addr) error) (data []byte, final, contentType string, err error) {
	fail := func(err error, advice string) ([]byte, string, string, error) {
		return nil, "", "", &ItemError{Place: address, Err: err, Advice: advice}
	}
	if !IsURL(address) {
		return fail(fmt.Errorf("%w: not an http or https address", ErrAddress), "give an address such as https://example.org/news/1")
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, hostPort string, _ syscall.RawConn) error {
		// Called with the address that is about to be connected to: a name
		// that resolves differently the second time gains nothing.
		ap, err := netip.ParseAddrPort(hostPort)
		if err != nil {
			return fmt.Errorf("%w: %s", ErrAddress, hostPort)
		}
		return allowed(ap.Addr())
	}}
	transport := &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second,
		MaxResponseHeaderBytes: 1 << 20, DisableKeepAlives: true, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("%w: more than %d redirects", ErrAddress, maxRedirects)
		}
		if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
			return fmt.Errorf("%w: redirect to %s", ErrAddress, req.URL.Scheme)
		}
		return nil
	}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fail(err, "")
	}
	req.Header.Set("User-Agent", "parley/1 (news reader)")
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json;q=0.8,text/plain;q=0.5")
	resp, err := client.Do(req)
	if err != nil {
		if ue, ok := errors.AsType[*url.Error](err); ok {
			err = ue.Err
		}
		if errors.Is(err, ErrAddress) {
			return fail(err, "save the page to a file and ingest the file")
		}
		return fail(err, "")
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fail(fmt.Errorf("the server answers %s", resp.Status), "")
	}
	data, err = io.ReadAll(io.LimitReader(resp.Body, MaxItem+1))
	switch {
	case err != nil:
		return fail(err, "")
	case len(data) > MaxItem:
		return fail(ErrTooLong, "")
	case len(bytes.TrimSpace(data)) == 0:
		return fail(ErrEmpty, "")
	}
	return data, cmp.Or(resp.Request.URL.String(), address), resp.Header.Get("Content-Type"), nil
}
