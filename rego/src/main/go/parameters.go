package main

import (
	"fmt"
	"strings"

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

// ofOneRule is the length of a reference to the parameters of one rule.
const ofOneRule = 4

// used are those that modules refer to, and the length of the shortest reference that
// reads any, from that to data.params to ofOneRule.
func (p parameters) used(modules map[string]*ast.Module) (some parameters, shortest int) {
	some, shortest = parameters{}, ofOneRule
	for _, m := range modules {
		for _, u := range uses(m) {
			if u.Path[0] != "params" {
				continue
			}
			if !u.Target {
				shortest = min(shortest, 1+len(u.Path))
			}
			if len(u.Path) == 1 {
				continue
			}
			for rule, named := range p[u.Path[1]] {
				if len(u.Path) == 2 || u.Path[2] == rule {
					some.add(u.Path[1], rule, named)
				}
			}
		}
	}
	return some, shortest
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

const parametersSchema = "parameters"

// schema is a JSON Schema of data.params, as far as OPA's type checker gets it right.
func (p parameters) schema() any {
	categories := map[string]any{}
	for category, rules := range p {
		ofCategory := map[string]any{}
		for rule, named := range rules {
			types := map[string]any{}
			for name, schema := range named {
				types[name] = typeOf(schema)
			}
			ofCategory[rule] = closed(types)
		}
		categories[category] = closed(ofCategory)
	}
	return closed(categories)
}

// typeOf leaves of a JSON Schema what is a type for OPA, too: of several types it takes one, and it takes the
// properties of an object for all that there are, and for there.
func typeOf(schema any) any {
	declared, _ := schema.(map[string]any)
	for _, several := range []string{"$ref", "allOf", "anyOf", "oneOf"} {
		if declared[several] != nil {
			return map[string]any{}
		}
	}
	properties, _ := declared["properties"].(map[string]any)
	switch declared["type"] {
	case "boolean", "integer", "number", "string":
		return map[string]any{"type": declared["type"]}
	case "array":
		if items, ok := declared["items"].(map[string]any); ok {
			return map[string]any{"type": "array", "items": typeOf(items)}
		}
		return map[string]any{"type": "array"}
	case "object":
		if len(properties) == 0 {
			return map[string]any{"type": "object"}
		}
		required, _ := declared["required"].([]any)
		if declared["additionalProperties"] == false && declared["patternProperties"] == nil && len(required) == len(properties) {
			types := map[string]any{}
			for name, property := range properties {
				types[name] = typeOf(property)
			}
			return closed(types)
		}
	}
	return map[string]any{}
}

// closed is an object that has nothing but some properties.
func closed(properties map[string]any) map[string]any {
	return map[string]any{"type": "object", "properties": properties}
}

// typeParameters has a compiler know the types of data.params, as it does those of input: OPA takes schemas of
// data for single rules only, and those are to be in the METADATA of rules. So the parameters of each rule are
// a rule of a module that is compiled before all others. What it comes to is not kept, but for its types.
func (p parameters) typeParameters(compiler *ast.Compiler) {
	var text strings.Builder
	text.WriteString("# METADATA\n# scope: package\n# schemas:\n# - data.declared: schema." + parametersSchema + "\npackage types\n\n")
	for category, rules := range p {
		for rule, named := range rules {
			value := "{}"
			if len(named) > 0 {
				value = fmt.Sprintf("data.declared[%q][%q]", category, rule)
			}
			fmt.Fprintf(&text, "params[%q][%q] := %s\n\n", category, rule, value)
		}
	}
	types, err := ast.ParseModuleWithOpts("types.rego", text.String(), ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1})
	if err != nil {
		panic(err)
	}
	types.Package.Path = ast.DefaultRootRef
	compiler.Compile(map[string]*ast.Module{"types.rego": types})
}
