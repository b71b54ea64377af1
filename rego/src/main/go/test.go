package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type testRun struct {
	workspace
	// Run is a regular expression that the full name of a test must match; empty for all.
	Run string `json:"run"`
	// Only names the files whose packages' tests are wanted; none for those of all files.
	Only []string `json:"only"`
	// Opened means the workspace that open compiled, instead of one of its own.
	Opened bool `json:"opened"`
	// TimeoutMillis is what one test may take.
	TimeoutMillis int64 `json:"timeoutMillis"`
	Coverage      bool  `json:"coverage"`
}

type testReport struct {
	Tests    []testResult  `json:"tests"`
	Coverage *cover.Report `json:"coverage,omitempty"`
}

// A testResult is one test, or one case of a table of tests.
type testResult struct {
	Package string `json:"package"`
	Name    string `json:"name"`
	File    string `json:"file"`
	Row     int    `json:"row"`
	// Status is pass, fail, error or skip.
	Status      string       `json:"status"`
	Nanoseconds int64        `json:"nanoseconds"`
	Error       string       `json:"error,omitempty"`
	Output      string       `json:"output,omitempty"`
	Failure     *failure     `json:"failure,omitempty"`
	Cases       []testResult `json:"cases,omitempty"`
}

// runTests does what `opa test` does, unless begin has begun to. Tests that fail run
// once more, traced, for the trace tells why, and would slow down those that pass.
func runTests(t testRun) (any, error) {
	if current != nil && current.begun != nil && reflect.DeepEqual(current.begun.run, t) {
		return current.begun.results()
	}
	return t.report()
}

func (t testRun) report() (any, error) {
	var modules, fresh map[string]*ast.Module
	var compiler *ast.Compiler
	if t.Opened {
		s, err := opened()
		if err != nil {
			return nil, err
		}
		t.workspace, modules, compiler = s.workspace, s.modules, s.compiler
	} else {
		parsed, err := t.parse()
		if err != nil {
			return nil, err
		}
		modules, fresh, compiler = parsed, parsed, t.testCompiler(parsed)
	}
	coverage := cover.New()
	var tracer topdown.QueryTracer
	if t.Coverage {
		tracer = coverage
	}
	t.Data = map[string]any{"params": t.declared(modules).defaults()}
	results, err := t.run(compiler, fresh, tracer)
	if err != nil {
		return nil, placed(err, modules)
	}
	report := testReport{Tests: make([]testResult, 0, len(results))}
	for _, result := range results {
		report.Tests = append(report.Tests, toTestResult(result))
	}
	if err := t.explainFailures(report.Tests, modules); err != nil {
		return nil, err
	}
	if t.Coverage {
		covered := coverage.Report(modules)
		report.Coverage = &covered
	}
	return report, nil
}

// A begunRun is a run of tests that goes on while other questions are answered.
type begunRun struct {
	run     testRun
	results func() (any, error)
}

// beginTests begins a run, for test to be asked the same and to answer what came of it.
func beginTests(t testRun) (any, error) {
	s, err := opened()
	if err != nil {
		return nil, err
	}
	results := sync.OnceValues(t.report)
	s.begun = &begunRun{run: t, results: results}
	begin(func() { results() })
	return struct{}{}, nil
}

// run runs the tests of what the compiler has compiled, and of modules, which it
// compiles first, as check does.
func (t testRun) run(compiler *ast.Compiler, modules map[string]*ast.Module, tracer topdown.QueryTracer) (results []*tester.Result, err error) {
	store, err := t.store()
	if err != nil {
		return nil, err
	}
	parallel := runtime.NumCPU()
	if t.Coverage {
		// They share the tracer.
		parallel = 1
	}
	runner := tester.NewRunner().
		SetCompiler(compiler.WithEnablePrintStatements(true)).
		SetModules(modules).
		SetStore(store).
		CapturePrintOutput(true).
		StackTraces(true).
		SetTimeout(time.Duration(t.TimeoutMillis) * time.Millisecond).
		SetParallel(parallel).
		SetCoverageQueryTracer(tracing(tracer)).
		Filter(t.Run).
		SetPrefixMatchers(t.packages(compiler, modules)...)
	ctx := context.Background()
	err = storage.Txn(ctx, store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		channel, err := runner.RunTests(ctx, txn)
		if err != nil {
			return err
		}
		for result := range channel {
			results = append(results, result)
		}
		return nil
	})
	slices.SortFunc(results, func(a, b *tester.Result) int { return a.Location.Compare(b.Location) })
	return results, err
}

// packages are those of the files whose tests are wanted.
func (t testRun) packages(compiler *ast.Compiler, modules map[string]*ast.Module) (packages []ast.Ref) {
	for _, file := range t.Only {
		if module := cmp.Or(modules[file], compiler.Modules[file]); module != nil {
			packages = append(packages, module.Package.Path)
		}
	}
	return packages
}

func toTestResult(result *tester.Result) testResult {
	converted := testResult{
		Package:     result.Package,
		Name:        result.Name,
		File:        result.Location.File,
		Row:         result.Location.Row,
		Status:      "pass",
		Nanoseconds: result.Duration.Nanoseconds(),
		Output:      string(result.Output),
	}
	switch {
	case result.Skip:
		converted.Status = "skip"
	case result.Error != nil:
		converted.Status, converted.Error = "error", describe(result.Error)
	case result.Fail:
		converted.Status = "fail"
	}
	for path, sub := range result.SubResults.Iter {
		if len(sub.SubResults) == 0 {
			converted.Cases = append(converted.Cases, caseResult(converted, path, sub))
		}
	}
	return converted
}

func caseResult(of testResult, path []string, sub *tester.SubResult) testResult {
	name, _ := json.Marshal(path)
	if len(path) == 1 {
		name = []byte(path[0])
	}
	status := "pass"
	if sub.Fail {
		status = "fail"
	}
	return testResult{Package: of.Package, Name: string(name), File: of.File, Row: of.Row, Status: status}
}

func describe(err error) string {
	var evaluation *topdown.Error
	if errors.As(err, &evaluation) {
		if topdown.IsCancel(err) {
			return "it took too long and was ended"
		}
		if evaluation.Location != nil && evaluation.Location.File != "" {
			return fmt.Sprintf("%s:%d: %s", evaluation.Location.File, evaluation.Location.Row, evaluation.Message)
		}
		return evaluation.Message
	}
	return err.Error()
}
