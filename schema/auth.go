package schema

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// authorize checks the Authorization header of a read or a write. Tokens are
// compared by their hashes, in a time that tells nothing of them.
func (s *Server) authorize(header string, write bool) *Error {
	token, given := strings.CutPrefix(header, "Bearer ")
	isWriter := s.options.WriteToken != "" && given && same(token, s.options.WriteToken)
	if write {
		switch {
		case s.options.WriteToken == "":
			return failf(Forbidden, "this server takes no writes; start it with a token to allow them")
		case !isWriter:
			return failf(Unauthenticated, "a write needs the header Authorization: Bearer TOKEN")
		}
		return nil
	}
	if s.options.ReadToken == "" || isWriter || given && same(token, s.options.ReadToken) {
		return nil
	}
	return failf(Unauthenticated, "this server needs the header Authorization: Bearer TOKEN")
}

func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// crossOrigin refuses what another site's page sends through its visitor's
// browser, and lets the configured origins in. A WebSocket handshake, which
// browsers send to any site, is checked like a POST.
func (s *Server) crossOrigin(guard *http.CrossOriginProtection, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		allowed := origin != "" && slices.Contains(s.options.Origins, origin)
		if allowed {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Add("Vary", "Origin")
			w.Header().Set("Access-Control-Expose-Headers", "ETag")
		}
		if r.Method == http.MethodOptions {
			if allowed {
				w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
				w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Authorization, If-None-Match, Apollo-Require-Preflight")
				w.Header().Set("Access-Control-Max-Age", "600")
			}
			w.Header().Set("Allow", "GET, POST, OPTIONS")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if isUpgrade(r) {
			if origin != "" && !allowed && !sameHost(origin, r.Host) {
				http.Error(w, "cross-origin WebSocket refused", http.StatusForbidden)
				return
			}
		} else if err := guard.Check(r); err != nil {
			s.respond(w, r, mediaJSON, http.StatusForbidden, refused(failf(Forbidden, "cross-origin request refused")))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, host)
}

func isUpgrade(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}
