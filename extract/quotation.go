package extract

// quoted reports whether token t stands between quotation marks.
func (d *document) quoted(t int32) bool {
	return d.marksOpen(d.nlp.Sentences[d.sentenceOf[t]].First, t)
}

// inQuotation reports whether token t stands in a quotation, which may have
// begun in a sentence before: marks are counted from the paragraph's start.
func (d *document) inQuotation(t int32) bool {
	n := d.sentenceOf[t]
	for n > 0 && !d.nlp.Paragraph[n] {
		n--
	}
	return d.marksOpen(d.nlp.Sentences[n].First, t)
}

// marksOpen reports whether quotation marks that open from the one token on
// are still open before the other.
func (d *document) marksOpen(from, to int32) bool {
	open := false
	for i := from; i < to; i++ {
		switch d.nlp.Word(i) {
		case "\"", "``", "''":
			open = !open
		case "“", "«":
			open = true
		case "”", "»":
			open = false
		}
	}
	return open
}

// firstPerson reports whether the sentence speaks of its speaker.
func (d *document) firstPerson(n int32) bool {
	for t := d.nlp.Sentences[n].First; t < d.nlp.Sentences[n].End; t++ {
		switch d.lower(t) {
		case "i", "we", "my", "our", "me", "us", "i'm", "i've", "we've":
			if d.nlp.Word(t) != "US" {
				return true
			}
		}
	}
	return false
}

// paragraphsBetween counts the paragraphs that begin between two tokens.
func (d *document) paragraphsBetween(a, b int32) int {
	from, to := d.sentenceOf[min(a, b)], d.sentenceOf[max(a, b)]
	count := 0
	for n := from + 1; n <= to; n++ {
		if d.nlp.Paragraph[n] {
			count++
		}
	}
	return count
}

// asked reports whether the sentence is a question: it asserts nothing.
func (d *document) asked(n int32) bool {
	for t := d.nlp.Sentences[n].End - 1; t >= d.nlp.Sentences[n].First; t-- {
		switch d.nlp.Word(t) {
		case "?":
			return true
		case "\"", "”", "''", ")", "!", "’", "'":
		default:
			return false
		}
	}
	return false
}
