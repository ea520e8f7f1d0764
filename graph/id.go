package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// Kinds of id, by their first letter. An id is opaque to clients; the letter
// lets a look-up by id find the right record without a search.
const (
	EntityID        = 'e' // Entity and LocalEntity: any local id resolves to its entity
	EventID         = 'v' // Event and Report: any report id resolves to its event
	ArticleID       = 'a'
	OutletID        = 'o'
	MentionID       = 'm'
	ClaimID         = 'c'
	ParticipationID = 'p'
	DecisionID      = 'd'
	JobID           = 'j'
	EdgeID          = 'g'
)

var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewID returns the id of the given kind for fields: the kind's letter, "_"
// and 80 bits of the SHA-256 of the fields. The same fields always give the
// same id, and no field can run into the next.
func NewID(kind byte, fields ...string) string {
	h := sha256.New()
	for _, f := range fields {
		var n [8]byte
		for i := range n {
			n[i] = byte(len(f) >> (8 * i))
		}
		h.Write(n[:])
		h.Write([]byte(f))
	}
	var sum [sha256.Size]byte
	return string(kind) + "_" + idEncoding.EncodeToString(h.Sum(sum[:0])[:10])
}

// IDKind returns the kind letter of an id, or 0 when id is not one of ours.
func IDKind(id string) byte {
	if len(id) < 18 || id[1] != '_' || !strings.ContainsRune("evaomcpdjg", rune(id[0])) {
		return 0
	}
	return id[0]
}
