package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// hosted are builtins that OPA's Wasm has, but its host answers: Wasm compiles the regular expressions anew in each
// process, which takes longer than all else in it.
var hosted = []*ast.Builtin{ast.RegexMatch, ast.RegexIsValid, ast.RegexFindAllStringSubmatch}

// hostPrefix is what the host sees before the name of a builtin that Wasm has, too. It is no name that Rego could have.
const hostPrefix = "host:"

// askHost has modules call those builtins by names that Wasm does not have.
func askHost(m *ast.Module) {
	ast.WalkTerms(m, func(term *ast.Term) bool {
		if call, ok := term.Value.(ast.Call); ok {
			renameHosted(call[0])
		}
		return false
	})
	ast.WalkExprs(m, func(expr *ast.Expr) bool {
		if terms, ok := expr.Terms.([]*ast.Term); ok {
			renameHosted(terms[0])
		}
		return false
	})
}

func renameHosted(operator *ast.Term) {
	ref, ok := operator.Value.(ast.Ref)
	if !ok {
		return
	}
	name := ref.String()
	if slices.ContainsFunc(hosted, func(b *ast.Builtin) bool { return b.Name == name }) {
		operator.Value = (&ast.Builtin{Name: hostPrefix + name}).Ref()
	}
}

// hostedDeclarations are the builtins by the names that Wasm does not have.
func hostedDeclarations() (declarations []*ast.Builtin) {
	for _, b := range hosted {
		declaration := *b
		declaration.Name = hostPrefix + b.Name
		declarations = append(declarations, &declaration)
	}
	return declarations
}
