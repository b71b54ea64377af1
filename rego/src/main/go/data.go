package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
	"go.yaml.in/yaml/v3"
)

// maxDepth is how deep data may be nested: the host reads no more.
const maxDepth = 400

var yamlTwice = regexp.MustCompile(`line (\d+): mapping key "(.*)" already defined`)
var yamlLine = regexp.MustCompile(`yaml: line (\d+): `)

func (w workspace) store() (storage.Store, error) {
	data, err := w.documents()
	if err != nil {
		return nil, err
	}
	return inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false)), nil
}

// documents is the data document: the data files, each where its folder below the
// first folder of its path says, and on top of them what was handed in.
func (w workspace) documents() (map[string]any, error) {
	if err := w.checkData(); err != nil {
		return nil, err
	}
	data := map[string]any{}
	if roots := w.dataRoots(); len(roots) > 0 {
		loaded, err := loader.NewFileLoader().WithFS(w.fs()).Filtered(roots, isRego)
		if err != nil {
			return nil, err
		}
		data = loaded.Documents
	}
	for name, value := range w.Data {
		data[name] = value
	}
	return data, nil
}

func (w workspace) dataRoots() (roots []string) {
	for path := range w.Files {
		root, _, nested := strings.Cut(path, "/")
		if nested && !strings.HasSuffix(path, ".rego") && !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	return roots
}

func isRego(_ string, info fs.FileInfo, _ int) bool {
	return !info.IsDir() && strings.HasSuffix(info.Name(), ".rego")
}

// checkData refuses, each with its file, data that have no names at the top or that nobody can read.
func (w workspace) checkData() error {
	var errs ast.Errors
	for _, path := range w.paths() {
		if strings.HasSuffix(path, ".rego") {
			continue
		}
		if row, wrong := wrongData(path, []byte(w.Files[path])); wrong != "" {
			errs = append(errs, ast.NewError("modelspec_data_error", &ast.Location{File: path, Row: row, Col: min(row, 1)}, "%s", wrong))
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// wrongData says what is wrong with a data file, and in which line, which is 0 if that is unknown.
func wrongData(path string, text []byte) (row int, wrong string) {
	if len(bytes.TrimSpace(text)) == 0 {
		return 0, "it is empty: data are an object, such as {}"
	}
	var value any
	if strings.HasSuffix(path, ".json") {
		if err := util.UnmarshalJSON(text, &value); err != nil {
			return jsonRow(text), "it is no JSON: " + err.Error()
		}
	} else if err := util.Unmarshal(text, &value); err != nil {
		message := strings.TrimPrefix(err.Error(), "error converting YAML to JSON: ")
		if line := yamlLine.FindStringSubmatch(message); line != nil {
			row, _ = strconv.Atoi(line[1])
			message = strings.Replace(message, line[0], "", 1)
			if strings.HasPrefix(message, "did not find expected") {
				// The parser counts from 0, other than the scanner.
				row++
			}
		}
		return row, "it is no YAML: " + message
	}
	if row, wrong := ambiguous(path, text); wrong != "" {
		return row, wrong
	}
	// In a folder, whose name it has, data may be anything.
	if _, ok := value.(map[string]any); !ok && strings.Count(path, "/") < 2 {
		return 1, "it is no object: data have names at the top, by which rules read them"
	}
	if deeper(value, maxDepth) {
		return 0, "it is nested more than " + strconv.Itoa(maxDepth) + " deep"
	}
	return 0, ""
}

// ambiguous says of what OPA would take one part and leave out another: names that are there
// twice, and further documents.
func ambiguous(path string, text []byte) (row int, wrong string) {
	if strings.HasSuffix(path, ".json") {
		decoder := json.NewDecoder(bytes.NewReader(text))
		if name, twice := repeated(decoder); twice {
			return rowOf(text, decoder.InputOffset()), "the name `" + name + "` is there twice"
		}
		return 0, ""
	}
	documents := yaml.NewDecoder(bytes.NewReader(text))
	var value any
	if err := documents.Decode(&value); err != nil {
		if twice := yamlTwice.FindStringSubmatch(err.Error()); twice != nil {
			row, _ = strconv.Atoi(twice[1])
			return row, "the name `" + twice[2] + "` is there twice"
		}
	}
	if err := documents.Decode(&value); err != io.EOF {
		return 0, "it has several documents, of which OPA reads the first"
	}
	return 0, ""
}

// repeated reads a value, up to a name that its object has had before.
func repeated(decoder *json.Decoder) (name string, twice bool) {
	start, err := decoder.Token()
	if err != nil {
		return "", false
	}
	seen := map[string]bool{}
	for (start == json.Delim('{') || start == json.Delim('[')) && decoder.More() {
		if start == json.Delim('{') {
			key, _ := decoder.Token()
			name, _ = key.(string)
			if seen[name] {
				return name, true
			}
			seen[name] = true
		}
		if name, twice = repeated(decoder); twice {
			return name, true
		}
	}
	if start == json.Delim('{') || start == json.Delim('[') {
		decoder.Token()
	}
	return "", false
}

// jsonRow is the line up to which a text is JSON.
func jsonRow(text []byte) int {
	var syntax *json.SyntaxError
	var ignored any
	if errors.As(json.Unmarshal(text, &ignored), &syntax) {
		return rowOf(text, syntax.Offset)
	}
	return 0
}

func rowOf(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(int(offset), len(text))], []byte("\n"))
}

func deeper(value any, depth int) bool {
	if depth == 0 {
		return true
	}
	switch value := value.(type) {
	case map[string]any:
		for _, member := range value {
			if deeper(member, depth-1) {
				return true
			}
		}
	case []any:
		for _, element := range value {
			if deeper(element, depth-1) {
				return true
			}
		}
	}
	return false
}
