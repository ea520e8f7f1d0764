package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sectionWords are words that name parts of a site rather than an outlet.
var sectionWords = wordSet(`home news world politics business sport sports opinion analysis culture arts technology tech science health lifestyle travel
	entertainment video videos audio podcast podcasts live latest breaking top stories story headlines report reports bulletin article articles international
	national local regional middle east asia africa europe americas economy markets money life style features feature exclusive editorial interview
	comment comments views high share print email menu search login subscribe advertisement`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// closers are headings after which nothing of the article comes.
var closers = []string{"comments", "comment", "leave a reply", "leave a comment", "post a comment", "add a comment", "join the conversation",
	"join the discussion", "latest stories", "latest news", "latest articles", "latest headlines", "related", "related stories", "related articles", "related news",
	"related posts", "related topics", "related content", "related links", "more stories", "more news", "more on this story", "more on this", "more from", "most read",
	"most popular", "most viewed", "trending", "trending now", "you may also like", "you might also like", "recommended", "recommended for you", "recommended stories",
	"read next", "up next", "editor's picks", "editors' picks", "don't miss", "popular stories", "top stories", "from around the web", "sponsored", "tags",
	"about the author", "about us", "about the writer", "share this", "share this story", "share this article", "see also", "also in the news", "discover more"}

// labels are lines of the head and between paragraphs that say nothing of the
// news, by how they begin.
var labels = []string{"share", "tweet", "print", "email", "advertisement", "sponsored", "listen", "save", "follow", "copy link", "a+ a-", "a- a+", "font size", "text size",
	"read more", "also read", "read also", "see also", "watch", "subscribe", "sign up", "join our", "join us", "download our", "click here", "click to", "tap to", "tags:",
	"topics:", "filed under", "photo:", "image:", "video:", "source:", "sources:", "category:", "categories:", "date:", "by:", "author:", "views:", "reading time",
	"toggle caption", "enlarge this image", "hide caption", "skip to", "loading", "comments", "home /", "home >", "home »", "you are here"}

// boilerplate are phrases of sites about themselves; a paragraph with one is
// no news.
var boilerplate = []string{"your email address will not be published", "required fields are marked", "moderates all comments", "comments are moderated",
	"we welcome comments", "your comments must", "comments that do not meet", "we will not tolerate the following", "comments are not edited",
	"sign up for our", "sign up to our", "sign up for daily", "subscribe to our", "subscribe now", "follow us on", "like us on facebook", "join our whatsapp", "join our telegram",
	"download our app", "click here to", "click here for", "may not be published, broadcast", "opinions expressed in this", "enable javascript", "ad blocker",
	"support our journalism", "this story has been updated", "this article has been updated", "auto-generated from", "got a tip", "email protected", "leave a reply"}

// halfBoilerplate are phrases that are boilerplate only where the paragraph
// speaks to its reader or of itself: others' rules can be news.
var halfBoilerplate = []string{"community guidelines", "community standards", "terms of use", "terms of service", "terms and conditions", "privacy policy", "cookie policy",
	"all rights reserved", "first published", "originally published", "originally appeared", "the views expressed", "do not necessarily reflect", "make a donation",
	"has not been edited", "edited by our staff", "comments will be"}

// addresses are what such a paragraph says.
var addresses = []string{" our ", "your ", " you ", "by signing", "by clicking", "this article", "this story", "this piece", "this post", "this site", "this website", "this content",
	"©", "copyright", "the author"}

// isLabel reports whether a short line is a button, a counter or a label.
func isLabel(s string) bool {
	low := strings.ToLower(strings.TrimSpace(s))
	if utf8.RuneCountInString(low) <= 2 {
		return true
	}
	words := strings.Fields(low)
	if len(words) <= 6 {
		for _, l := range labels {
			if rest, ok := strings.CutPrefix(low, l); ok && (rest == "" || !startsLetter(rest)) {
				return true
			}
		}
		if low == "required" || strings.HasSuffix(low, " comments") || strings.HasSuffix(low, " shares") || strings.HasSuffix(low, " views") || strings.HasSuffix(low, " ago") {
			return true
		}
		if readingTime(words) {
			return true
		}
		for _, w := range words {
			switch strings.Trim(w, ".,:;!") {
			case "whatsapp", "telegram", "facebook", "twitter", "linkedin", "pinterest", "newsletter", "subscribe", "instagram", "youtube":
				return !endsSentence(s)
			}
		}
	}
	return strings.HasSuffix(low, ":") && len(words) == 1
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// readingTime reports "2min", "5 min read", "3 minutes read".
func readingTime(words []string) bool {
	joined := strings.TrimRight(strings.Join(words, ""), ".")
	digits := strings.TrimLeftFunc(joined, unicode.IsDigit)
	if digits == joined {
		return false
	}
	switch digits {
	case "min", "mins", "minread", "minsread", "minutes", "minutesread", "minuteread", "minute":
		return true
	}
	return false
}

// isBoilerplate reports whether a paragraph is the site talking of itself.
func isBoilerplate(s string) bool {
	if len(s) > 900 {
		return false
	}
	low := strings.ToLower(s)
	// With quotation marks it is news about somebody's rules.
	if !strings.ContainsAny(s, "“”\"") {
		if containsAny(low, boilerplate) || containsAny(low, halfBoilerplate) && (containsAny(low, addresses) || len(low) < 60) {
			return true
		}
	}
	return strings.HasPrefix(low, "©") || strings.HasPrefix(low, "copyright ") || strings.HasPrefix(low, "(c) ")
}

func containsAny(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// captionMarks show, near the end of a line, that it belongs to a picture.
var captionMarks = []string{"(photo", "[photo", "(image", "[image", "photo by", "photo:", "photo credit", "image credit", "image:", "file photo", "picture:", "photograph:",
	". source:", "getty images", "/getty", "/afp", "/reuters", "/ap)", "via reuters", "via ap)", "via getty", "(file)", "[file]", "(courtesy of", "handout via", "hide caption", "toggle caption", "/epa", "ap photo"}

// isCaption reports whether a line is the caption of a picture.
func isCaption(s string) bool {
	if len(s) > 500 {
		return false
	}
	low := strings.ToLower(s)
	tail := low[max(0, len(low)-90):]
	for _, m := range captionMarks {
		if strings.Contains(tail, m) {
			return true
		}
	}
	return strings.HasPrefix(low, "photo:") || strings.HasPrefix(low, "image:") || strings.HasPrefix(low, "file photo")
}

// isCloser reports whether a line is a heading after which the article is
// over.
func isCloser(s string) bool {
	low := strings.ToLower(strings.Trim(strings.ReplaceAll(s, "’", "'"), " :.-–—|#"))
	for _, c := range closers {
		if low == c {
			return true
		}
		if rest, ok := strings.CutPrefix(low, c+" "); ok && (c == "more from" || c == "comments" && strings.HasPrefix(rest, "(")) {
			return true
		}
	}
	digits := strings.TrimLeft(low, "0123456789 ")
	return digits != low && (digits == "comments" || digits == "comment")
}

// markFurniture marks the lines from first on that are no news: what stands
// behind the article, boxes about an outlet or an author, and labels between
// paragraphs.
func markFurniture(lines []line, first int) {
	end := articleEnd(lines, first)
	for i := end; i < len(lines); i++ {
		lines[i].skip = true
	}
	for i := first; i < end; i++ {
		l := &lines[i]
		switch {
		case l.boiler, !l.prose && (isLabel(l.text) || isCloser(l.text)), !l.prose && isCaption(l.text), l.words <= 40 && strings.HasPrefix(l.text, "(Photo"),
			l.words < 14 && byline(l.text) != nil, isCredits(l.text), l.words < 30 && captionLine(lines, i):
			l.skip = true
		}
		if !l.prose && l.words <= 14 {
			if _, rest, ok := dateLine(l.text); ok && rest == "" {
				l.skip = true
			}
		}
	}
	markBox(lines, first, end)
}

// captionLine reports whether a prose line by its tail is a caption: alone
// between paragraphs.
func captionLine(lines []line, i int) bool {
	return lines[i].gap && isCaption(lines[i].text) && !strings.ContainsAny(lines[i].text, "“\"")
}

// articleEnd returns the index of the first line behind the article: a
// heading that closes it, or the run of lines at the end that are no prose.
func articleEnd(lines []line, first int) int {
	end := len(lines)
	prose, rest := 0, 0
	for _, l := range lines[first:] {
		if l.prose && !l.boiler {
			rest++
		}
	}
	for i := first; i < len(lines); i++ {
		if lines[i].prose && !lines[i].boiler {
			prose++
			rest--
		}
		// The first paragraphs are never behind the article, and a box of
		// links in its middle does not end it.
		if prose >= 2 && rest <= max(2, prose/4) && isCloser(lines[i].text) {
			end = i
			break
		}
	}
	for end > first && (!lines[end-1].prose && !quoteOrList(lines, end-1) || lines[end-1].boiler) {
		end--
	}
	return end
}

// quoteOrList reports whether a line without a sentence's end goes on what
// stands before it.
func quoteOrList(lines []line, i int) bool {
	l := lines[i]
	r, _ := utf8.DecodeRuneInString(l.text)
	if endsSentence(l.text) && (r == '“' || r == '"' || l.words >= 3) {
		return true
	}
	return i > 0 && !l.gap && strings.HasSuffix(lines[i-1].text, ":")
}

// markBox marks boxes at the end of an article: a heading with a paragraph
// that says what the heading's name is, and a paragraph about the author.
func markBox(lines []line, first, end int) {
	last := end - 1
	for last > first && lines[last].skip {
		last--
	}
	if last <= first+1 {
		return
	}
	l := &lines[last]
	if aboutAuthor(l.text) {
		l.skip = true
		return
	}
	for i := max(first+1, last-2); i < last; i++ {
		h := lines[i]
		if h.prose || h.words > 6 || !titleCase(h.text) || !strings.HasPrefix(lines[i+1].text, h.text) {
			continue
		}
		for j := i; j <= last; j++ {
			lines[j].skip = true
		}
		return
	}
}

// aboutAuthor reports whether a paragraph says who wrote the article: "X is a
// reporter at Y".
func aboutAuthor(s string) bool {
	if len(s) > 400 {
		return false
	}
	i := strings.Index(s, " is a")
	if i < 0 || i > 60 {
		return false
	}
	rest := strings.ToLower(s[i:min(len(s), i+90)])
	for _, w := range []string{"reporter", "journalist", "correspondent", "columnist", "staff writer", "freelance", "editor at", "editor for", "contributor", "writer for", "writer at", "writer based"} {
		if strings.Contains(rest, w) {
			return true
		}
	}
	return false
}

func titleCase(s string) bool {
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && len(w) > 3 {
			return false
		}
	}
	return true
}

// skipRanges returns the furniture as ranges: the lines that are marked, those
// that touch joined, and the dateline.
func skipRanges(text string, lines []line) []byteRange {
	var out []byteRange
	dateline := true
	for i := range lines {
		l := &lines[i]
		if l.skip {
			if n := len(out); n > 0 && i > 0 && lines[i-1].skip {
				out[n-1].end = l.end
				continue
			}
			out = append(out, l.byteRange)
			continue
		}
		if dateline {
			dateline = false
			if _, n := Dateline(l.text); n > 0 {
				r := byteRange{l.start, l.start + n}
				if k := len(out); k > 0 && strings.TrimSpace(text[out[k-1].end:r.start]) == "" {
					out[k-1].end = r.end
				} else {
					out = append(out, r)
				}
			}
		}
	}
	return out
}
