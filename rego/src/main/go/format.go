package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

type formatting struct {
	Files map[string]string `json:"files"`
}

// formatAll answers each file as `opa fmt` would write it.
func formatAll(f formatting) (any, error) {
	formatted := make(map[string]string, len(f.Files))
	var errs []error
	for _, path := range (workspace{Files: f.Files}).paths() {
		text, err := format.SourceWithOpts(path, []byte(f.Files[path]), format.Opts{RegoVersion: ast.RegoV1})
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
