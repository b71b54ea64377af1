package main

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

var params = ast.DefaultRootRef.Append(ast.StringTerm("params"))

// replaceParameters has tests that put another value in the place of a parameter see that value alone. Where a rule reads
// more than the parameter, all of those of a rule, say, OPA puts what is stored and what replaces it together, name by
// name, unless all that is read is replaced: so all parameters are replaced, by themselves.
var replaceParameters = ast.CompilerStageDefinition{
	Name:       "ReplaceParameters",
	MetricName: "compile_stage_replace_parameters",
	Stage: func(compiler *ast.Compiler) *ast.Error {
		for file, m := range compiler.Modules {
			if strings.HasSuffix(file, "_test.rego") {
				ast.WalkExprs(m, func(expr *ast.Expr) bool {
					expr.With = replacingAll(expr.With)
					return false
				})
			}
		}
		return nil
	},
}

func replacingAll(with []*ast.With) []*ast.With {
	for i, one := range with {
		if target, ok := one.Target.Value.(ast.Ref); ok && len(target) > len(params) && target.HasPrefix(params) {
			all := &ast.With{Location: one.Location, Target: ast.NewTerm(params).SetLocation(one.Location), Value: ast.NewTerm(params).SetLocation(one.Location)}
			return append(append(append([]*ast.With{}, with[:i]...), all), with[i:]...)
		}
	}
	return with
}
