package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
)

// The store holds these keys, one kind of key to a line. An id is written in
// 11 bytes, day as days since 1970; -x sorts the greatest first. Every value is
// in an envelope (envelope.go). Records are the truth: what is below them is
// an index, a function of the records that [Store.Check] recomputes, written
// in the same transaction.
//
// Records:
//
//	[meta, name]                        => format version, revision, totals
//	[article, id, part]                 => the article: head, text, extraction, local facts
//	[decision, seq]                     => Decision
//	[state, resolver's key]             => resolver's value
//	[entity, id]                        => Entity
//	[event, id]                         => brief, Event
//	[outlet, id]                        => Outlet in each form that articles give it, with counts
//	[link, id]                          => what a local entity, signature or report belongs to
//	[copy, article]                     => the article of which it is a copy
//	[facts, id]                         => revision, time of last change; local to this store
//	[change, revision, id]              => what happened to id; its last change only
//	[intent, n]                         => a transaction over Badger's limits, see intent.go
//	[chunk, n, key]                     => a part of a value over chunkSize
//
// Indexes of articles:
//
//	[byDate, outlet or "", -published, article] => outlet, language, corrected
//	[byURL, hash of URL, article]               => nothing
//	[word, word, article]                       => where: title, which reports' evidence
//	[local, signature, article, n]              => mentions, day: local entity n of article
//	[named, entity, -day, article]              => local entities of entity, outlet
//	[outletRank, -articles, outlet]             => nothing
//	[outletName, folded name or domain, outlet] => nothing
//
// Indexes of entities:
//
//	[rank, kind, -events, entity]               => nothing
//	[name, prefix, -activity, token, entity]    => folded names with the token
//	[token, token]                              => number of entities with it
//	[skeleton, skeleton of token, token]        => nothing
//	[gram, trigram, token]                      => nothing
//	[wikidata, item, entity]                    => nothing
//	[holder, organization, standing, -articles, person, n] => nothing
//	[within, place, place in it]                => nothing
//
// Indexes of events. A list is all (no owners), one entity's, one pair's, one
// place's or one outlet's; undated events stand last. long repeats those that
// last over longDays, wide those with over wideParticipants, which are in no
// pair's list.
//
//	[list, which, owners, -first day, event]    => brief
//	[long, which, owners, -first day, event]    => brief
//	[wide, entity, -first day, event]           => brief
//	[total, which, owners]                      => totals of a list
//	[met, entity, -events, other]               => kind, outlets, dates, types
//	[order, field, value, event]                => nothing
//	[part, event, -first day, part of it]       => nothing
//	[title, word, event]                        => nothing
//
// A scan is always over the first fields of one kind.
const (
	kindMeta kind = iota + 1
	kindArticle
	kindDecision
	kindState
	kindEntity
	kindEvent
	kindOutlet
	kindLink
	kindCopy
	kindFacts
	kindChange
	kindIntent
	kindChunk

	kindByDate
	kindByURL
	kindWord
	kindLocal
	kindNamed
	kindOutletRank
	kindOutletName

	kindRank
	kindName
	kindToken
	kindSkeleton
	kindGram
	kindWikidata
	kindHolder
	kindWithin

	kindList
	kindLong
	kindWide
	kindTotal
	kindMet
	kindOrder
	kindPart
	kindTitle

	kindEnd
)

// kindNames name the kinds in reports, in the words of the list above.
var kindNames = [kindEnd]string{"", "meta", "article", "decision", "state", "entity", "event", "outlet", "link", "copy", "facts", "change", "intent", "chunk",
	"byDate", "byURL", "word", "local", "named", "outletRank", "outletName",
	"rank", "name", "token", "skeleton", "gram", "wikidata", "holder", "within",
	"list", "long", "wide", "total", "met", "order", "part", "title"}

// A kind is the first byte of a key. Kinds are on disk: append, never renumber.
type kind byte

func (k kind) String() string {
	if k == 0 || k >= kindEnd {
		return "unknown"
	}
	return kindNames[k]
}

// A key is built field by field. Keys of one kind sort as their fields do, and
// no field can run into the next.
type key []byte

func newKey(k kind) key { return append(make(key, 0, 48), byte(k)) }

// str appends a text: a zero byte in it is written 00 FF, and 00 01 ends it.
func (k key) str(s string) key {
	for i := range len(s) {
		if k = append(k, s[i]); s[i] == 0 {
			k = append(k, 0xff)
		}
	}
	return append(k, 0, 1)
}

// prefix appends a text that is only the beginning of a field, for scans.
func (k key) prefix(s string) key {
	k = k.str(s)
	return k[:len(k)-2]
}

// num appends a number, ascending; desc appends one so that greater sorts first.
func (k key) num(n int64) key  { return binary.BigEndian.AppendUint64(k, uint64(n)^(1<<63)) }
func (k key) desc(n int64) key { return k.num(^n) }

// day appends a day, ascending; descDay the newest first.
func (k key) day(d int32) key     { return binary.BigEndian.AppendUint32(k, uint32(d)^(1<<31)) }
func (k key) descDay(d int32) key { return k.day(^d) }

func (k key) byte(b byte) key { return append(k, b) }

// id appends an id: its letter and 80 bits that sort as their letters do. An
// id of another form sorts before them, as 00 and a text; no id as one byte.
func (k key) id(id string) key { return appendID(k, id) }

