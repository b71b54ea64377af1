package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// A module tells what a Rego file declares.
type module struct {
	File    string   `json:"file"`
	Package []string `json:"package"`
	Row     int      `json:"row"`
	// Metadata is the METADATA block of package scope, if the file has one.
	Metadata *ast.Annotations `json:"metadata,omitempty"`
	Rules    []rule           `json:"rules"`
	// References are the paths below data of all that the outcome of its rules and tests can depend on: each
	// what stands at it, above it and below it.
	References [][]string `json:"references"`
	Uses       []use      `json:"uses"`
	Findings   []details  `json:"findings"`
}

// A rule is one definition; incremental definitions share their name.
type rule struct {
	Name string `json:"name"`
	// Path are the steps of its name, as in `a.b["c"]`, as far as they are known before it is evaluated;
	// left out if the name is the only one.
	Path []string `json:"path,omitempty"`
	Row  int      `json:"row"`
	// Contains means that it adds to a set: `name contains …`.
	Contains bool `json:"contains,omitempty"`
}

// Details are an object that a finding is made of where it is written out, with the type of each
// member: what stands there, such as array, string or call.
type details struct {
	Row     int               `json:"row"`
	Members map[string]string `json:"members"`
}

// outline lists the modules in the order of their files.
func outline(modules map[string]*ast.Module) []module {
	files := slices.Sorted(maps.Keys(modules))
	list := make([]module, len(files))
	onAllProcessors(len(files), func(i int) {
		parsed := modules[files[i]]
		m := module{File: files[i], Row: parsed.Package.Location.Row, Package: segments(parsed.Package.Path), Metadata: ofPackage(parsed), Rules: []rule{}, References: references(parsed), Uses: uses(parsed), Findings: findings(parsed)}
		for _, r := range parsed.Rules {
			name, steps := r.Head.Ref().GroundPrefix().String(), nameOf(r)
			if len(steps) == 1 && steps[0] == name {
				steps = nil
			}
			m.Rules = append(m.Rules, rule{Name: name, Path: steps, Row: r.Location.Row,
				Contains: r.Head.RuleKind() == ast.MultiValue && len(r.Head.Args) == 0})
		}
		list[i] = m
	})
	return list
}

// nameOf are the steps of the name of a rule.
func nameOf(r *ast.Rule) []string {
	return append([]string{string(firstName(r))}, segments(r.Head.Ref().StringPrefix())...)
}

// firstName is the first step of the name of a rule.
func firstName(r *ast.Rule) ast.Var {
	return r.Head.Ref()[0].Value.(ast.Var)
}

// ofPackage is the METADATA block of package scope, nil if there is none.
func ofPackage(m *ast.Module) *ast.Annotations {
	for _, annotations := range m.Annotations {
		if annotations.Scope == "package" {
			return annotations
		}
	}
	return nil
}

// segments drops the leading "data" of a package's path.
func segments(ref ast.Ref) []string {
	parts := make([]string, 0, len(ref))
	for _, term := range ref[1:] {
		if text, ok := term.Value.(ast.String); ok {
			parts = append(parts, string(text))
		}
	}
	return parts
}

// references lists where under data a module looks, as far as that is known before it
// is evaluated: data.a[x].b may be anything below a. Its own package is one of them, with
// what is above, whose metadata may apply to it, and what is below, which may conflict with it.
func references(m *ast.Module) [][]string {
	found := map[string][]string{}
	add := func(path []string) { found[strings.Join(path, "\x00")] = path }
	add(segments(m.Package.Path))
	var visitor *ast.GenericVisitor
	visitor = ast.NewGenericVisitor(func(node any) bool {
		switch node := node.(type) {
		case *ast.Package, *ast.Annotations, *ast.Comment:
			return true
		case ast.Ref:
			if node.HasPrefix(ast.DefaultRootRef) {
				add(segments(node.StringPrefix()))
			} else {
				visitor.Walk(node[0])
			}
			for _, term := range node[1:] {
				visitor.Walk(term)
			}
			return true
		case ast.Var:
			if node.Equal(ast.DefaultRootDocument.Value) {
				add([]string{})
			}
		}
		return false
	})
	visitor.Walk(m)
	return slices.SortedFunc(maps.Values(found), slices.Compare)
}

// related says whether one path is the beginning of the other.
func related(a, b []string) bool {
	shorter := min(len(a), len(b))
	return slices.Equal(a[:shorter], b[:shorter])
}

// findings lists the details that are handed to result.fail, or to the function that calls it.
func findings(m *ast.Module) []details {
	found := []details{}
	look := func(call []*ast.Term) {
		if name := call[0].String(); len(call) < 2 || (name != "_fail" && name != "result.fail") {
			return
		}
		last := call[len(call)-1]
		object, ok := last.Value.(ast.Object)
		if !ok {
			return
		}
		members := map[string]string{}
		for _, key := range object.Keys() {
			name, ok := key.Value.(ast.String)
			if !ok {
				return
			}
			members[string(name)] = ast.ValueName(object.Get(key).Value)
		}
		found = append(found, details{Row: last.Location.Row, Members: members})
	}
	ast.WalkExprs(m, func(expr *ast.Expr) bool {
		if expr.IsCall() {
			look(expr.Terms.([]*ast.Term))
		}
		return false
	})
	ast.WalkTerms(m, func(term *ast.Term) bool {
		if call, ok := term.Value.(ast.Call); ok {
			look(call)
		}
		return false
	})
	return found
}
