package main

import (
	"maps"
	"slices"
	"sort"
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
	References [][]string  `json:"references"`
	Findings   []details   `json:"findings"`
	Parameters []parameter `json:"parameters"`
}

// A rule is one definition; incremental definitions share their name.
type rule struct {
	Name string `json:"name"`
	Row  int    `json:"row"`
	// Contains means that it adds to a set: `name contains …`.
	Contains bool `json:"contains"`
}

// A parameter is a reference to the parameters of rules.
type parameter struct {
	// Path is what follows data.params, as far as it is known before it is evaluated.
	Path []string `json:"path"`
	Row  int      `json:"row"`
}

// Details are an object that a finding is made of where it is written out, with the type of each
// member: what stands there, such as array, string or call.
type details struct {
	Row     int               `json:"row"`
	Members map[string]string `json:"members"`
}

// outline lists the modules in the order of their files.
func outline(modules map[string]*ast.Module) []module {
	list := make([]module, 0, len(modules))
	for file, parsed := range modules {
		m := module{File: file, Row: parsed.Package.Location.Row, Package: segments(parsed.Package.Path), Rules: []rule{}, References: references(parsed), Findings: findings(parsed), Parameters: parameters(parsed)}
		for _, annotations := range parsed.Annotations {
			if annotations.Scope == "package" {
				m.Metadata = annotations
			}
		}
		for _, r := range parsed.Rules {
			m.Rules = append(m.Rules, rule{Name: r.Head.Ref().GroundPrefix().String(), Row: r.Location.Row,
				Contains: r.Head.RuleKind() == ast.MultiValue && len(r.Head.Args) == 0})
		}
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].File < list[j].File })
	return list
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

var params = ast.DefaultRootRef.Append(ast.StringTerm("params"))

// parameters lists the references to data.params, also by what an import calls it.
func parameters(m *ast.Module) []parameter {
	found := []parameter{}
	imported := map[ast.Var]ast.Ref{}
	for _, i := range m.Imports {
		if ref, ok := i.Path.Value.(ast.Ref); ok && ref.HasPrefix(params) {
			imported[i.Name()] = ref
		}
	}
	ast.WalkTerms(m, func(term *ast.Term) bool {
		ref, ok := term.Value.(ast.Ref)
		if !ok {
			return false
		}
		if name, ok := ref[0].Value.(ast.Var); ok && imported[name] != nil {
			ref = imported[name].Concat(ref[1:])
		}
		if ref.HasPrefix(params) {
			found = append(found, parameter{Path: segments(ref.StringPrefix())[1:], Row: term.Location.Row})
		}
		return false
	})
	return found
}
