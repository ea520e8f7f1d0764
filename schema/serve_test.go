package schema

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"testing"
)

// TestServe serves the test world at the address in PARLEY_SERVE, for the
// audits that run from outside, until it is interrupted.
func TestServe(t *testing.T) {
	addr := os.Getenv("PARLEY_SERVE")
	if addr == "" {
		t.Skip("PARLEY_SERVE names no address")
	}
	s := serverOf(t, world(200), Options{Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	hs := &http.Server{Addr: addr, Handler: s}
	go hs.ListenAndServe()
	<-ctx.Done()
	hs.Close()
}
