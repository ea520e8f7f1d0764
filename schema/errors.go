package schema

import (
	"context"
	"errors"
	"fmt"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"

	"parley/graph"
)

// A Code tells a program what went wrong. The list is closed: an answer's
// extensions.code is always one of these.
type Code string

// Codes of errors.
const (
	ParseFailed       Code = "GRAPHQL_PARSE_FAILED"
	ValidationFailed  Code = "GRAPHQL_VALIDATION_FAILED"
	NoOperation       Code = "OPERATION_RESOLUTION_FAILURE"
	BadInput          Code = "BAD_USER_INPUT"
	BadRequest        Code = "BAD_REQUEST"
	LimitExceeded     Code = "LIMIT_EXCEEDED"
	Ambiguous         Code = "AMBIGUOUS"
	NotFound          Code = "NOT_FOUND"
	Unauthenticated   Code = "UNAUTHENTICATED"
	Forbidden         Code = "FORBIDDEN"
	PersistedNotFound Code = "PERSISTED_QUERY_NOT_FOUND"
	PersistedMismatch Code = "PERSISTED_QUERY_HASH_MISMATCH"
	Timeout           Code = "TIMEOUT"
	Unavailable       Code = "UNAVAILABLE"
	Internal          Code = "INTERNAL_SERVER_ERROR"
)

// Codes lists every code.
var Codes = []Code{ParseFailed, ValidationFailed, NoOperation, BadInput, BadRequest, LimitExceeded, Ambiguous, NotFound,
	Unauthenticated, Forbidden, PersistedNotFound, PersistedMismatch, Timeout, Unavailable, Internal}

// An Error is a failure that the client may see. Anything else that goes
// wrong is logged and shown as an internal error without details.
type Error struct {
	Code    Code
	Message string
	// Details go into extensions beside the code.
	Details   map[string]any
	locations []gqlerrors.Location
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Extensions returns what the answer carries as extensions.
func (e *Error) Extensions() map[string]any {
	x := map[string]any{"code": string(e.Code)}
	for k, v := range e.Details {
		x[k] = v
	}
	return x
}

func failf(c Code, format string, args ...any) *Error {
	return &Error{Code: c, Message: fmt.Sprintf(format, args...)}
}

// A thrown error is how a resolver fails: resolvers have no error result,
// since most of what they read was checked when the graph was written.
type thrown struct{ err error }

func throw(err error) { panic(thrown{err}) }

// check throws err unless it is nil.
func check(err error) {
	if err != nil {
		throw(err)
	}
}

// must returns v, or throws err.
func must[T any](v T, err error) T {
	check(err)
	return v
}

// public returns what the client may see of err.
func public(err error) *Error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return failf(Timeout, "the request took longer than allowed")
	case errors.Is(err, graph.ErrNotFound):
		return failf(NotFound, "no such record")
	}
	return failf(Internal, "internal error")
}

// public returns what the client may see of err.
func (s *Server) public(err error) *Error {
	for _, c := range s.options.CallerErrors {
		if errors.Is(err, c) {
			return failf(BadInput, "%.300s", err.Error())
		}
	}
	return public(err)
}

// queryError turns an error into an entry of an answer's errors.
func queryError(err error) *gqlerrors.QueryError {
	e := public(err)
	return &gqlerrors.QueryError{Err: err, Message: e.Message, Locations: e.locations, Extensions: e.Extensions()}
}

// notFound words an ErrNotFound for the client, and leaves other errors.
func notFound(err error, format string, args ...any) error {
	if errors.Is(err, graph.ErrNotFound) {
		return failf(NotFound, format, args...)
	}
	return err
}

// missing reports whether err only says that there is no such thing; then a
// look-up at the top of a query gives null.
func missing(err error) bool {
	var e *Error
	return errors.Is(err, graph.ErrNotFound) || errors.As(err, &e) && e.Code == NotFound
}

// orNull gives null where nothing was found and throws other errors.
func orNull[T any](v *T, err error) *T {
	if missing(err) {
		return nil
	}
	check(err)
	return v
}

// ErrConflict means that a decision contradicts an earlier one that holds.
var ErrConflict = errors.New("contradicts an earlier decision")
