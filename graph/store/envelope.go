package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/s2"
)

// Every value is in an envelope:
//
//	form (1 byte), CRC-32C of the key and what follows (4 bytes), payload
//
// The checksum covers the key, so that a value that a damaged index delivers
// under another key is noticed too. Badger gives wrong values and short scans
// on a damaged table without an error, see check.go for the second.
const (
	formPlain  byte = 0x11
	formS2     byte = 0x12 // payload is an S2 block
	formChunks byte = 0x13 // payload is the number of chunks and the CRC-32C of the whole
)

const (
	envelopeSize = 5
	// compressFrom is the size from which S2 saves more reading than it costs.
	compressFrom = 1 << 10
	// chunkSize keeps every value below Badger's ValueThreshold, so that none
	// lands in the value log, which is not safe against power loss.
	chunkSize = 256 << 10
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(key, payload []byte) uint32 {
	return crc32.Update(crc32.Update(0, castagnoli, key), castagnoli, payload)
}

// seal returns payload in its envelope for key.
func seal(key, payload []byte) []byte {
	form := formPlain
	if len(payload) >= compressFrom {
		if c := s2.Encode(nil, payload); len(c) < len(payload)*7/8 {
			form, payload = formS2, c
		}
	}
	return sealAs(form, key, payload)
}

func sealAs(form byte, key, payload []byte) []byte {
	b := make([]byte, envelopeSize, envelopeSize+len(payload))
	b[0] = form
	binary.BigEndian.PutUint32(b[1:], checksum(key, payload))
	return append(b, payload...)
}

// unseal returns the form and payload of the value of key. A plain payload is
// part of value.
func unseal(key, value []byte) (form byte, payload []byte, err error) {
	if len(value) < envelopeSize {
		return 0, nil, damaged(key, errors.New("short value"))
	}
	form, payload = value[0], value[envelopeSize:]
	if binary.BigEndian.Uint32(value[1:]) != checksum(key, payload) {
		return 0, nil, damaged(key, errors.New("checksum does not match"))
	}
	switch form {
	case formPlain, formChunks:
		return form, payload, nil
	case formS2:
		p, err := s2.Decode(nil, payload)
		if err != nil {
			return 0, nil, damaged(key, err)
		}
		return formPlain, p, nil
	}
	return 0, nil, damaged(key, fmt.Errorf("unknown form %#x", form))
}

func damaged(k []byte, err error) error {
	kd, _ := parseKey(k)
	return fmt.Errorf("%w: %v %x: %w", ErrDamaged, kd, k[min(1, len(k)):], err)
}

// chunkKey is the key of part n of the value of key.
func chunkKey(k []byte, n int) key { return append(newKey(kindChunk).num(int64(n)), k...) }
