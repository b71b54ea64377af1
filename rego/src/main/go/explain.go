package main

import (
	"context"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
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
	store, err := q.store()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(q.TimeoutMillis)*time.Millisecond)
	defer cancel()
	pkg := packageRef(q.Package)
	tracer := &stepTracer{exprs: map[position]*steps{}, bodies: map[position]*steps{}}
	ask := asker{compiler: compiler, store: store, input: input}
	answer, err := ask.value(ctx, pkg, nil, tracer)
	if err != nil {
		return nil, err
	}
	reader := reader{asker: ask, ctx: ctx, document: ast.NewObject(), known: map[string]*ast.Term{}}
	if answer != nil {
		reader.document = answer.Value.(ast.Object)
	}
	e := explanation{Values: map[string]*value{}, Definitions: []definition{}}
	reader.document.Foreach(func(name, v *ast.Term) { e.Values[string(name.Value.(ast.String))] = valueOf(v) })
	for _, path := range q.paths() {
		if module := modules[path]; module != nil && module.Package.Path.Equal(pkg) {
			reader.names = imports(module)
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
	if value := valueAlone(rule); value != nil {
		d.Expressions = append(d.Expressions, &step{
			Row:     value.Location.Row,
			Column:  value.Location.Col,
			Text:    source(value.Location),
			Reached: body.reached > 0,
			Held:    body.held > 0,
			Reads:   reads.of(value),
		})
		return d
	}
	for _, expression := range rule.Body {
		if expression.Location.Row == 0 || len(expression.Location.Text) == 0 {
			continue
		}
		seen := t.within(expression.Location)
		s := &step{
			Row:     expression.Location.Row,
			Column:  expression.Location.Col,
			Text:    source(expression.Location),
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

// valueAlone is the value of a rule that has no body, or what it adds to a set; nil if the rule has a body.
func valueAlone(rule *ast.Rule) *ast.Term {
	value := rule.Head.Value
	if rule.Head.RuleKind() == ast.MultiValue {
		value = rule.Head.Key
	}
	always := len(rule.Body) == 1 && rule.Body[0].Equal(ast.NewExpr(ast.BooleanTerm(true))) && source(rule.Body[0].Location) != "true"
	if !always || value == nil || value.Location == nil || len(value.Location.Text) == 0 {
		return nil
	}
	return value
}

// A reader looks up what expressions refer to.
type reader struct {
	asker
	ctx      context.Context
	document ast.Object
	// names are what the imports of the module are called.
	names aliases
	// known are the answers for data so far, nil where it is undefined.
	known map[string]*ast.Term
}

// answer is what a reference comes to, nil if it is undefined.
func (r reader) answer(ref ast.Ref) *ast.Term {
	if ref.HasPrefix(ast.InputRootRef) {
		found, err := r.input.Find(ref[1:])
		if err != nil {
			return nil
		}
		return ast.NewTerm(found)
	}
	name := ref.String()
	answer, known := r.known[name]
	if !known {
		answer, _ = r.value(r.ctx, ref, nil, nil)
		r.known[name] = answer
	}
	return answer
}

// of maps what stands in an expression or a term, as it is written there, to values; nil is undefined.
func (r reader) of(node any) map[string]*value {
	reads := map[string]*value{}
	ast.WalkTerms(node, func(term *ast.Term) bool {
		written, _ := term.Value.(ast.Ref)
		ref := r.names.resolve(term)
		if ref == nil {
			ref = written
		}
		if ref == nil || !isRead(ref) {
			return false
		}
		// What is read may be one step of where.
		whole := r.plugged(ref)
		read := constant(whole)
		if len(read) < 2 || r.isFunction(read) || r.isPackage(read) {
			return false
		}
		name := read.String()
		if len(read) == len(whole) && len(written) > 0 {
			name = written.String()
		}
		reads[name] = nil
		if answer := r.answer(read); answer != nil {
			reads[name] = valueOf(answer)
		}
		return false
	})
	ast.WalkVars(node, func(name ast.Var) bool {
		if v := r.document.Get(ast.StringTerm(string(name))); v != nil {
			reads[string(name)] = valueOf(v)
		}
		return false
	})
	return reads
}

// plugged has the values of the references that are steps of a reference in their place.
func (r reader) plugged(ref ast.Ref) ast.Ref {
	plugged := ref.Copy()
	for i, term := range ref[1:] {
		step := r.names.resolve(term)
		if own, ok := term.Value.(ast.Ref); ok && step == nil {
			step = own
		}
		if step != nil && isRead(step) && step.IsGround() {
			if answer := r.answer(step); answer != nil {
				plugged[i+1] = answer
			}
		}
	}
	return plugged
}
