package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/graph/store"
)

func checkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Prove that indexes agree with records and nothing is damaged",
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			problems := 0
			for p, err := range s.Check(cmd.Context()) {
				if err != nil {
					return err
				}
				if problems++; problems <= 100 {
					fmt.Fprintf(a.stderr, "parley: check: %s\n", p)
				}
			}
			if problems > 0 {
				fmt.Fprintf(a.stderr, "parley: check: %d problems; what is damaged can be made again: load a dump, restore a backup or ingest the articles into a new store\n", problems)
				return errSaid
			}
			fmt.Fprintln(a.stdout, "ok: every table and value has its checksum, every index agrees with the records")
			return s.Close()
		},
	}
}

func verifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Prove that every value is really in its article",
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			v, err := s.Verify(cmd.Context())
			if err != nil {
				return err
			}
			for _, p := range v.Problems {
				fmt.Fprintf(a.stderr, "parley: verify: %s\n", p)
			}
			if len(v.Problems) > 0 {
				return errSaid
			}
			fmt.Fprintf(a.stdout, "ok: %d values and %d spans of %d articles dereference\n", v.Values, v.Spans, v.Articles)
			return s.Close()
		},
	}
}

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write one state of the store to a file, with a checksum",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			return writeFile(args[0], func(w io.Writer) error { return s.Backup(cmd.Context(), w) })
		},
	}
}

// writeFile lets write fill a new file that has its name only when all of it
// is on the disk.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	if err = write(w); err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a store from a backup; --db must not exist yet",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("restore: %w", err)
			}
			defer f.Close()
			return store.Restore(cmd.Context(), bufio.NewReaderSize(f, 1<<20), a.db)
		},
	}
}

func compactCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Free what was deleted and replaced",
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Compact(cmd.Context()); err != nil {
				return err
			}
			return s.Close()
		},
	}
}