const idSize = 11 // of an id of our own form in a key or value

func appendID(b []byte, id string) []byte {
	if id == "" {
		return append(b, 1)
	}
	if len(id) != 18 || id[1] != '_' || id[0] < 2 || id[0] > 0x7f {
		return key(append(b, 0)).str(id)
	}
	n := len(b)
	b = append(b, id[0])
	var acc, bits uint
	for i := 2; i < 18; i++ {
		v := idDigit[id[i]]
		if v == 0 {
			return key(append(b[:n], 0)).str(id)
		}
		acc, bits = acc<<5|uint(v-1), bits+5
		if bits >= 8 {
			bits -= 8
			b = append(b, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	return b
}

// idDigits are the letters of an id in the order of their bytes, so that
// packed ids sort as ids do.
const idDigits = "234567abcdefghijklmnopqrstuvwxyz"

var idDigit = func() (t [256]uint8) {
	for i := range len(idDigits) {
		t[idDigits[i]] = uint8(i + 1)
	}
	return t
}()

var errKey = errors.New("malformed key")

// fields reads a key or packed value field by field, in the order it was
// built. The first field that does not fit sets err; later ones are zero.
type fields struct {
	b   []byte
	err error
}

// parseKey returns a key's kind and its fields.
func parseKey(b []byte) (kind, *fields) {
	if len(b) == 0 {
		return 0, &fields{err: errKey}
	}
	return kind(b[0]), &fields{b: b[1:]}
}

func (f *fields) take(n int) []byte {
	if f.err != nil || n < 0 || n > len(f.b) {
		f.err, f.b = errKey, nil
		return make([]byte, min(max(n, 0), 8))
	}
	b := f.b[:n]
	f.b = f.b[n:]
	return b
}

func (f *fields) byte() byte { return f.take(1)[0] }
func (f *fields) num() int64 { return int64(binary.BigEndian.Uint64(f.take(8)) ^ 1<<63) }
func (f *fields) desc() int64 {
	return ^f.num()
}
func (f *fields) day() int32     { return int32(binary.BigEndian.Uint32(f.take(4)) ^ 1<<31) }
func (f *fields) descDay() int32 { return ^f.day() }

func (f *fields) str() string {
	var s []byte
	for {
		i := bytes.IndexByte(f.b, 0)
		if i < 0 || i+1 >= len(f.b) {
			f.err, f.b = errKey, nil
			return ""
		}
		end := f.b[i+1]
		s = append(s, f.b[:i]...)
		f.b = f.b[i+2:]
		switch end {
		case 1:
			return string(s)
		case 0xff:
			s = append(s, 0)
		default:
			f.err, f.b = errKey, nil
			return ""
		}
	}
}

func (f *fields) id() string {
	c := f.byte()
	switch {
	case f.err != nil || c == 1:
		return ""
	case c == 0:
		return f.str()
	}
	packed := f.take(idSize - 1)
	if f.err != nil {
		return ""
	}
	var s [18]byte
	s[0], s[1] = c, '_'
	var acc, bits uint
	n := 2
	for _, p := range packed {
		acc, bits = acc<<8|uint(p), bits+8
		for bits >= 5 {
			bits -= 5
			s[n] = idDigits[acc>>bits]
			n++
			acc &= 1<<bits - 1
		}
	}
	return string(s[:])
}

func (f *fields) uvarint() uint64 {
	v, n := binary.Uvarint(f.b)
	if f.err != nil || n <= 0 {
		f.err, f.b = errKey, nil
		return 0
	}
	f.b = f.b[n:]
	return v
}

func (f *fields) varint() int64 {
	v := f.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// text reads a text written with its length before it.
func (f *fields) text() string {
	n := f.uvarint()
	if n > uint64(len(f.b)) {
		f.err, f.b = errKey, nil
		return ""
	}
	return string(f.take(int(n)))
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// after returns the least key greater than every key with the prefix, nil
// when there is none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xff {
			end := bytes.Clone(prefix[:i+1])
			end[i]++
			return end
		}
	}
	return nil
}

// recordKey is the key of the one record of an id.
func recordKey(k kind, id string) key { return newKey(k).id(id) }

// Parts of an article's own record.
const (
	headPart byte = iota
	textPart
	extractionPart
	localPart
)

func articleKey(id string, part byte) key { return newKey(kindArticle).id(id).byte(part) }

// Lists of events, by what their owners are. They are on disk.
const (
	listAll byte = iota + 1
	listEntity
	listPair
	listPlace
	listOutlet
)

// A listName names a list of events: which, and whose.
type listName string

func allList() listName             { return listName([]byte{listAll}) }
func entityList(id string) listName { return listName(appendID([]byte{listEntity}, id)) }
func placeList(id string) listName  { return listName(appendID([]byte{listPlace}, id)) }
func outletList(id string) listName { return listName(appendID([]byte{listOutlet}, id)) }
func pairList(a, b string) listName {
	if strings.Compare(a, b) > 0 {
		a, b = b, a
	}
	return listName(appendID(appendID([]byte{listPair}, a), b))
}

// of appends a list's name, which ends itself.
func (k key) of(l listName) key { return append(k, l...) }

// when appends where an event stands in a list: newest first, undated last.
func (k key) when(first int32, dated bool) key {
	if !dated {
		return k.byte(1)
	}
	return k.byte(0).descDay(first)
}
