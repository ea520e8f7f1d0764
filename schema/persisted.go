package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// resolveDocument finds the document of a request that names one instead of
// sending it: a documentId of the allow-list, or Apollo's automatic persisted
// queries (extensions.persistedQuery with the SHA-256 of the document).
func (s *Server) resolveDocument(q *operationRequest) *Error {
	hash, err := persistedHash(q.Extensions)
	if err != nil {
		return err
	}
	if list := s.options.Documents; list != nil {
		return allowed(q, list, hash)
	}
	if q.DocumentID != "" && q.Query == "" {
		hash = trimHash(q.DocumentID)
	}
	switch {
	case hash == "" && q.Query == "":
		return failf(BadRequest, "the request has no query")
	case hash == "":
		return nil
	case q.Query == "":
		text, ok := s.persisted.get(hash)
		if !ok {
			return failf(PersistedNotFound, "PersistedQueryNotFound")
		}
		q.Query = text
	case hashOf(q.Query) != hash:
		return failf(PersistedMismatch, "the hash is not that of the query")
	case len(q.Query) <= s.limits.MaxQueryBytes:
		s.persisted.put(hash, q.Query)
	}
	return nil
}

// allowed runs only documents of the list, found by id or by hash.
func allowed(q *operationRequest, list map[string]string, hash string) *Error {
	id := q.DocumentID
	if id == "" {
		id = hash
	}
	if text, ok := list[id]; ok {
		q.Query = text
		return nil
	}
	if q.Query != "" {
		for _, text := range list {
			if text == q.Query {
				return nil
			}
		}
	}
	if id != "" && q.Query == "" {
		return failf(PersistedNotFound, "PersistedQueryNotFound")
	}
	return failf(Forbidden, "only listed documents may be run here; send a documentId")
}

func persistedHash(extensions map[string]any) (string, *Error) {
	v, ok := extensions["persistedQuery"]
	if !ok || v == nil {
		return "", nil
	}
	m, _ := v.(map[string]any)
	hash, _ := m["sha256Hash"].(string)
	if version, _ := m["version"].(json.Number); len(hash) != 64 || version != "1" {
		return "", failf(BadRequest, "extensions.persistedQuery needs version 1 and a sha256Hash")
	}
	return hash, nil
}

// trimHash takes the prefix off a documentId such as "sha256:ab12".
func trimHash(id string) string {
	if len(id) > 7 && id[:7] == "sha256:" {
		return id[7:]
	}
	return id
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
