package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// checkTargets holds what `with` puts something in the place of against the types of input and of data.params. OPA
// does not: it would put it where nobody reads it.
var checkTargets = ast.CompilerStageDefinition{
	Name:       "CheckTargets",
	MetricName: "compile_stage_check_targets",
	Stage: func(compiler *ast.Compiler) *ast.Error {
		for _, m := range compiler.Modules {
			ast.WalkWiths(m, func(with *ast.With) bool {
				if target, ok := with.Target.Value.(ast.Ref); ok {
					compiler.Errors = append(compiler.Errors, undefinedTarget(compiler.TypeEnv, target, with.Target.Location)...)
				}
				return false
			})
		}
		return nil
	},
}

func undefinedTarget(env *ast.TypeEnv, target ast.Ref, location *ast.Location) ast.Errors {
	for end := 2; end <= len(target); end++ {
		if env.GetByRef(target[:end]) != nil {
			continue
		}
		names := []ast.Value{}
		if object, ok := env.GetByRef(target[:end-1]).(*types.Object); ok {
			for _, key := range object.Keys() {
				names = append(names, ast.MustInterfaceToValue(key))
			}
		}
		undefined := ast.NewError(ast.TypeErr, location, "undefined ref: %v", target)
		undefined.Details = &ast.RefErrInvalidDetail{Ref: target, Pos: end - 1, OneOf: names}
		return ast.Errors{undefined}
	}
	return nil
}
