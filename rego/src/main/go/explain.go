package main

import (
	"context"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type question struct {
	workspace
	// Package is the path of the package to explain, without data.
	Package []string `json:"package"`
	Input   any      `json:"input"`
	// TimeoutMillis is what the evaluation may take.
	TimeoutMillis int64 `json:"timeoutMillis"`
}

type explanation struct {
	// Values maps the rules of the package that have a value, and are no functions, to it.
	Values      map[string]*value `json:"values"`
	Definitions []definition      `json:"definitions"`
}

// A definition is one body of one rule: `else` makes another.
type definition struct {
	Name     string `json:"name"`
	Function bool   `json:"function"`
	File     string `json:"file"`
	Row      int    `json:"row"`
	// Entered and Held count how often the body was begun, and how often all of it held.
	Entered     int               `json:"entered"`
	Held        int               `json:"held"`
	Locals      map[string]*value `json:"locals,omitempty"`
	Expressions []*step           `json:"expressions"`
}

// A step is what became of one expression of a body.
type step struct {
	Row     int    `json:"row"`
	Column  int    `json:"column"`
	Text    string `json:"text"`
	Reached bool   `json:"reached"`
	// Held tells that the evaluation got past it at least once.
	Held bool `json:"held"`
	// Locals are the variables when it failed last.
	Locals map[string]*value `json:"locals,omitempty"`
	// Reads maps what the expression refers to outside of its body to its value; null if it is undefined.
	Reads map[string]*value `json:"reads,omitempty"`
}

// explain evaluates the report of a rule, and tells of each expression whether it held.
func explain(q question) (any, error) {
	modules, compiler, err := q.checked()
	if err != nil {
		return nil, err
	}
	input, err := ast.InterfaceToValue(q.Input)
	if err != nil {
		return nil, fault{err}
	}
	pkg := packageRef(q.Package)
	tracer := &stepTracer{exprs: map[position]*steps{}, bodies: map[position]*steps{}}
	document, err := q.evaluate(compiler, pkg, input, tracer)
	if err != nil {
		return nil, err
	}
	data, err := q.documents()
	if err != nil {
		return nil, err
	}
	reader := reader{compiler: compiler, input: input, data: data, document: document}
	e := explanation{Values: map[string]*value{}, Definitions: []definition{}}
	document.Foreach(func(name, v *ast.Term) { e.Values[string(name.Value.(ast.String))] = valueOf(v) })
	for _, path := range q.paths() {
		if module := modules[path]; module != nil && module.Package.Path.Equal(pkg) {
			for _, rule := range module.Rules {
				for ; rule != nil; rule = rule.Else {
					e.Definitions = append(e.Definitions, tracer.define(rule, reader))
				}
			}
		}
	}
	return e, nil
}

func packageRef(path []string) ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument}
	for _, part := range path {
		ref = append(ref, ast.StringTerm(part))
	}
	return ref
}

// evaluate answers the whole document of the package.
func (q question) evaluate(compiler *ast.Compiler, pkg ast.Ref, input ast.Value, tracer topdown.QueryTracer) (ast.Object, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(q.TimeoutMillis)*time.Millisecond)
	defer cancel()
	store, err := q.store()
	if err != nil {
		return nil, err
	}
	var document ast.Object = ast.NewObject()
	err = storage.Txn(ctx, store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		query := ast.NewBody(ast.Equality.Expr(ast.VarTerm("document"), ast.NewTerm(pkg)))
		prepared, err := rego.New(rego.Compiler(compiler), rego.Store(store), rego.Transaction(txn),
			rego.ParsedQuery(query)).PrepareForEval(ctx)
		if err != nil {
			return err
		}
		results, err := prepared.Eval(ctx, rego.EvalTransaction(txn), rego.EvalParsedInput(input),
			rego.EvalQueryTracer(tracing(tracer)), rego.EvalRuleIndexing(false), rego.EvalEarlyExit(false))
		if err != nil || len(results) == 0 {
			return err
		}
		found, err := ast.InterfaceToValue(results[0].Bindings["document"])
		if object, ok := found.(ast.Object); ok {
			document = object
		}
		return err
	})
	return document, err
}

type position struct {
	file   string
	offset int
}

func at(location *ast.Location) position {
	return position{location.File, location.Offset}
}

