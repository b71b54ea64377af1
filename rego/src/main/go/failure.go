package main

import (
	"regexp"
	"strings"

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
		tracer := &failureTracer{file: tests[i].File, from: tests[i].Row, to: lastRow(modules, tests[i])}
		if _, err := alone.run(t.testCompiler(modules).WithRewriteTestRules(true), modules, tracer); err != nil {
			return err
		}
		tests[i].Failure = tracer.failure
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

// A failureTracer keeps the expression, of all that failed in a test's own rows,
// that the test got furthest to; of several values the last.
type failureTracer struct {
	file     string
	from, to int
	failure  *failure
}

func (*failureTracer) Enabled() bool { return true }

func (*failureTracer) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

func (t *failureTracer) TraceEvent(event topdown.Event) {
	expression, ok := event.Node.(*ast.Expr)
	if event.Op != topdown.FailOp || !ok || event.Location == nil {
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
	t.failure = newFailure(event, expression)
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
