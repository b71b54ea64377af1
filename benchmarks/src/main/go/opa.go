package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// rules is Go OPA, with the built-in rules prepared once.
type rules struct{ query rego.PreparedEvalQuery }

// loadRules reads the rules, without their tests and profiles, and their data.
func loadRules(policies, data string) (*rules, error) {
	text, err := os.ReadFile(data)
	if err != nil {
		return nil, err
	}
	var document map[string]any
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, err
	}
	loaded, err := loader.NewFileLoader().WithProcessAnnotation(true).Filtered([]string{policies}, isNoRule)
	if err != nil {
		return nil, err
	}
	options := []func(*rego.Rego){
		rego.Query("data.modelspec.main.report"),
		rego.Store(inmem.NewFromObject(document)),
	}
	for _, module := range loaded.ParsedModules() {
		options = append(options, rego.ParsedModule(module))
	}
	query, err := rego.New(options...).PrepareForEval(context.Background())
	return &rules{query}, err
}

var isNoRule loader.Filter = func(path string, info os.FileInfo, _ int) bool {
	if info.IsDir() {
		return info.Name() == "target"
	}
	return filepath.Ext(path) != ".rego" || strings.HasSuffix(path, "_test.rego")
}

// inputForm is where an evaluation starts from.
type inputForm int

const (
	// asValue starts from OPA's own form of the input, which a caller cannot have without converting to it: the
	// same as `opa bench`.
	asValue inputForm = iota
	// asTree starts from maps and slices, as a YAML or JSON library makes them: the counterpart of what our engine
	// starts from.
	asTree
	// asText starts from JSON.
	asText
)

// time evaluates an input a number of times. It returns how long that took, and how many findings the last one had.
func (r *rules) time(text []byte, form inputForm, times int) (time.Duration, int, error) {
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return 0, 0, err
	}
	value, err := ast.InterfaceToValue(tree)
	if err != nil {
		return 0, 0, err
	}
	findings := 0
	start := time.Now()
	for range times {
		var option rego.EvalOption
		switch form {
		case asValue:
			option = rego.EvalParsedInput(value)
		case asTree:
			option = rego.EvalInput(tree)
		case asText:
			var fresh any
			if err := json.Unmarshal(text, &fresh); err != nil {
				return 0, 0, err
			}
			option = rego.EvalInput(fresh)
		}
		results, err := r.query.Eval(context.Background(), option)
		if err != nil {
			return 0, 0, err
		}
		if len(results) != 1 {
			return 0, 0, fmt.Errorf("OPA gave %d results instead of one", len(results))
		}
		findings = len(results[0].Expressions[0].Value.([]any))
	}
	return time.Since(start), findings, nil
}
