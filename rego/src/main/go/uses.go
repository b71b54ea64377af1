package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// A use is a reference to data.
type use struct {
	// Path is what follows data, as far as it is known before it is evaluated.
	Path   []string `json:"path"`
	Row    int      `json:"row"`
	Column int      `json:"column"`
	// Target means that nothing is read: `with` puts something in its place.
	Target bool `json:"target,omitempty"`
	// Alone means that it is an expression by itself, which holds unless it is false or undefined.
	Alone bool `json:"alone,omitempty"`
}

// aliases are names that stand for a reference to data.
type aliases map[ast.Var]ast.Ref

// uses lists what a module refers to, but for what `with` replaces there, also by the names
// that imports, rules and variables give it.
func uses(m *ast.Module) []use {
	finder := &useFinder{found: []use{}, names: imports(m)}
	for _, i := range m.Imports {
		if ref := finder.names[i.Name()]; ref != nil {
			finder.add(ref, i.Path.Location, use{})
		}
	}
	bodies := map[ast.Var]int{}
	for _, r := range m.Rules {
		bodies[firstName(r)]++
	}
	for range m.Rules {
		known := len(finder.names)
		for _, r := range m.Rules {
			if bodies[firstName(r)] == 1 && isPlain(r) {
				finder.names.alias(firstName(r), r.Head.Value)
			}
		}
		if len(finder.names) == known {
			break
		}
	}
	for _, r := range m.Rules {
		for ; r != nil; r = r.Else {
			finder.rule(r)
		}
	}
	return finder.found
}

// imports are the names that imports of data have.
func imports(m *ast.Module) aliases {
	names := aliases{}
	for _, i := range m.Imports {
		if ref, ok := i.Path.Value.(ast.Ref); ok && ref.HasPrefix(ast.DefaultRootRef) {
			names[i.Name()] = ref
		}
	}
	return names
}

// isPlain tells of a rule such as `_params := data.params`.
func isPlain(r *ast.Rule) bool {
	return !r.Default && r.Else == nil && len(r.Head.Args) == 0 && len(r.Head.Ref()) == 1 && r.Head.Key == nil &&
		r.Head.Value != nil && len(r.Body) == 1 && len(r.Body[0].With) == 0 && r.Body[0].Equal(ast.NewExpr(ast.BooleanTerm(true)))
}

// alias adds a name, if its value is no more than a reference to data.
func (a aliases) alias(name ast.Var, value *ast.Term) {
	if ref := a.resolve(value); ref != nil && ref.IsGround() {
		a[name] = ref
	}
}

// resolve is the reference to data that a term is; nil if it is none.
func (a aliases) resolve(term *ast.Term) ast.Ref {
	switch value := term.Value.(type) {
	case ast.Var:
		return a[value]
	case ast.Ref:
		name, _ := value[0].Value.(ast.Var)
		if value.HasPrefix(ast.DefaultRootRef) {
			return value
		}
		if known := a[name]; known != nil {
			return known.Concat(value[1:])
		}
	}
	return nil
}

type useFinder struct {
	found []use
	names aliases
	// replaced are the targets of `with` around the node that is looked at.
	replaced []ast.Ref
}

func (f *useFinder) add(ref ast.Ref, location *ast.Location, u use) {
	u.Path = segments(ref.StringPrefix())
	replaced := func(target ast.Ref) bool { return related(u.Path, segments(target.StringPrefix())) }
	if len(u.Path) == 0 || !u.Target && slices.ContainsFunc(f.replaced, replaced) {
		return
	}
	u.Row, u.Column = location.Row, location.Col
	u.Alone = u.Alone && ref.IsGround() && len(u.Path) == len(ref)-1
	f.found = append(f.found, u)
}

