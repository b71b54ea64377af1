package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// Parameters are what rules declare in their METADATA: by category, rule and name, JSON Schemas
// with a default.
type parameters map[string]map[string]map[string]any

// declared are the parameters that the modules declare, and those that the host knows of rules
// that are not among them.
func (w workspace) declared(modules map[string]*ast.Module) parameters {
	all := parameters{}
	for category, rules := range w.Parameters {
		for rule, named := range rules {
			all.add(category, rule, named)
		}
	}
	for _, m := range modules {
		path := segments(m.Package.Path)
		if metadata := ofPackage(m); metadata != nil && len(path) == 4 && path[0] == "modelspec" && path[1] == "rules" {
			var named any = metadata.Custom["parameters"]
			// YAML has more types than JSON.
			if err := util.RoundTrip(&named); err == nil {
				schemas, _ := named.(map[string]any)
				all.add(path[2], path[3], schemas)
			}
		}
	}
	return all
}

func (p parameters) add(category, rule string, named map[string]any) {
	if p[category] == nil {
		p[category] = map[string]map[string]any{}
	}
	p[category][rule] = named
}

// defaults are what the engine hands to rules as data.params where nobody chose another value.
func (p parameters) defaults() map[string]any {
	all := map[string]any{}
	for category, rules := range p {
		ofCategory := map[string]any{}
		for rule, named := range rules {
			values := map[string]any{}
			for name, schema := range named {
				if declared, ok := schema.(map[string]any); ok && declared["default"] != nil {
					values[name] = declared["default"]
				}
			}
			ofCategory[rule] = values
		}
		all[category] = ofCategory
	}
	return all
}
