package main

import (
	"errors"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// byteOrderMark is what some editors begin files with, and OPA refuses.
const byteOrderMark = "\uFEFF"

// formatAll answers each file as `opa fmt` would write it.
func formatAll(w workspace) (any, error) {
	formatted := make(map[string]string, len(w.Files))
	var errs []error
	for _, path := range w.paths() {
		text, err := format.SourceWithOpts(path, []byte(strings.TrimPrefix(w.Files[path], byteOrderMark)), format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			errs = append(errs, err)
			continue
		}
		formatted[path] = string(text)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return formatted, nil
}
