package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A client asks a Parley server over GraphQL: a running one, or the handler
// over a store that this process opened. Commands that read are written
// against it once.
type client struct {
	base  string // such as http://127.0.0.1:8080
	http  *http.Client
	token string
	close func() error
}

// A graphqlError is one entry of the errors of a GraphQL response.
type graphqlError struct {
	Message    string         `json:"message"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

func (e *graphqlError) Error() string { return e.Message }

// do runs a GraphQL document and decodes its data into out.
func (c *client) do(ctx context.Context, query string, vars map[string]any, out any) error {
	raw, err := c.raw(ctx, query, vars)
	if err != nil {
		return err
	}
	var answer struct {
		Data   json.RawMessage
		Errors []*graphqlError
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return fmt.Errorf("answer of %s is not JSON: %w", c.base, err)
	}
	if len(answer.Errors) > 0 {
		errs := make([]error, len(answer.Errors))
		for i, e := range answer.Errors {
			errs[i] = e
		}
		return errors.Join(errs...)
	}
	return json.Unmarshal(answer.Data, out)
}

// raw runs a GraphQL document and returns the body of the response.
func (c *client) raw(ctx context.Context, query string, vars map[string]any) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	resp, err := c.send(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// export streams a dump.
func (c *client) export(ctx context.Context, query string, w io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/export?"+query, nil)
	if err != nil {
		return err
	}
	resp, err := c.send(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return fmt.Errorf("%s answers %s: %s", c.base, resp.Status, strings.TrimSpace(string(text)))
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

func (c *client) send(req *http.Request) (*http.Response, error) {
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.base, err)
	}
	return resp, nil
}

// A handlerTransport answers requests from a handler in this process.
type handlerTransport struct{ handler http.Handler }

// RoundTrip runs the handler; the response streams while it runs.
func (t handlerTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	r, w := io.Pipe()
	rw := &pipeResponse{header: http.Header{}, body: w, ready: make(chan struct{})}
	// The handler has a request of its own: this one is still the client's.
	served := req.Clone(req.Context())
	served.RequestURI = served.URL.RequestURI()
	served.RemoteAddr = "127.0.0.1:0"
	if served.Body == nil {
		served.Body = http.NoBody
	}
	go func() {
		defer w.Close()
		defer rw.WriteHeader(http.StatusOK)
		t.handler.ServeHTTP(rw, served)
	}()
	select {
	case <-rw.ready:
	case <-req.Context().Done():
		r.CloseWithError(req.Context().Err())
		return nil, req.Context().Err()
	}
	return &http.Response{
		StatusCode: rw.status, Status: fmt.Sprintf("%d %s", rw.status, http.StatusText(rw.status)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: rw.sent, Body: r, ContentLength: -1, Request: req,
	}, nil
}

type pipeResponse struct {
	header, sent http.Header
	status       int
	body         *io.PipeWriter
	ready        chan struct{}
}

func (p *pipeResponse) Header() http.Header { return p.header }

func (p *pipeResponse) WriteHeader(status int) {
	if p.status != 0 {
		return
	}
	p.status, p.sent = status, p.header.Clone()
	close(p.ready)
}

func (p *pipeResponse) Write(b []byte) (int, error) {
	p.WriteHeader(http.StatusOK)
	return p.body.Write(b)
}

func (p *pipeResponse) Flush() { p.WriteHeader(http.StatusOK) }

// localClient asks handler in this process.
func localClient(handler http.Handler, token string, closeStore func() error) *client {
	return &client{base: "http://127.0.0.1", http: &http.Client{Transport: handlerTransport{handler}}, token: token, close: closeStore}
}

// remoteClient asks the server at base.
func remoteClient(base, token string) *client {
	return &client{base: strings.TrimSuffix(base, "/"), http: &http.Client{Timeout: 10 * time.Minute}, token: token, close: func() error { return nil }}
}
