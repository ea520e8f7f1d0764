package store

import (
	"encoding/binary"
	"math"
	"slices"

	"parley/graph"
)

// A brief is what the lists know of an event: enough to filter, count and
// join without reading the event.
type brief struct {
	id                       string
	kind                     graph.EventType
	factuality               graph.Factuality
	corroboration            graph.CorroborationLevel
	dated                    bool
	first, last              graph.Day // of the date, when dated
	reported                 graph.Day // of the first report; noDay when unknown
	outletCount, independent int
	contested                int
	confidence               float64
	place                    string
	participants             []member
	outlets                  []string // outlet ids; article ids where the outlet is unknown
}

// A member is a participant with its kind, so that a scan can filter by kind.
type member struct {
	id   string
	kind byte // index into kinds
}

// noDay is the day of what has none: before all others.
const noDay = graph.FirstDay - 1

// kinds, levels and the model's own lists number the enumerations on disk;
// values that this program does not know are written out.
var (
	kinds  = []graph.EntityKind{graph.Person, graph.Organization, graph.Place}
	levels = []graph.CorroborationLevel{graph.SingleSource, graph.Corroborated, graph.Partial, graph.Contested}
)

func kindIndex(k graph.EntityKind) byte { return byte(slices.Index(kinds, k) + 1) }

func kindAt(i byte) graph.EntityKind {
	if i == 0 || int(i) > len(kinds) {
		return ""
	}
	return kinds[i-1]
}

// appendEnum writes a value of a numbered enumeration, or 0 and its text.
func appendEnum[T ~string](b []byte, all []T, v T) []byte {
	i := slices.Index(all, v)
	if i < 0 {
		return appendText(append(b, 0), string(v))
	}
	return append(b, byte(i+1))
}

func readEnum[T ~string](f *fields, all []T) T {
	i := int(f.byte())
	switch {
	case i == 0:
		return T(f.text())
	case i > len(all):
		f.err = errKey
		return ""
	}
	return all[i-1]
}

// appendBrief writes b without its id, which is in the key.
func appendBrief(v []byte, b *brief) []byte {
	v = appendEnum(v, graph.EventTypes, b.kind)
	v = appendEnum(v, graph.Factualities, b.factuality)
	v = appendEnum(v, levels, b.corroboration)
	if b.dated {
		v = append(v, 1)
		v = binary.AppendVarint(v, int64(b.first))
		v = binary.AppendUvarint(v, uint64(b.last-b.first))
	} else {
		v = append(v, 0)
	}
	v = binary.AppendVarint(v, int64(b.reported))
	v = binary.AppendUvarint(v, uint64(b.outletCount))
	v = binary.AppendUvarint(v, uint64(b.independent))
	v = binary.AppendUvarint(v, uint64(b.contested))
	v = binary.LittleEndian.AppendUint64(v, math.Float64bits(b.confidence))
	v = appendID(v, b.place)
	v = binary.AppendUvarint(v, uint64(len(b.participants)))
	for _, m := range b.participants {
		v = append(appendID(v, m.id), m.kind)
	}
	v = binary.AppendUvarint(v, uint64(len(b.outlets)))
	for _, o := range b.outlets {
		v = appendID(v, o)
	}
	return v
}

func (f *fields) brief(id string) brief {
	b := brief{id: id}
	b.kind = readEnum(f, graph.EventTypes)
	b.factuality = readEnum(f, graph.Factualities)
	b.corroboration = readEnum(f, levels)
	if f.byte() == 1 {
		b.dated = true
		b.first = graph.Day(f.varint())
		b.last = b.first + graph.Day(f.uvarint())
	}
	b.reported = graph.Day(f.varint())
	b.outletCount, b.independent, b.contested = int(f.uvarint()), int(f.uvarint()), int(f.uvarint())
	b.confidence = math.Float64frombits(binary.LittleEndian.Uint64(f.take(8)))
	b.place = f.id()
	if n := f.uvarint(); n > 0 && n <= uint64(len(f.b)) {
		b.participants = make([]member, n)
		for i := range b.participants {
			b.participants[i].id = f.id()
			b.participants[i].kind = f.byte()
		}
	}
	if n := f.uvarint(); n > 0 && n <= uint64(len(f.b)) {
		b.outlets = make([]string, n)
		for i := range b.outlets {
			b.outlets[i] = f.id()
		}
	}
	return b
}

func (b *brief) has(entity string) bool {
	return slices.ContainsFunc(b.participants, func(m member) bool { return m.id == entity })
}

// counts reports whether counts that ask for no factuality include b.
func (b *brief) counts() bool { return slices.Contains(graph.DefaultFactuality, b.factuality) }

// longDays is the longest that an event may last without standing in long: a
// scan for events that overlap a day starts that much earlier.
const longDays = 31

func (b *brief) long() bool { return b.dated && b.last-b.first >= longDays }

// wideParticipants is the most participants whose pairs are all listed; a
// larger event would take hundreds of keys.
const wideParticipants = 24

func (b *brief) wide() bool { return len(b.participants) > wideParticipants }
