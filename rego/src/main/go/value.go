package main

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A value is a Rego value as people read it: on one line, and on as many as it needs.
type value struct {
	Text  string `json:"text"`
	Lines string `json:"lines"`
}

const (
	lineWidth = 72
	textLimit = 64 << 10
)

func valueOf(term *ast.Term) *value {
	return &value{Text: limited(term.String()), Lines: broken(term, lineWidth)}
}

// alignLines breaks both of two values where one of them has to be, for lines to be compared with lines.
func alignLines(a *value, aTerm *ast.Term, b *value, bTerm *ast.Term) {
	if strings.Contains(a.Lines, "\n") != strings.Contains(b.Lines, "\n") {
		width := min(len(a.Text), len(b.Text), lineWidth) - 1
		a.Lines, b.Lines = broken(aTerm, width), broken(bTerm, width)
	}
}

func broken(term *ast.Term, width int) string {
	var out strings.Builder
	writeLines(&out, term, "", width)
	return limited(out.String())
}

func limited(text string) string {
	if len(text) > textLimit {
		return strings.ToValidUTF8(text[:textLimit], "") + "…"
	}
	return text
}

// writeLines breaks what does not fit a line into its elements, in their order.
func writeLines(out *strings.Builder, term *ast.Term, indent string, width int) {
	text := term.String()
	open, close, elements := parts(term)
	if elements == nil || len(indent)+len(text) <= width {
		out.WriteString(text)
		return
	}
	deeper := indent + "  "
	out.WriteString(open + "\n")
	for _, element := range elements {
		out.WriteString(deeper + element.key)
		writeLines(out, element.value, deeper, width)
		out.WriteString(",\n")
	}
	out.WriteString(indent + close)
}

type element struct {
	key   string
	value *ast.Term
}

func parts(term *ast.Term) (open, close string, elements []element) {
	switch v := term.Value.(type) {
	case *ast.Array:
		v.Foreach(func(e *ast.Term) { elements = append(elements, element{"", e}) })
		return "[", "]", elements
	case ast.Set:
		v.Foreach(func(e *ast.Term) { elements = append(elements, element{"", e}) })
		return "{", "}", elements
	case ast.Object:
		v.Foreach(func(key, e *ast.Term) { elements = append(elements, element{key.String() + ": ", e}) })
		return "{", "}", elements
	}
	return "", "", nil
}

// locals are the bindings that have a name in the source.
func locals(event *topdown.Event) map[string]*value {
	named := map[string]*value{}
	if event.Locals == nil {
		return named
	}
	event.Locals.Iter(func(key, bound ast.Value) bool {
		variable, ok := key.(ast.Var)
		if !ok {
			return false
		}
		if about, known := event.LocalMetadata[variable]; known {
			variable = about.Name
		}
		if !variable.IsGenerated() && !variable.IsWildcard() {
			named[string(variable)] = valueOf(ast.NewTerm(bound))
		}
		return false
	})
	return named
}
