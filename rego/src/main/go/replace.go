package main

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

var params = ast.DefaultRootRef.Append(ast.StringTerm("params"))

// replaceParameters has tests that put another value in the place of a parameter see that value alone. Where a rule reads
// more than the parameter, all of those of a rule, say, OPA puts what is stored and what replaces it together, name by
// name, unless all that is read is replaced: so as much as the shortest reference reads is replaced, by itself.
func replaceParameters(declared parameters, shortest int) ast.CompilerStageDefinition {
	return ast.CompilerStageDefinition{
		Name:       "ReplaceParameters",
		MetricName: "compile_stage_replace_parameters",
		Stage: func(compiler *ast.Compiler) *ast.Error {
			for file, m := range compiler.Modules {
				if strings.HasSuffix(file, "_test.rego") {
					ast.WalkExprs(m, func(expr *ast.Expr) bool {
						expr.With = declared.replacing(expr.With, shortest)
						return false
					})
				}
			}
			return nil
		},
	}
}

func (p parameters) replacing(with []*ast.With, shortest int) []*ast.With {
	first, read := -1, []ast.Ref{}
	for i, one := range with {
		target, ok := one.Target.Value.(ast.Ref)
		if !ok || !target.HasPrefix(params) {
			continue
		}
		if first < 0 {
			first = i
		}
		if len(target) <= shortest {
			continue
		}
		some := target[:shortest]
		if !p.have(segments(some)[1:]) {
			// It is not there to replace itself.
			some = params
		}
		if !slices.ContainsFunc(read, func(r ast.Ref) bool { return r.Equal(some) }) {
			read = append(read, some)
		}
	}
	var itself []*ast.With
	for _, some := range read {
		location := with[first].Location
		itself = append(itself, &ast.With{
			Location: location,
			Target:   ast.NewTerm(some).SetLocation(location),
			Value:    ast.NewTerm(some).SetLocation(location),
		})
	}
	return slices.Insert(slices.Clone(with), max(first, 0), itself...)
}

// have tells whether there is anything for a category, or a category and a rule.
func (p parameters) have(path []string) bool {
	switch len(path) {
	case 0:
		return true
	case 1:
		return p[path[0]] != nil
	default:
		return p[path[0]][path[1]] != nil
	}
}
