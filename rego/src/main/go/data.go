package main

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

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
