package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

// A session is a workspace that parse parsed and begins to compile, for evaluate and
// test to ask many times once it is open. It lasts until the next one is parsed.
type session struct {
	workspace
	modules map[string]*ast.Module
	// compiled compiles the modules, once.
	compiled func() (*ast.Compiler, error)
	// compiler is nil until it is open.
	compiler *ast.Compiler
	queries  map[int]*query
	// begun are its tests; nil unless begin was asked.
	begun *begunRun
}

// A query is a rule to evaluate with a data document.
type query struct {
	rego.PreparedEvalQuery
	store storage.Store
	// over is what was laid over the document last.
	over json.RawMessage
}

var current *session

type parsing struct {
	workspace
	// Apart names files that must not be part of what others declare.
	Apart []string `json:"apart"`
}

type contents struct {
	Modules any            `json:"modules"`
	Data    map[string]any `json:"data"`
	LeftOut []string       `json:"leftOut,omitempty"`
}

// parse tells what is in a workspace, and keeps it for open: all of it, unless a file
// that is to be apart is in the package of one that is not. Then all of those are left out.
func parse(p parsing) (any, error) {
	modules, err := p.workspace.parse()
	if err != nil {
		return nil, err
	}
	data, err := p.documents()
	if err != nil {
		return nil, err
	}
	found := contents{Modules: outline(modules), Data: data}
	if sharePackages(modules, p.Apart) {
		found.LeftOut = p.Apart
		for _, file := range p.Apart {
			delete(modules, file)
			delete(p.Files, file)
		}
	}
	s := &session{workspace: p.workspace, modules: modules, queries: map[int]*query{}}
	s.compiled = sync.OnceValues(s.compile)
	current = s
	begin(func() { s.compiled() })
	return found, nil
}

// sharePackages says whether one of some files is in the package of one that is not among them.
func sharePackages(modules map[string]*ast.Module, some []string) bool {
	packages := map[string]bool{}
	for file, module := range modules {
		if !slices.Contains(some, file) {
			packages[module.Package.Path.String()] = true
		}
	}
	return slices.ContainsFunc(some, func(file string) bool {
		module, ok := modules[file]
		return ok && packages[module.Package.Path.String()]
	})
}

// compile does what check does.
func (s *session) compile() (*ast.Compiler, error) {
	compiler := s.workspace.testCompiler(s.modules)
	// OPA compiles tests in stages of the tester's own: it is asked for a test that is not there.
	none := testRun{workspace: s.workspace, Run: "^$"}
	_, err := none.run(compiler, s.modules, nil)
	return compiler, placed(err, s.modules)
}

// open waits until what was parsed is compiled, and keeps it for evaluate and test.
func open(struct{}) (any, error) {
	if current == nil {
		return nil, fault{errors.New("nothing is parsed")}
	}
	compiler, err := current.compiled()
	if err != nil {
		return nil, err
	}
	current.compiler = compiler
	return struct{}{}, nil
}

// opened is the session, if it is open.
func opened() (*session, error) {
	if current == nil || current.compiler == nil {
		return nil, fault{errors.New("nothing is open")}
	}
	return current, nil
}

type inquiry struct {
	// Query is the number of the query, and Entrypoint and Data what it is about:
	// the path of a rule, as in `data.p.q`, and the data document. They are left out
	// of a query that was asked before.
	Query      int             `json:"query"`
	Entrypoint string          `json:"entrypoint"`
	Data       json.RawMessage `json:"data"`
	// Over is an object with fields of the data document that are other ones each time.
	Over  json.RawMessage `json:"over"`
	Input json.RawMessage `json:"input"`
	// TimeNanos is what time.now_ns answers.
	TimeNanos     int64 `json:"timeNanos"`
	TimeoutMillis int64 `json:"timeoutMillis"`
}

type outcome struct {
	Result any `json:"result"`
}

// evaluate answers as OPA's Wasm does: one outcome, or none if the rule is undefined.
func evaluate(i inquiry) (any, error) {
	s, err := opened()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i.TimeoutMillis)*time.Millisecond)
	defer cancel()
	query, err := s.query(i)
	if err != nil {
		return nil, err
	}
	input, err := ast.ValueFromReader(bytes.NewReader(i.Input))
	if err != nil {
		return nil, fault{err}
	}
	results, err := query.Eval(ctx, rego.EvalParsedInput(input), rego.EvalTime(time.Unix(0, i.TimeNanos)),
		rego.EvalQueryTracer(tracing(nil)))
	if err != nil {
		return nil, err
	}
	outcomes := []outcome{}
	for _, result := range results {
		outcomes = append(outcomes, outcome{Result: result.Expressions[0].Value})
	}
	return outcomes, nil
}

func (s *session) query(i inquiry) (*query, error) {
	q := s.queries[i.Query]
	if i.Entrypoint != "" {
		var err error
		if q, err = s.prepare(i); err != nil {
			return nil, err
		}
		s.queries[i.Query] = q
	}
	if bytes.Equal(i.Over, q.over) {
		return q, nil
	}
	var over map[string]any
	if err := util.UnmarshalJSON(i.Over, &over); err != nil {
		return nil, fault{err}
	}
	for name, value := range over {
		if err := storage.WriteOne(context.Background(), q.store, storage.AddOp, storage.Path{name}, value); err != nil {
			return nil, fault{err}
		}
	}
	q.over = i.Over
	return q, nil
}

func (s *session) prepare(i inquiry) (*query, error) {
	var data map[string]any
	if err := util.UnmarshalJSON(i.Data, &data); err != nil {
		return nil, fault{err}
	}
	store := inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	prepared, err := rego.New(rego.Compiler(s.compiler), rego.Store(store), rego.Query(i.Entrypoint)).PrepareForEval(context.Background())
	return &query{PreparedEvalQuery: prepared, store: store}, err
}
