package article

import (
	"strings"

	"parley/graph"
)

// Spans of a text in which a credit can stand.
const (
	creditHead = 300
	creditTail = 500
)

// Credit returns the name of the agency that a text says it comes from:
// "Reuters" of a text that starts "BERLIN (Reuters) -" or ends "— Reuters" or
// "Copyright 2024 Reuters". It returns "" for a text that credits none; an
// agency that is only quoted is no credit.
func Credit(text string) string {
	head := text[:min(len(text), creditHead)]
	for at := 0; ; {
		open := strings.IndexAny(head[at:], "(/")
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexAny(head[open+1:], ")/")
		if end < 0 {
			break
		}
		end += open + 1
		// In a dateline: a dash or a colon follows within a few words.
		rest := head[end+1:]
		if name := agency(head[open+1 : end]); name != "" && (text[open] == '/' || dashNear(rest)) {
			return name
		}
		at = open + 1
	}
	for _, dash := range []string{" — ", " - ", " – ", "—", " -- "} {
		if before, _, ok := strings.Cut(head, dash); ok && len(before) < 80 {
			for part := range strings.FieldsFuncSeq(before, func(r rune) bool { return r == ',' || r == '-' }) {
				if name := agency(part); name != "" && strings.TrimSpace(before) != "" && part != before {
					return name
				}
			}
		}
	}
	return tailCredit(text[max(0, len(text)-creditTail):])
}

// tailCredit reads a credit off the last lines of a text.
func tailCredit(tail string) string {
	lines := strings.Split(strings.TrimSpace(tail), "\n")
	for i := len(lines) - 1; i >= max(0, len(lines)-4); i-- {
		s := strings.TrimSpace(lines[i])
		if len(s) > 160 {
			// "... he said. (Xinhua)", "... — AFP"
			if j := strings.LastIndexAny(s, "(—–"); j > len(s)-40 {
				if name := agency(s[j:]); name != "" {
					return name
				}
			}
			continue
		}
		low := asciiLower(s)
		for _, p := range []string{"source:", "source :", "credit:", "copyright", "©", "(c)", "with inputs from", "with input from", "(with inputs from", "via", "from"} {
			if rest, ok := strings.CutPrefix(low, p); ok {
				if name := agencyIn(s[len(s)-len(rest):]); name != "" {
					return name
				}
			}
		}
		if name := agency(s); name != "" {
			return name
		}
		if j := strings.LastIndexAny(s, "(—–"); j >= 0 {
			if name := agency(s[j:]); name != "" {
				return name
			}
		}
		if rest, ok := strings.CutPrefix(s, "The "); ok && strings.HasSuffix(low, "contributed to this report.") {
			if name := agencyIn(rest); name != "" {
				return name
			}
		}
	}
	return ""
}

func dashNear(s string) bool {
	s = s[:min(len(s), 24)]
	return strings.ContainsAny(s, "-–—:")
}

// agency returns the name of the agency that all of s names, or "".
func agency(s string) string {
	s = strings.Trim(s, " ()[]/.,:;–—-*_|")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "— "), "– ")
	o, ok := outletTables().names[foldName(s)]
	if !ok || o.Kind != graph.Agency && o.Kind != graph.StateMedia {
		return ""
	}
	// Short names are agencies only in capitals: "PA" is one, "Pa" is not.
	if len(s) <= 4 && s != strings.ToUpper(s) && !strings.EqualFold(s, "dpa") {
		return ""
	}
	return o.Name
}

// agencyIn returns the first agency among the words of a line of credits.
func agencyIn(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '/' || r == ':' })
	for n := 3; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if name := agency(strings.Join(words[i:i+n], " ")); name != "" {
				return name
			}
		}
	}
	return ""
}
