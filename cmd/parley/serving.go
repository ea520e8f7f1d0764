package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// servingFile lies in the store's folder while "parley serve" holds it, so
// that other commands of the same user find the server. It is readable by its
// owner only: it carries a token for writes that lives as long as the server.
const servingFile = "serving.json"

// serving is what the file says.
type serving struct {
	PID   int    `json:"pid"`
	URL   string `json:"url"`
	Token string `json:"token"`
}

// writeServing tells other commands that this process serves db at url.
func writeServing(db, url string) (s serving, remove func(), err error) {
	s = serving{PID: os.Getpid(), URL: url, Token: rand.Text()}
	data, err := json.Marshal(s)
	if err != nil {
		return s, nil, err
	}
	path := filepath.Join(db, servingFile)
	tmp := fmt.Sprintf("%s.%d", path, s.PID)
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return s, nil, fmt.Errorf("write %s: %w", tmp, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return s, nil, fmt.Errorf("write %s: %w", path, err)
	}
	return s, func() { os.Remove(path) }, nil
}

// readServing tells who serves db, if a server left word.
func readServing(db string) (serving, bool) {
	data, err := os.ReadFile(filepath.Join(db, servingFile))
	if err != nil {
		return serving{}, false
	}
	var s serving
	if json.Unmarshal(data, &s) != nil || s.URL == "" {
		return serving{}, false
	}
	return s, true
}
