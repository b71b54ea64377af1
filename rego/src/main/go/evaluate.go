package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

// A session is a workspace that open compiled, for evaluate and test to ask many
// times. It lasts until the next one is opened.
type session struct {
	workspace
	modules  map[string]*ast.Module
	compiler *ast.Compiler
	queries  map[int]rego.PreparedEvalQuery
}

var opened *session

type contents struct {
	Modules any            `json:"modules"`
	Data    map[string]any `json:"data"`
}

// open does what check does, and keeps what it compiled.
func open(w workspace) (any, error) {
	modules, err := w.parse()
	if err != nil {
		return nil, err
	}
	data, err := w.documents()
	if err != nil {
		return nil, err
	}
	compiler := w.compiler()
	// OPA compiles tests in stages of the tester's own: it is asked for a test that is not there.
	none := testRun{workspace: w, Run: "^$"}
	if _, err := none.run(compiler, modules, nil); err != nil {
		return nil, err
	}
	opened = &session{workspace: w, modules: modules, compiler: compiler, queries: map[int]rego.PreparedEvalQuery{}}
	return contents{Modules: outline(modules), Data: data}, nil
}

type inquiry struct {
	// Query is the number of the query, and Entrypoint and Data what it is about:
	// the path of a rule, as in `data.p.q`, and the data document. They are left out
	// of a query that was asked before.
	Query      int             `json:"query"`
	Entrypoint string          `json:"entrypoint"`
	Data       json.RawMessage `json:"data"`
	Input      json.RawMessage `json:"input"`
	// TimeNanos is what time.now_ns answers.
	TimeNanos     int64 `json:"timeNanos"`
	TimeoutMillis int64 `json:"timeoutMillis"`
}

type outcome struct {
	Result any `json:"result"`
}

// evaluate answers as OPA's Wasm does: one outcome, or none if the rule is undefined.
func evaluate(i inquiry) (any, error) {
	if opened == nil {
		return nil, fault{errors.New("nothing is open")}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i.TimeoutMillis)*time.Millisecond)
	defer cancel()
	query, err := opened.prepare(i)
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

func (s *session) prepare(i inquiry) (rego.PreparedEvalQuery, error) {
	if i.Entrypoint == "" {
		return s.queries[i.Query], nil
	}
	var data map[string]any
	if err := util.UnmarshalJSON(i.Data, &data); err != nil {
		return rego.PreparedEvalQuery{}, fault{err}
	}
	store := inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	query, err := rego.New(rego.Compiler(s.compiler), rego.Store(store), rego.Query(i.Entrypoint)).PrepareForEval(context.Background())
	s.queries[i.Query] = query
	return query, err
}
