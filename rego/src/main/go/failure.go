package main

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A failure tells which expression of a test did not hold, and with what.
type failure struct {
	File   string `json:"file"`
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Text   string `json:"text"`
	// Locals maps the variables of the test to their values.
	Locals map[string]*value `json:"locals,omitempty"`
	// Left and Right are what was compared, if the expression is a comparison.
	Left     *value `json:"left,omitempty"`
	Right    *value `json:"right,omitempty"`
	Operator string `json:"operator,omitempty"`
	// Reads maps what the expression refers to, if it is no comparison, to its value; null if it is undefined. Gap is
	// the first step that is missing of the way there.
	Reads map[string]*value `json:"reads,omitempty"`
	Gap   string            `json:"gap,omitempty"`
	// Call is the expression with the values of its arguments, if it is a call of something else.
	Call string `json:"call,omitempty"`
}

// explainFailures runs each test that failed once more, alone and traced. OPA is
// to give each part of its expressions a variable, so that its value can be told.
func (t testRun) explainFailures(tests []testResult, modules map[string]*ast.Module) error {
	for i := range tests {
		if tests[i].Status != "fail" {
			continue
		}
		alone := t
		alone.Run = "^" + regexp.QuoteMeta(tests[i].Package+"."+tests[i].Name) + "$"
		tracer := &failureTracer{file: tests[i].File, from: tests[i].Row, to: lastRow(modules, tests[i]), kinds: map[uint64]queryKind{}}
		compiler := t.testCompiler(modules).WithRewriteTestRules(true)
		if _, err := alone.run(compiler, modules, tracer); err != nil {
			return err
		}
		tests[i].Failure = tracer.failure
		if tracer.failure != nil && tracer.failure.Operator == "" {
			if err := t.explainReads(compiler, tracer.failure, tracer.expression); err != nil {
				return err
			}
		}
	}
	return nil
}

// lastRow is the last row of the source of a test.
func lastRow(modules map[string]*ast.Module, test testResult) int {
	row := test.Row
	for _, rule := range modules[test.File].Rules {
		if rule.Location.Row == test.Row {
			row = max(row, test.Row+strings.Count(string(rule.Location.Text), "\n"))
		}
	}
	return row
}

// explainReads tells of the references in an expression, in which variables have their values, what they come to.
func (t testRun) explainReads(compiler *ast.Compiler, f *failure, expression *ast.Expr) error {
	store, err := t.store()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(t.TimeoutMillis)*time.Millisecond)
	defer cancel()
	ask := asker{compiler: compiler, store: store}
	if call, ok := expression.Terms.([]*ast.Term); ok && ast.IsConstant(ast.NewArray(call[1:]...)) {
		f.Call = limited(written(call))
	}
	f.Reads = map[string]*value{}
	ast.WalkTerms(ast.NewExpr(expression.Terms), func(term *ast.Term) bool {
		ref, ok := term.Value.(ast.Ref)
		if !ok || !isRead(ref) || !ref.IsGround() || ask.isFunction(ref) {
			return false
		}
		// Where OPA's types tell already that it is undefined, there is an error.
		answer, _ := ask.value(ctx, ref, expression.With, nil)
		if ctx.Err() != nil {
			return true
		}
		f.Reads[ref.String()] = nil
		if answer != nil {
			f.Reads[ref.String()] = valueOf(answer)
			return false
		}
		for end := 1; end < len(ref) && f.Gap == ""; end++ {
			if part, _ := ask.value(ctx, ref[:end], expression.With, nil); part == nil {
				f.Gap = ref[:end].String()
			}
		}
		return false
	})
	return nil
}

// written is a call as people write it.
func written(call []*ast.Term) string {
	if call[0].String() == ast.Member.Name {
		return call[1].String() + " in " + call[2].String()
	}
	return ast.Call(call).String()
}

// A queryKind tells what opened a query.
type queryKind int

const (
	// other is a rule, or the question for the test itself.
	other queryKind = iota + 1
	everyDomain
	// inComprehension is also what a comprehension opens in turn: what fails there is filtered out.
	inComprehension
)

// A failureTracer keeps the expression, of all that failed in a test's own rows,
// that the test got furthest to; of several values the last.
type failureTracer struct {
	file     string
	from, to int
	kinds    map[uint64]queryKind
	failure  *failure
	// expression is what failed, with the values of its variables.
	expression *ast.Expr
}

func (*failureTracer) Enabled() bool { return true }

func (*failureTracer) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

func (t *failureTracer) TraceEvent(event topdown.Event) {
	if event.Op == topdown.EnterOp {
		t.enter(event)
	}
	expression, ok := event.Node.(*ast.Expr)
	if event.Op != topdown.FailOp || !ok || event.Location == nil {
		return
	}
	if t.kinds[event.QueryID] == inComprehension || t.kinds[event.ParentID] == inComprehension {
		return
	}
	if _, outer := expression.Terms.(*ast.Every); outer {
		return // what failed stands inside
	}
	at := event.Location
	if at.File != t.file || at.Row < t.from || at.Row > t.to {
		return
	}
	if t.failure != nil && (at.Row < t.failure.Row || at.Row == t.failure.Row && at.Col < t.failure.Column) {
		return
	}
	t.failure, t.expression = newFailure(event, expression), withValues(event, expression)
}

// enter takes note of a query: a body that is opened by neither a question nor `every` is that of a comprehension.
func (t *failureTracer) enter(event topdown.Event) {
	kind := other
	opener := t.kinds[event.ParentID]
	switch event.Node.(type) {
	case *ast.Expr:
		kind = everyDomain
	case ast.Body:
		if opener == other {
			kind = inComprehension
		}
	}
	if opener == inComprehension {
		kind = inComprehension
	}
	t.kinds[event.QueryID] = kind
}

func withValues(event topdown.Event, expression *ast.Expr) *ast.Expr {
	plugged := expression.Copy()
	switch terms := plugged.Terms.(type) {
	case *ast.Term:
		plugged.Terms = event.Plug(terms)
	case []*ast.Term:
		for i := range terms[1:] {
			terms[i+1] = event.Plug(terms[i+1])
		}
	}
	for _, with := range plugged.With {
		with.Value = event.Plug(with.Value)
	}
	return plugged
}

func newFailure(event topdown.Event, expression *ast.Expr) *failure {
	f := &failure{
		File:   event.Location.File,
		Row:    event.Location.Row,
		Column: event.Location.Col,
		Text:   string(event.Location.Text),
		Locals: locals(&event),
	}
	if operator := comparison(expression); operator != "" && !expression.Negated {
		left, right := resolved(event.Plug(expression.Operand(0))), resolved(event.Plug(expression.Operand(1)))
		if left != nil && right != nil {
			f.Operator, f.Left, f.Right = operator, valueOf(left), valueOf(right)
			alignLines(f.Left, left, f.Right, right)
		}
	}
	return f
}

// resolved follows a reference into a value, such as {"a": 1}.a; nil if the term has no value.
func resolved(term *ast.Term) *ast.Term {
	if ref, ok := term.Value.(ast.Ref); ok {
		found, err := ref[0].Value.Find(ref[1:])
		if err != nil {
			return nil
		}
		term = ast.NewTerm(found)
	}
	if !term.IsGround() {
		return nil
	}
	return term
}

var comparisons = map[string]string{"eq": "==", "equal": "==", "neq": "!=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}

func comparison(expression *ast.Expr) string {
	if !expression.IsCall() || len(expression.Operands()) != 2 {
		return ""
	}
	return comparisons[expression.Operator().String()]
}
