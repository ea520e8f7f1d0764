package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A HolderInfo tells other processes who has a store open for writing.
type HolderInfo struct {
	PID     int    `json:"pid"`
	Address string `json:"address,omitempty"` // where it serves, as host:port or URL
}

const holderFile = "parley.json"

// Holder returns what the process that holds the store at dir says of itself.
// The file outlives a killed process, so only [ErrLocked] shows that it is
// true. With no file the answer is zero and no error.
func Holder(dir string) (HolderInfo, error) {
	b, err := os.ReadFile(filepath.Join(dir, holderFile))
	if errors.Is(err, fs.ErrNotExist) {
		return HolderInfo{}, nil
	}
	if err != nil {
		return HolderInfo{}, fmt.Errorf("read holder of store: %w", err)
	}
	var h HolderInfo
	if err := json.Unmarshal(b, &h); err != nil {
		return HolderInfo{}, fmt.Errorf("read holder of store %s: %w", dir, err)
	}
	return h, nil
}

// writeHolder replaces the file at once, so that no reader sees half of it.
func writeHolder(dir string, h HolderInfo) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, holderFile)
	if err := os.WriteFile(name+".new", append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("say who holds the store: %w", err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		return fmt.Errorf("say who holds the store: %w", err)
	}
	return nil
}
