package schema

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// A plan is what a document asks of an object type: its fields by response
// key, in the order of their first mention, arguments ready.
type plan struct {
	of     *object
	fields []*planned
}

// A planned field is one response key. The plans of what it returns are made
// when the first such object comes.
type planned struct {
	alias string
	key   string // `"alias":`
	field *field // nil for __typename
	args  reflect.Value
	sets  []ast.SelectionSet
	plans []*plan // for each type that came
}

// A planner makes the plans of one document, one whose variables have been
// replaced by their values.
type planner struct {
	doc *ast.QueryDocument
}

// newPlanner reads the text of an operation as [writer] prints it.
func newPlanner(text string) (*planner, *ast.OperationDefinition, error) {
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return nil, nil, err
	}
	if len(doc.Operations) != 1 {
		return nil, nil, fmt.Errorf("%d operations", len(doc.Operations))
	}
	return &planner{doc}, doc.Operations[0], nil
}

// plan returns what the selection sets ask of an object type.
func (p *planner) plan(of *object, sets []ast.SelectionSet) (*plan, error) {
	out := &plan{of: of}
	for _, set := range sets {
		if err := p.collect(out, set); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p *planner) collect(out *plan, set ast.SelectionSet) error {
	for _, sel := range set {
		var inner ast.SelectionSet
		switch sel := sel.(type) {
		case *ast.Field:
			if included(sel.Directives) {
				if err := p.add(out, sel); err != nil {
					return err
				}
			}
			continue
		case *ast.InlineFragment:
			if included(sel.Directives) && (sel.TypeCondition == "" || out.of.is[sel.TypeCondition]) {
				inner = sel.SelectionSet
			}
		case *ast.FragmentSpread:
			f := p.doc.Fragments.ForName(sel.Name)
			if f == nil {
				return fmt.Errorf("no fragment %q", sel.Name)
			}
			if included(sel.Directives) && out.of.is[f.TypeCondition] {
				inner = f.SelectionSet
			}
		}
		if err := p.collect(out, inner); err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) add(out *plan, sel *ast.Field) error {
	if i := slices.IndexFunc(out.fields, func(f *planned) bool { return f.alias == sel.Alias }); i >= 0 {
		out.fields[i].sets = append(out.fields[i].sets, sel.SelectionSet)
		return nil
	}
	f := &planned{alias: sel.Alias, key: `"` + sel.Alias + `":`, sets: []ast.SelectionSet{sel.SelectionSet}}
	if sel.Name != "__typename" {
		if f.field = out.of.fields[sel.Name]; f.field == nil {
			return fmt.Errorf("%s has no field %q", out.of.name, sel.Name)
		}
		if f.field.args != nil {
			var err error
			if f.args, err = f.field.args.pack(sel.Arguments); err != nil {
				return fmt.Errorf("%s.%s: %w", out.of.name, sel.Name, err)
			}
		}
	}
	out.fields = append(out.fields, f)
	return nil
}

// under returns the plan of an object of the type that the field returned.
func (p *planner) under(f *planned, of *object) (*plan, error) {
	for _, known := range f.plans {
		if known.of == of {
			return known, nil
		}
	}
	made, err := p.plan(of, f.sets)
	if err == nil {
		f.plans = append(f.plans, made)
	}
	return made, err
}

// included evaluates @skip and @include, whose arguments are literals here.
func included(ds ast.DirectiveList) bool {
	for _, d := range ds {
		if a := d.Arguments.ForName("if"); a != nil && (d.Name == "skip" && a.Value.Raw == "true" || d.Name == "include" && a.Value.Raw != "true") {
			return false
		}
	}
	return true
}
