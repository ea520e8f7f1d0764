package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"
	"pgregory.net/rapid"
)

// damagedWorld is a world in which some records name what is not there, so
// that fields fail at many places.
func damagedWorld() *fake {
	f := world(12)
	f.entities = slices.Delete(f.entities, 1, 2) // a participant of every event
	delete(f.x, "2-1")
	f.events[3].Participants = f.events[3].Participants[:1]
	f.events[4].Place = f.entities[0].ID
	f.events[5].Place = "e_gone"
	f.events[6].Factuality = "WISHED" // no value of the enum
	f.events[7].Title = "<b>\"quoted\" & \\ \u2028 \x00\x01\t \xff 🜚</b>"
	return f
}

// TestSameAnswers executes documents here and by graph-gophers: data must be
// the same bytes, errors the same set.
func TestSameAnswers(t *testing.T) {
	whole, damaged := world(12), damagedWorld()
	ada, event := whole.entities[0].ID, whole.events[7].ID
	vars := map[string]map[string]any{
		"CoParticipants": {"who": map[string]any{"name": "Ada Lovelace"}}, "Suggest": {"q": "Ada"}, "Ego": {"root": ada, "limit": json.Number("10")},
		"Evidence": {"id": event}, "CompareSources": {"id": event}, "EntityTimeline": {"who": map[string]any{"id": ada}},
		"NotHeld": {"org": map[string]any{"name": "Royal Society"}}, "Refetch": {"ids": []any{ada, event, "e_none", "nonsense", whole.outlets[0].ID}},
	}
	for _, f := range []*fake{whole, damaged} {
		s := serverOf(t, f, Options{})
		for name, doc := range documents {
			sameAnswer(t, s, operationRequest{Query: doc, Variables: map[string]any{"yes": true, "id": event, "n": json.Number("2")}}, name)
		}
		all, errs := s.document(queries)
		if errs != nil {
			t.Fatal(errs)
		}
		for _, op := range all.Operations {
			if op.Operation == "query" {
				sameAnswer(t, s, operationRequest{Query: queries, OperationName: op.Name, Variables: vars[op.Name]}, op.Name)
			}
		}
		n := 200
		if os.Getenv("PARLEY_LONG") != "" {
			n = 5_000
		}
		compared, failed := 0, 0
		for i := range n {
			h := &hostile{Rand: rand.New(rand.NewPCG(11, uint64(i))), types: s.types, f: whole}
			doc := h.document()
			switch sameAnswer(t, s, operationRequest{Query: doc}, doc) {
			case 0:
			case 1:
				compared++
			default:
				compared++
				failed++
			}
		}
		if compared < n/8 || f == damaged && failed == 0 {
			t.Errorf("only %d random documents were compared, %d with errors", compared, failed)
		}
		t.Logf("%d random documents compared, %d of them with errors", compared, failed)
	}
}

// documents ask for what the queries of clients do not.
var documents = map[string]string{
	"aliases":    `{ a: events(first: 2) { x: nodes { y: id } } b: events(first: 3) { nodes { id } totalCount } }`,
	"merged":     `{ events(first: 2) { nodes { id } } events(first: 2) { nodes { title } pageInfo { endCursor } } ...F } fragment F on Query { events(first: 2) { nodes { date { edtf } } } }`,
	"fragments":  `query($id: ID!) { node(id: $id) { __typename id ...E ... on Entity { name } ... on Event { ... on Node { id } ... { title } } ... on Article { url } } } fragment E on Event { kind: type participants(first: 5) { nodes { __typename ... on Person { positions(first: 2) { nodes { title } } } ... on Place { latitude } ...N } } } fragment N on Entity { name ... on Node { id } }`,
	"directives": `query($yes: Boolean!) { events(first: 2) @skip(if: $yes) { totalCount } b: events(first: 1) { nodes { id @include(if: false) title @skip(if: false) ...F @include(if: $yes) ... @skip(if: $yes) { type } } } } fragment F on Event { type }`,
	"coercion":   `query($n: Int = 3, $kinds: [EntityKind!] = PERSON) { entities(first: $n, kinds: $kinds) { nodes { id aliases(first: $n) { text } } } a: entities(kinds: [PLACE, ORGANIZATION]) { totalCount } events(filter: {minConfidence: 1, types: MEETING, date: {from: "2024-01-02"}}, orderBy: {field: DATE, direction: ASC}) { totalCount } }`,
	"errors":     `{ path(from: {name: "nobody"}, to: {name: "Ada Lovelace"}) { truncated } events(first: 100, after: "bad") { totalCount } ok: stats { eventCount } person(by: {name: "London"}) { id } }`,
	"nulls":      `{ events(first: 12) { nodes { place { name within { id } } factuality title participants(first: 5) { nodes { name } edges { cursor node { id } participation { role entity { name } reportedAs { text } } } } } } }`,
	"lists":      `query($id: ID!) { nodes(ids: [$id, "x"]) { id } node(id: $id) { ... on Event { mentions(first: 5) { nodes { highlights { span { exact } entity { id } } attribution { outlet { id } entity { name } } } } } } }`,
	"search":     `{ search(query: "london", first: 5) { edges { score node { __typename ... on Place { name } ... on Event { title } ... on Article { title } ... on Node { id } } } } }`,
	"typename":   `{ __typename t: __typename events(first: 1) { __typename nodes { __typename } } }`,
	"cost":       `{ cost { points limit } service { version limits { maxCost } } }`,
	"lone":       `{ article(id: "e_x") { id } outlet(by: {domain: "herald.example"}) { id events(first: 2) { nodes { id outlets(first: 2) { edges { firstReportedAt factuality node { name articles(first: 1) { nodes { url } } } } } } } } }`,
}