// rule looks at one body, where names may be those of its own variables.
func (f *useFinder) rule(r *ast.Rule) {
	outer := f.names
	defer func() { f.names = outer }()
	f.names = aliases{}
	own := declaredIn(r)
	for name, ref := range outer {
		if own[name] == 0 {
			f.names[name] = ref
		}
	}
	ast.WalkExprs(r, func(expr *ast.Expr) bool {
		if expr.IsAssignment() && len(expr.With) == 0 {
			if name, ok := expr.Operand(0).Value.(ast.Var); ok && own[name] == 1 {
				f.names.alias(name, expr.Operand(1))
			}
		}
		return false
	})
	for _, term := range r.Head.Ref()[1:] {
		f.walk(term)
	}
	for _, term := range append([]*ast.Term{r.Head.Key, r.Head.Value}, r.Head.Args...) {
		if term != nil {
			f.walk(term)
		}
	}
	f.walk(r.Body)
}

// declaredIn counts how often a rule declares a variable of a name.
func declaredIn(r *ast.Rule) map[ast.Var]int {
	declared := map[ast.Var]int{}
	declare := func(terms ...*ast.Term) {
		for _, term := range terms {
			ast.WalkVars(term, func(name ast.Var) bool {
				declared[name]++
				return false
			})
		}
	}
	declare(r.Head.Args...)
	ast.WalkExprs(r, func(expr *ast.Expr) bool {
		switch terms := expr.Terms.(type) {
		case *ast.SomeDecl:
			for _, symbol := range terms.Symbols {
				if call, ok := symbol.Value.(ast.Call); ok {
					// The last one is what they are in.
					declare(call[1 : len(call)-1]...)
				} else {
					declare(symbol)
				}
			}
		case *ast.Every:
			declare(terms.Value)
			if terms.Key != nil {
				declare(terms.Key)
			}
		case []*ast.Term:
			if expr.IsAssignment() {
				declare(expr.Operand(0))
			}
		}
		return false
	})
	return declared
}

func (f *useFinder) walk(x any) {
	ast.NewGenericVisitor(f.visit).Walk(x)
}

// visit answers whether there is nothing more to look at below a node.
func (f *useFinder) visit(node any) bool {
	switch node := node.(type) {
	case *ast.Expr:
		return f.expr(node)
	case *ast.Term:
		if call, ok := node.Value.(ast.Call); ok {
			f.call(call)
			return false
		}
		if own, ok := node.Value.(ast.Ref); ok {
			if ref := f.names.resolve(node); ref != nil {
				f.add(ref, node.Location, use{})
			}
			if _, named := own[0].Value.(ast.Var); !named {
				f.walk(own[0])
			}
			for _, term := range own[1:] {
				f.walk(term)
			}
			return true
		}
	}
	return false
}

func (f *useFinder) expr(expr *ast.Expr) bool {
	outer := f.replaced
	for _, with := range expr.With {
		f.walk(with.Value)
		if target := f.names.resolve(with.Target); target != nil {
			f.add(target, with.Target.Location, use{Target: true})
			f.replaced = append(slices.Clone(f.replaced), target)
		}
	}
	switch terms := expr.Terms.(type) {
	case *ast.Term:
		if ref := f.names.resolve(terms); ref != nil && !expr.Negated {
			f.add(ref, terms.Location, use{Alone: true})
			for _, term := range ref[1:] {
				f.walk(term)
			}
		} else {
			f.walk(terms)
		}
	case []*ast.Term:
		f.call(terms)
		for _, term := range terms {
			f.walk(term)
		}
	default:
		f.walk(terms)
	}
	f.replaced = outer
	return true
}

// call looks for references whose end is an argument, object.get(data.a, ["b", "c"], 0).
func (f *useFinder) call(call []*ast.Term) {
	if len(call) < 3 || call[0].String() != ast.ObjectGet.Name {
		return
	}
	ref := f.names.resolve(call[1])
	if ref == nil {
		return
	}
	path := []*ast.Term{call[2]}
	if array, ok := call[2].Value.(*ast.Array); ok {
		path = nil
		array.Foreach(func(step *ast.Term) { path = append(path, step) })
	}
	f.add(ref.Concat(path), call[1].Location, use{})
}
