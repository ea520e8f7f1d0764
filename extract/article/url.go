package article

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// trackers are query parameters that say where a reader came from and not
// what is read; utm_ and the like go by prefix.
var trackers = []string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "referrer", "cmpid", "cmp",
	"ns_campaign", "ns_mchannel", "ns_source", "ocid", "ito", "smid", "smtyp", "ftag", "partner", "_ga", "spm", "s_cid", "ncid", "amp", "output", "outputtype"}

// CanonicalURL returns the address by which an article is known: lower-case
// scheme and host, https for http, no default port, user, fragment, tracking
// parameters or trailing slash, parameters sorted. It returns "" for what is
// no web address.
func CanonicalURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if host == "" {
		return ""
	}
	port := u.Port()
	if port == "80" || port == "443" {
		port = ""
	}
	u.Scheme, u.User, u.Fragment, u.RawFragment = "https", nil, "", ""
	switch {
	case port != "":
		u.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		u.Host = "[" + host + "]"
	default:
		u.Host = host
	}
	query := u.Query()
	for name := range query {
		low := strings.ToLower(name)
		if strings.HasPrefix(low, "utm_") || strings.HasPrefix(low, "at_") || slices.Contains(trackers, low) {
			delete(query, name)
		}
	}
	u.RawQuery = query.Encode()
	u.ForceQuery = false
	if path := strings.TrimRight(u.EscapedPath(), "/"); path != u.EscapedPath() {
		u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	}
	return u.String()
}

// domainOf returns the registrable domain of an address or of a host name:
// example.co.uk of https://www.example.co.uk/news. It returns "" for what is
// neither.
func domainOf(s string) string {
	s = strings.TrimSpace(strings.ToLower(s))
	if strings.Contains(s, "://") {
		u, err := url.Parse(s)
		if err != nil {
			return ""
		}
		s = u.Hostname()
	} else {
		s, _, _ = strings.Cut(s, "/")
	}
	s = strings.TrimSuffix(s, ".")
	if !strings.Contains(s, ".") || strings.ContainsAny(s, " \t@:") || net.ParseIP(s) != nil {
		return ""
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(s)
	if err != nil {
		return ""
	}
	// "U.N. Wire" is a name: a domain ends in a suffix that is in use.
	if suffix, known := publicsuffix.PublicSuffix(d); !known && !strings.Contains(suffix, ".") {
		return ""
	}
	return d
}