// sameAnswer returns 0 when the document is refused before execution, 1 when
// it was answered without errors, else 2.
func sameAnswer(t *testing.T, s *Server, q operationRequest, name string) int {
	t.Helper()
	p, errs := s.prepare(q)
	if errs != nil || p.meta != nil || p.op.Operation != "query" {
		if errs != nil && documents[name] != "" {
			t.Errorf("%s: %v", name, errs[0])
		}
		return 0
	}
	run := func(exec func(context.Context) (rawJSON, []*gqlerrors.QueryError)) (rawJSON, []string) {
		r := s.newRequest(t.Context(), p.cost, false)
		defer r.close()
		ctx := context.WithValue(t.Context(), requestKey{}, r)
		r.ctx = ctx
		data, errs := exec(ctx)
		return data, errorTexts(s.sanitize(ctx, errs))
	}
	got, gotErrs := run(func(ctx context.Context) (rawJSON, []*gqlerrors.QueryError) {
		a := s.walkQuery(ctx, p)
		return a.Data, a.Errors
	})
	want, wantErrs := run(func(ctx context.Context) (rawJSON, []*gqlerrors.QueryError) {
		res := s.queries.Exec(ctx, p.text, "", nil)
		return rawJSON(res.Data), res.Errors
	})
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\ngot  %.3000s\nwant %.3000s", name, got, want)
	}
	// Of more than the errors that are shown each shows others.
	if len(wantErrs) < maxErrors && !slices.Equal(gotErrs, wantErrs) || len(gotErrs) != len(wantErrs) {
		t.Errorf("%s:\ngot  %s\nwant %s", name, strings.Join(gotErrs, "\n     "), strings.Join(wantErrs, "\n     "))
	}
	if len(wantErrs) > 0 {
		return 2
	}
	return 1
}

func errorTexts(errs []*gqlerrors.QueryError) []string {
	var out []string
	for _, e := range errs {
		out = append(out, fmt.Sprintf("%s %v %v", e.Message, e.Path, e.Extensions))
	}
	slices.Sort(out)
	return out
}

// TestLeaves holds the writing of scalars against encoding/json.
func TestLeaves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.OneOf(
			rapid.Map(rapid.String(), func(s string) any { return s }),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) any { return text(b) }),
			rapid.Map(rapid.Float64(), func(f float64) any { return f }),
			rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		).Draw(t, "v")
		if f, ok := v.(float64); ok && (math.IsInf(f, 0) || math.IsNaN(f)) {
			t.Skip()
		}
		var got []byte
		var err error
		if leafOf(reflect.TypeOf(v)) == leafString {
			got = appendString(nil, reflect.ValueOf(v).String())
		} else {
			got, err = appendLeaf(nil, reflect.ValueOf(v))
		}
		want, wantErr := json.Marshal(v)
		if err != nil || wantErr != nil || !bytes.Equal(got, want) {
			t.Fatalf("got %s, %v, want %s, %v", got, err, want, wantErr)
		}
	})
}

// TestDirect finds entries of the table of direct calls that no field uses.
func TestDirect(t *testing.T) {
	s := serverOf(t, world(1), Options{})
	used := map[directKey]bool{}
	for of, o := range s.binding.objects {
		for name, f := range o.fields {
			if f.direct != nil {
				used[directKey{of.by, name}] = true
			}
		}
	}
	for k := range direct {
		if !used[k] {
			t.Errorf("%v.%s is no field's", k.by, k.name)
		}
	}
}
