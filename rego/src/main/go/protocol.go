// Command rego is OPA's compiler: JSON requests in, JSON responses out, and no
// state between them but what parse leaves to open, and open to evaluate and test.
// It is built twice, as a WebAssembly reactor and as a process of the machine that
// builds it; both say the same.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A request names a command and its arguments; each command defines the shape
// of its own. A new command is one more entry in this table. What is attached to
// the arguments follows the JSON as it is, after a zero byte, which JSON never has.
type request struct {
	Command   string          `json:"command"`
	Arguments json.RawMessage `json:"arguments"`
}

var commands = map[string]func(arguments json.RawMessage, attached []byte) (any, error){
	"begin":    command(beginTests),
	"check":    command(check),
	"compile":  command(compileBundle),
	"evaluate": command(evaluate),
	"explain":  command(explain),
	"format":   command(formatAll),
	"open":     command(open),
	"parse":    command(parse),
	"test":     command(runTests),
	"version":  command(version),
}

// A response has exactly one of: a result; errors that the author of the Rego
// can mend; a fault, which is ours. What is attached to a result follows it in the
// same way.
type response struct {
	Result any       `json:"result,omitempty"`
	Errors []problem `json:"errors,omitempty"`
	Fault  string    `json:"fault,omitempty"`
}

// A problem is one error in the Rego or data that was handed in. Row and
// column are 1-based, and 0 where OPA does not tell them.
type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Row     int    `json:"row,omitempty"`
	Column  int    `json:"column,omitempty"`
}

func command[A any](run func(A) (any, error)) func(json.RawMessage, []byte) (any, error) {
	return func(raw json.RawMessage, attached []byte) (any, error) {
		var arguments A
		if err := json.Unmarshal(raw, &arguments); err != nil {
			return nil, fault{fmt.Errorf("arguments: %w", err)}
		}
		if with, ok := any(&arguments).(interface{ attach([]byte) error }); ok {
			if err := with.attach(attached); err != nil {
				return nil, fault{fmt.Errorf("arguments: %w", err)}
			}
		}
		return run(arguments)
	}
}

// A fault wraps an error that no change to the Rego can mend.
type fault struct{ error }

func answer(raw []byte) (encoded []byte) {
	defer func() {
		if panicked := recover(); panicked != nil {
			encoded = encode(response{Fault: fmt.Sprint("panic: ", panicked)})
		}
	}()
	var req request
	document, attached, _ := bytes.Cut(raw, []byte{0})
	if err := json.Unmarshal(document, &req); err != nil {
		return encode(response{Fault: "request: " + err.Error()})
	}
	run, ok := commands[req.Command]
	if !ok {
		return encode(response{Fault: "unknown command: " + req.Command})
	}
	result, err := run(req.Arguments, attached)
	var ours fault
	switch {
	case errors.As(err, &ours):
		return encode(response{Fault: ours.Error()})
	case err != nil:
		return encode(response{Errors: problems(err)})
	}
	encoded = encode(response{Result: result})
	if with, ok := result.(interface{ attachment() []byte }); ok {
		encoded = append(append(encoded, 0), with.attachment()...)
	}
	return encoded
}

func encode(r response) []byte {
	encoded, err := json.Marshal(r)
	if err != nil {
		encoded, _ = json.Marshal(response{Fault: "response: " + err.Error()})
	}
	return encoded
}

// problems flattens what OPA's loader and compiler return into one list.
func problems(err error) []problem {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list []problem
		for _, one := range joined.Unwrap() {
			list = append(list, problems(one)...)
		}
		return list
	}
	var many ast.Errors
	if errors.As(err, &many) {
		list := make([]problem, 0, len(many))
		for _, one := range many {
			list = append(list, fromAST(one))
		}
		return list
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []problem{fromAST(one)}
	}
	var loading loader.Errors
	if errors.As(err, &loading) {
		var list []problem
		for _, one := range loading {
			list = append(list, problems(one)...)
		}
		return list
	}
	var evaluation *topdown.Error
	if errors.As(err, &evaluation) {
		return []problem{fromEvaluation(evaluation)}
	}
	return []problem{{Code: "error", Message: err.Error()}}
}

func fromEvaluation(e *topdown.Error) problem {
	p := problem{Code: e.Code, Message: e.Message}
	if e.Location != nil {
		p.File, p.Row, p.Column = e.Location.File, e.Location.Row, e.Location.Col
	}
	return p
}

func fromAST(e *ast.Error) problem {
	p := problem{Code: e.Code, Message: e.Message}
	// A parser's details repeat the source line, which the host shows better.
	if _, parsing := e.Details.(*ast.ParserErrorDetail); e.Details != nil && !parsing {
		p.Message = strings.Join(append([]string{p.Message}, e.Details.Lines()...), "\n")
	}
	if e.Location != nil {
		p.File, p.Row, p.Column = e.Location.File, e.Location.Row, e.Location.Col
	}
	return p
}
