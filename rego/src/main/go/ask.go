package main

import (
	"context"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// An asker evaluates references.
type asker struct {
	compiler *ast.Compiler
	store    storage.Store
	// input may be nil.
	input ast.Value
}

// value is what a reference comes to, with sets as they are; nil if it is undefined.
func (a asker) value(ctx context.Context, ref ast.Ref, with []*ast.With, tracer topdown.QueryTracer) (value *ast.Term, err error) {
	err = storage.Txn(ctx, a.store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		expression := ast.Equality.Expr(ast.VarTerm("value"), ast.NewTerm(ref))
		expression.With = with
		prepared, err := rego.New(rego.Compiler(a.compiler), rego.Store(a.store), rego.Transaction(txn),
			rego.ParsedQuery(ast.NewBody(expression)), rego.GenerateJSON(asItIs)).PrepareForEval(ctx)
		if err != nil {
			return err
		}
		options := []rego.EvalOption{rego.EvalTransaction(txn), rego.EvalQueryTracer(tracing(tracer))}
		if a.input != nil {
			options = append(options, rego.EvalParsedInput(a.input))
		}
		if tracer != nil {
			options = append(options, rego.EvalRuleIndexing(false), rego.EvalEarlyExit(false))
		}
		results, err := prepared.Eval(ctx, options...)
		if err == nil && len(results) > 0 {
			value, _ = results[0].Bindings["value"].(*ast.Term)
		}
		return err
	})
	return value, err
}

func asItIs(term *ast.Term, _ *rego.EvalContext) (any, error) {
	return term, nil
}

// isFunction tells of a reference to a function, which has no value.
func (a asker) isFunction(ref ast.Ref) bool {
	for _, rule := range a.compiler.GetRulesExact(ref) {
		if len(rule.Head.Args) > 0 {
			return true
		}
	}
	return false
}

// isPackage tells of a reference to what has rules below it, and is none.
func (a asker) isPackage(ref ast.Ref) bool {
	return len(a.compiler.GetRulesForVirtualDocument(ref)) == 0 && len(a.compiler.GetRulesWithPrefix(ref)) > 0
}

// constant is the part of a reference before the first step that is found out while it is evaluated.
func constant(ref ast.Ref) ast.Ref {
	for i, term := range ref[1:] {
		if !ast.IsScalar(term.Value) {
			return ref[:i+1]
		}
	}
	return ref
}

// isRead tells of references to input and data.
func isRead(ref ast.Ref) bool {
	return ref.HasPrefix(ast.InputRootRef) || ref.HasPrefix(ast.DefaultRootRef) && len(ref) > 1
}

// source is how a term is written.
func source(location *ast.Location) string {
	return strings.TrimSpace(string(location.Text))
}
