package schema

import (
	"crypto/sha256"
	"errors"
	"strings"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// document returns the document of text, parsed and validated. Documents are
// kept, since clients send the same few over and over.
func (s *Server) document(text string) (*ast.QueryDocument, []*Error) {
	if len(text) > s.limits.MaxQueryBytes {
		return nil, []*Error{failf(LimitExceeded, "the document is %d bytes long; at most %d are allowed", len(text), s.limits.MaxQueryBytes)}
	}
	key := sha256.Sum256([]byte(text))
	if d, ok := s.documents.get(key); ok {
		return d, nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, s.limits.MaxTokens)
	if err != nil {
		code := ParseFailed
		if strings.Contains(err.Error(), "exceeded token limit") {
			code = LimitExceeded
		}
		return nil, []*Error{located(code, err)}
	}
	if err := s.measure(doc); err != nil {
		return nil, []*Error{err}
	}
	if errs := validator.ValidateWithRules(s.types, doc, s.rules); len(errs) > 0 {
		var out []*Error
		for _, e := range errs[:min(len(errs), 10)] {
			out = append(out, located(ValidationFailed, e))
		}
		return nil, out
	}
	if len(text) <= 16<<10 {
		s.documents.put(key, doc)
	}
	return doc, nil
}

// measure refuses documents whose validation itself could be dear: it looks
// at what is written, before fragments are expanded.
func (s *Server) measure(doc *ast.QueryDocument) *Error {
	if len(doc.Operations) > 50 {
		return failf(LimitExceeded, "the document has %d operations; at most 50 are allowed", len(doc.Operations))
	}
	var fields, aliases, directives, spreads int
	count := func(ds ast.DirectiveList) { directives += len(ds) }
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, sel := range set {
			switch sel := sel.(type) {
			case *ast.Field:
				fields++
				if sel.Alias != sel.Name {
					aliases++
				}
				count(sel.Directives)
				walk(sel.SelectionSet)
			case *ast.InlineFragment:
				fields++
				count(sel.Directives)
				walk(sel.SelectionSet)
			case *ast.FragmentSpread:
				spreads++
				count(sel.Directives)
			}
		}
	}
	for _, op := range doc.Operations {
		count(op.Directives)
		walk(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		count(f.Directives)
		walk(f.SelectionSet)
	}
	for _, m := range []struct {
		what     string
		got, max int
	}{
		{"aliases", aliases, s.limits.MaxAliases},
		{"directives", directives, s.limits.MaxDirectives},
		{"fields", fields, s.limits.MaxFields},
		{"fragment spreads", spreads, s.limits.MaxFields / 4},
	} {
		if m.got > m.max {
			return failf(LimitExceeded, "the document has %d %s; at most %d are allowed", m.got, m.what, m.max)
		}
	}
	return nil
}

// operation picks the operation to run.
func operation(doc *ast.QueryDocument, name string) (*ast.OperationDefinition, *Error) {
	if name == "" {
		switch len(doc.Operations) {
		case 0:
			return nil, failf(NoOperation, "the document has no operation")
		case 1:
			return doc.Operations[0], nil
		}
		return nil, failf(NoOperation, "the document has several operations; operationName must name one")
	}
	if op := doc.Operations.ForName(name); op != nil {
		return op, nil
	}
	return nil, failf(NoOperation, "the document has no operation %.80q", name)
}

// located returns the error of the parser or the validator with its place
// and without suggestions, which would tell names to whoever probes.
func located(code Code, err error) *Error {
	e := &Error{Code: code, Message: err.Error()}
	var g *gqlerror.Error
	if errors.As(err, &g) {
		e.Message = g.Message
		for _, l := range g.Locations {
			e.locations = append(e.locations, gqlerrors.Location{Line: l.Line, Column: l.Column})
		}
	}
	e.Message, _, _ = strings.Cut(e.Message, " Did you mean ")
	if r := []rune(e.Message); len(r) > 300 {
		e.Message = string(r[:300]) + "..."
	}
	return e
}

func newRules() *rules.Rules { return rules.NewDefaultRules() }