// steps counts what happened at one place.
type steps struct {
	reached, held int
	// failedAt orders failures.
	failedAt   int
	failedWith map[string]*value
	heldWith   map[string]*value
}

type stepTracer struct {
	exprs, bodies map[position]*steps
	failures      int
}

func (*stepTracer) Enabled() bool { return true }

func (*stepTracer) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

func (t *stepTracer) TraceEvent(event topdown.Event) {
	if event.Node.Loc() == nil {
		return // of our own query
	}
	switch node := event.Node.(type) {
	case *ast.Expr:
		s := count(t.exprs, node.Location)
		switch event.Op {
		case topdown.EvalOp:
			s.reached++
		case topdown.FailOp:
			t.failures++
			s.failedAt = t.failures
			s.failedWith = locals(&event)
		}
	case *ast.Rule:
		s := count(t.bodies, node.Location)
		switch event.Op {
		case topdown.EnterOp:
			s.reached++
		case topdown.ExitOp:
			s.held++
			s.heldWith = locals(&event)
		}
	}
}

func count(places map[position]*steps, location *ast.Location) *steps {
	place := at(location)
	if places[place] == nil {
		places[place] = &steps{}
	}
	return places[place]
}

// within puts together what happened anywhere in an expression: the compiler takes
// calls and references out of it and evaluates them before it, at places of their own.
func (t *stepTracer) within(location *ast.Location) steps {
	var all steps
	for place, s := range t.exprs {
		into := place.offset - location.Offset
		if place.file != location.File || into < 0 || into >= len(location.Text) {
			continue
		}
		all.reached += s.reached
		if s.failedAt > all.failedAt {
			all.failedAt = s.failedAt
			all.failedWith = s.failedWith
		}
	}
	return all
}

func (t *stepTracer) define(rule *ast.Rule, reads reader) definition {
	body := count(t.bodies, rule.Location)
	d := definition{
		Name:        rule.Head.Ref().GroundPrefix().String(),
		Function:    len(rule.Head.Args) > 0,
		File:        rule.Location.File,
		Row:         rule.Location.Row,
		Entered:     body.reached,
		Held:        body.held,
		Locals:      body.heldWith,
		Expressions: []*step{},
	}
	for _, expression := range rule.Body {
		if expression.Location.Row == 0 || len(expression.Location.Text) == 0 {
			continue
		}
		seen := t.within(expression.Location)
		s := &step{
			Row:     expression.Location.Row,
			Column:  expression.Location.Col,
			Text:    strings.TrimSpace(string(expression.Location.Text)),
			Reached: seen.reached > 0,
			Reads:   reads.of(expression),
		}
		if last := len(d.Expressions) - 1; last >= 0 {
			d.Expressions[last].Held = s.Reached
		}
		s.Locals = seen.failedWith
		d.Expressions = append(d.Expressions, s)
	}
	if last := len(d.Expressions) - 1; last >= 0 {
		d.Expressions[last].Held = body.held > 0
	}
	for _, s := range d.Expressions {
		if s.Held {
			s.Locals = nil
		}
	}
	return d
}

// A reader looks up what expressions refer to.
type reader struct {
	compiler *ast.Compiler
	input    ast.Value
	data     map[string]any
	document ast.Object
}

func (r reader) of(expression *ast.Expr) map[string]*value {
	reads := map[string]*value{}
	ast.WalkRefs(expression, func(ref ast.Ref) bool {
		ground := ref.GroundPrefix()
		var found ast.Value
		var err error
		switch head := ground[0].Value.String(); {
		case head == "input" && len(ground) > 1:
			found, err = r.input.Find(ground[1:])
		case head == "data" && len(ground) > 1:
			var data ast.Value
			if data, err = ast.InterfaceToValue(r.data); err == nil {
				found, err = data.Find(ground[1:])
			}
		default:
			return false
		}
		if found == nil && len(r.compiler.GetRules(ground)) > 0 {
			// What rules of other packages answer is not in the data.
			return false
		}
		reads[ground.String()] = nil
		if err == nil && found != nil {
			reads[ground.String()] = valueOf(ast.NewTerm(found))
		}
		return false
	})
	ast.WalkVars(expression, func(name ast.Var) bool {
		if v := r.document.Get(ast.StringTerm(string(name))); v != nil {
			reads[string(name)] = valueOf(v)
		}
		return false
	})
	return reads
}
