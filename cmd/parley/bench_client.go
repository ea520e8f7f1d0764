package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
)

// A benchClient posts requests and reads answers with as little work as it
// can, since it shares the processors with the server: bodies are made
// beforehand, and of a compressed answer only the beginning is unpacked, where
// errors would be.
type benchClient struct {
	http *http.Client
	url  string
	buf  bytes.Buffer
}

// post sends a body and returns the size of the answer before compression.
func (c *benchClient) post(ctx context.Context, body []byte) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	c.buf.Reset()
	if _, err := c.buf.ReadFrom(resp.Body); err != nil {
		return 0, err
	}
	raw, size := io.Reader(bytes.NewReader(c.buf.Bytes())), c.buf.Len()
	if resp.Header.Get("Content-Encoding") == "gzip" {
		if size < 4 {
			return 0, io.ErrUnexpectedEOF
		}
		// RFC 1952: the last four bytes are the size of the input.
		size = int(binary.LittleEndian.Uint32(c.buf.Bytes()[size-4:]))
		if raw, err = gzip.NewReader(raw); err != nil {
			return 0, err
		}
	}
	const good = `{"data":{`
	head := make([]byte, len(good))
	if _, err := io.ReadFull(raw, head); err != nil {
		return 0, fmt.Errorf("answer %s: %w", resp.Status, err)
	}
	if string(head) != good {
		text, _ := io.ReadAll(io.LimitReader(raw, 500))
		return 0, fmt.Errorf("answer %s: %s%s", resp.Status, head, text)
	}
	return size, nil
}
