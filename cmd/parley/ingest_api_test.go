package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph/generate"
)

// TestIngestWhileReading sends articles to a real server over HTTP while eight
// clients read. An article that a reader sees has the mentions that it has at
// the end, is among the articles of each of its events, and each sentence that
// an event shows of it can be read.
func TestIngestWhileReading(t *testing.T) {
	base := serveProgram(t, filepath.Join(t.TempDir(), "live.db"), "secret")
	var articles []map[string]any
	for a := range generate.News(5, 20) {
		articles = append(articles, map[string]any{"key": "n-" + fmt.Sprint(len(articles)), "title": a.Title, "text": a.Text, "outlet": a.Outlet, "published": a.Published})
	}
	const watch = `{ articles(first: 15) { nodes { id key mentions(first: 0) { totalCount } events(first: 5, filter: { factuality: [HELD, ONGOING, SCHEDULED, PROPOSED, POSTPONED, CANCELLED, REFUSED, DENIED, ALLEGED, HYPOTHETICAL] }) {
		nodes { id articles(first: 100) { nodes { id } } mentions(first: 20) { nodes { sentence { text } article { id } } } } } } } }`
	type nodes struct {
		Articles struct {
			Nodes []struct {
				ID, Key  string
				Mentions struct{ TotalCount int }
				Events   struct {
					Nodes []struct {
						ID       string
						Articles struct{ Nodes []struct{ ID string } }
						Mentions struct {
							Nodes []struct {
								Sentence struct{ Text string }
								Article  struct{ ID string }
							}
						}
					}
				}
			}
		}
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var mu sync.Mutex
	seen := map[string]map[int]bool{} // mentions by key
	during := 0                       // answers that had some of the articles only
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			c := remoteClient(base, "")
			for ctx.Err() == nil {
				var got nodes
				if err := c.do(ctx, watch, nil, &got); err != nil {
					if ctx.Err() == nil {
						t.Error(err)
					}
					return
				}
				mu.Lock()
				if n := len(got.Articles.Nodes); n > 0 && n < 15 {
					during++
				}
				for _, a := range got.Articles.Nodes {
					if seen[a.Key] == nil {
						seen[a.Key] = map[int]bool{}
					}
					seen[a.Key][a.Mentions.TotalCount] = true
					for _, v := range a.Events.Nodes {
						if !strings.Contains(fmt.Sprint(v.Articles.Nodes), a.ID) {
							t.Errorf("event %s of article %s does not have it", v.ID, a.Key)
						}
						for _, m := range v.Mentions.Nodes {
							if m.Sentence.Text == "" || m.Article.ID == "" {
								t.Errorf("event %s shows a sentence that cannot be read", v.ID)
							}
						}
					}
				}
				mu.Unlock()
				time.Sleep(10 * time.Millisecond) // leave the server time to read
			}
		})
	}
	writer := remoteClient(base, "secret")
	var sent struct {
		IngestArticles struct {
			Job        struct{ ID string }
			UserErrors []struct{ Message string }
		}
	}
	if err := writer.do(ctx, `mutation($in: IngestArticlesInput!) { ingestArticles(input: $in) { job { id } userErrors { message } } }`,
		map[string]any{"in": map[string]any{"articles": articles}}, &sent); err != nil {
		t.Fatal(err)
	}
	if len(sent.IngestArticles.UserErrors) > 0 {
		t.Fatal(sent.IngestArticles.UserErrors[0].Message)
	}
	var job struct {
		Node struct {
			State               string
			Total, Done, Failed int
		}
	}
	for job.Node.Done+job.Node.Failed < len(articles) {
		time.Sleep(20 * time.Millisecond)
		if err := writer.do(ctx, `query($id: ID!) { node(id: $id) { ... on IngestJob { state total done failed } } }`, map[string]any{"id": sent.IngestArticles.Job.ID}, &job); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	wg.Wait()
	if job.Node.Failed > 0 {
		t.Errorf("%d articles failed", job.Node.Failed)
	}
	var end struct {
		Articles struct {
			Nodes []struct {
				Key      string
				Mentions struct{ TotalCount int }
			}
		}
	}
	if err := writer.do(t.Context(), `{ articles(first: 100) { nodes { key mentions(first: 0) { totalCount } } } }`, nil, &end); err != nil {
		t.Fatal(err)
	}
	if len(end.Articles.Nodes) != len(articles) {
		t.Errorf("%d articles of %d are there at the end", len(end.Articles.Nodes), len(articles))
	}
	for _, a := range end.Articles.Nodes {
		if delete(seen[a.Key], a.Mentions.TotalCount); len(seen[a.Key]) > 0 {
			t.Errorf("article %s has %d mentions; readers also saw %v", a.Key, a.Mentions.TotalCount, seen[a.Key])
		}
	}
	if during == 0 {
		t.Error("no reader read while articles were stored; the test shows nothing")
	}
	t.Logf("%d answers while articles were stored", during)
}

// serveProgram runs "parley serve" until the test ends and returns its address.
func serveProgram(t *testing.T, db, token string) string {
	t.Helper()
	cmd := program(t, "--db", db, "serve", "--addr", "127.0.0.1:0", "--token", token)
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	address := regexp.MustCompile(`http://[0-9.:]+`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if base := address.FindString(lines.Text()); base != "" {
			go func() {
				for lines.Scan() { // the log of requests
				}
			}()
			return base
		}
	}
	t.Fatalf("serve says no address: %v", lines.Err())
	return ""
}
