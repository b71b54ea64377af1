package main

import (
	"sort"

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
}

// A rule is one definition; incremental definitions share their name.
type rule struct {
	Name string `json:"name"`
	Row  int    `json:"row"`
}

// outline lists the modules in the order of their files.
func outline(modules map[string]*ast.Module) []module {
	list := make([]module, 0, len(modules))
	for file, parsed := range modules {
		m := module{File: file, Row: parsed.Package.Location.Row, Package: path(parsed.Package.Path), Rules: []rule{}}
		for _, annotations := range parsed.Annotations {
			if annotations.Scope == "package" {
				m.Metadata = annotations
			}
		}
		for _, r := range parsed.Rules {
			m.Rules = append(m.Rules, rule{Name: r.Head.Ref().GroundPrefix().String(), Row: r.Location.Row})
		}
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].File < list[j].File })
	return list
}

// path drops the leading "data" of a package's path.
func path(ref ast.Ref) []string {
	parts := make([]string, 0, len(ref))
	for _, term := range ref[1:] {
		if text, ok := term.Value.(ast.String); ok {
			parts = append(parts, string(text))
		}
	}
	return parts
}
