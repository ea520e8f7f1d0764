package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/extract"
	"parley/graph"
	"parley/graph/identity"
	"parley/graph/store"
)

// An app is what the commands work with: the streams, the flags that all
// share, and the ways to open what they need.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	log            *slog.Logger

	db, config, ontology, token string
	json, verbose               bool
}

func commands(a *app) []*cobra.Command {
	return []*cobra.Command{
		ingestCommand(a), serveCommand(a), queryCommand(a),
		metCommand(a), pathCommand(a), timelineCommand(a), searchCommand(a), showCommand(a), statsCommand(a),
		newDumpCommand(a), newLoadCommand(a),
		mergeCommand(a), splitCommand(a), distinctCommand(a), retractCommand(a), restoreArticleCommand(a), whyCommand(a), decisionsCommand(a),
		checkCommand(a), verifyCommand(a), backupCommand(a), restoreCommand(a), compactCommand(a), reextractCommand(a), benchCommand(a),
		annotateCommand(a), newGenerateCommand(a), demoCommand(a), versionCommand(a),
	}
}

// openStore opens the store for this process. With create it makes one where
// there is none.
func (a *app) openStore(create bool) (*store.Store, error) {
	return a.openStoreWith(store.Options{}, create)
}

func (a *app) openStoreWith(o store.Options, create bool) (*store.Store, error) {
	if _, err := os.Stat(a.db); errors.Is(err, fs.ErrNotExist) && !create {
		return nil, fmt.Errorf("there is no store at %s; make one with: parley --db %s ingest PATH", a.db, a.db)
	}
	o.Resolver, o.Logger = identity.New(identity.Options{Log: a.log}), a.log
	return store.Open(a.db, o)
}

func isLocked(err error) bool { return errors.Is(err, store.ErrLocked) }

// newExtractor returns the extractor with the user's ontology.
func (a *app) newExtractor() (*extract.Extractor, error) {
	o, err := a.loadOntology()
	if err != nil {
		return nil, err
	}
	return extract.New(extract.Options{Ontology: o})
}

func (a *app) loadOntology() (*graph.Ontology, error) {
	if a.ontology == "" {
		return graph.DefaultOntology(), nil
	}
	f, err := os.Open(a.ontology)
	if err != nil {
		return nil, fmt.Errorf("ontology: %w", err)
	}
	defer f.Close()
	o := graph.DefaultOntology().Clone()
	if err := o.Extend(a.ontology, f); err != nil {
		return nil, err
	}
	return o, nil
}

// ask runs fn with a client: over the store when this process can open it,
// else of the server that holds it.
func (a *app) ask(ctx context.Context, fn func(context.Context, *client) error) error {
	c, err := a.client()
	if err != nil {
		return err
	}
	err = fn(ctx, c)
	return errors.Join(err, c.close())
}

func (a *app) client() (*client, error) {
	s, err := a.openStore(false)
	if errors.Is(err, store.ErrLocked) {
		if r, ok := readServing(a.db); ok {
			token := a.token
			if token == "" {
				token = r.Token
			}
			return remoteClient(r.URL, token), nil
		}
	}
	if err != nil {
		return nil, err
	}
	// Requests of this process to itself are no news.
	server, err := a.newServer(s, serverOptions{token: "local", quiet: true})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return localClient(server, "local", s.Close), nil
}

// printJSON prints v indented.
func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// decodeBoth decodes one JSON value into both parts.
type decodeBoth [2]any

// UnmarshalJSON implements [json.Unmarshaler].
func (d *decodeBoth) UnmarshalJSON(data []byte) error {
	return errors.Join(json.Unmarshal(data, d[0]), json.Unmarshal(data, d[1]))
}

// articleID takes an article's id or its key.
func articleID(idOrKey string) string {
	if graph.IDKind(idOrKey) == graph.ArticleID && !strings.Contains(idOrKey, "/") {
		return idOrKey
	}
	return graph.NewID(graph.ArticleID, idOrKey)
}
