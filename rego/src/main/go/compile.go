package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/util"
	opa "github.com/open-policy-agent/opa/v1/version"
)

// A workspace is a set of files and what OPA may assume about them.
type workspace struct {
	// Files maps slash-separated relative paths to contents.
	Files map[string]string `json:"-"`
	// Attached are the files, whose contents are attached to the request, one after the other.
	Attached []attachedFile `json:"files"`
	// Libraries are files, with their packages, that count only as far as others refer to them.
	Libraries map[string][]string `json:"libraries"`
	// Kept are those that count in any case, but not what they refer to.
	Kept []string `json:"-"`
	// Unavailable names the builtins that must be refused.
	Unavailable []string `json:"unavailable"`
	// InputSchema is the JSON Schema of the input document, if there is one.
	InputSchema any  `json:"inputSchema"`
	Strict      bool `json:"strict"`
	// Parameters are those of rules that may not be among the files.
	Parameters parameters `json:"parameters"`
	// Data is laid over the data files: the parameters, where a rule is explained.
	Data map[string]any `json:"data"`
}

type attachedFile struct {
	Path string `json:"path"`
	// Size is in bytes.
	Size int `json:"size"`
}

func (w *workspace) attach(contents []byte) error {
	w.Files = make(map[string]string, len(w.Attached))
	for _, file := range w.Attached {
		if file.Size > len(contents) {
			return fmt.Errorf("%s is not attached", file.Path)
		}
		w.Files[file.Path] = string(contents[:file.Size])
		contents = contents[file.Size:]
	}
	return nil
}

func version(struct{}) (any, error) {
	return map[string]string{"opa": opa.Version}, nil
}

// check parses and type-checks every module, and reads the data.
func check(w workspace) (any, error) {
	modules, _, err := w.checked()
	if err != nil {
		return nil, err
	}
	data, err := w.documents()
	if err != nil {
		return nil, err
	}
	return contents{Modules: outline(modules), Data: data}, nil
}

func (w workspace) checked() (map[string]*ast.Module, *ast.Compiler, error) {
	modules, err := w.parse()
	if err != nil {
		return nil, nil, err
	}
	used, _ := w.declared(modules).used(modules)
	compiler := w.compiler(used)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, nil, placed(compiler.Errors, modules)
	}
	return modules, compiler, nil
}

// compiler is one for modules, with the types of input and of the parameters that they use.
func (w workspace) compiler(used parameters) *ast.Compiler {
	compiler := ast.NewCompiler().
		WithCapabilities(w.capabilities()).
		WithUseTypeCheckAnnotations(true).
		WithStrict(w.Strict).
		WithSchemas(w.schemas(used)).
		WithStageAfterID(ast.StageCheckTypes, checkTargets)
	if len(used) > 0 {
		used.typeParameters(compiler)
	}
	return compiler
}

// testCompiler compiles what OPA makes of tests: print, of which they show what it prints, and tables of cases.
func (w workspace) testCompiler(modules map[string]*ast.Module) *ast.Compiler {
	w.Unavailable = slices.DeleteFunc(slices.Clone(w.Unavailable), func(name string) bool {
		return name == ast.InternalPrint.Name || name == ast.InternalTestCase.Name
	})
	declared := w.declared(modules)
	used, shortest := declared.used(modules)
	return w.compiler(used).WithStageAfterID(ast.StageResolveRefs, replaceParameters(declared, shortest))
}

type compilation struct {
	workspace
	// Paths are the files and folders to build, as `opa build` takes them.
	Paths       []string `json:"paths"`
	Entrypoints []string `json:"entrypoints"`
}

type compiled struct {
	wasm     []byte
	Data     map[string]any `json:"data"`
	Manifest any            `json:"manifest"`
	Modules  any            `json:"modules"`
}

func (c compiled) attachment() []byte { return c.wasm }

// compileBundle does what `opa build --target wasm` does, after check, but for what the host is to answer.
func compileBundle(c compilation) (any, error) {
	for file, declared := range c.Libraries {
		if slices.ContainsFunc(c.Entrypoints, func(rule string) bool { return path.Dir(rule) == strings.Join(declared, "/") }) {
			c.Kept = append(c.Kept, file)
		}
	}
	modules, _, err := c.checked()
	if err != nil {
		return nil, err
	}
	if err := c.checkData(); err != nil {
		return nil, err
	}
	built, err := c.bundle()
	if err != nil {
		return nil, err
	}
	capabilities := c.capabilities()
	capabilities.Builtins = append(capabilities.Builtins, hostedDeclarations()...)
	compiler := compile.New().
		WithRegoVersion(ast.RegoV1).
		WithBundle(built).
		WithCapabilities(capabilities).
		WithTarget(compile.TargetWasm).
		WithEntrypoints(c.Entrypoints...)
	if err := compiler.Build(context.Background()); err != nil {
		return nil, err
	}
	built = compiler.Bundle()
	return compiled{
		wasm:     built.WasmModules[0].Raw,
		Data:     built.Data,
		Manifest: built.Manifest,
		Modules:  outline(modules),
	}, nil
}

// bundle loads what is to be built, with calls of hosted builtins as the host is asked.
func (c compilation) bundle() (*bundle.Bundle, error) {
	loaded, err := loader.NewFileLoader().
		WithFS(c.fs()).
		WithRegoVersion(ast.RegoV1).
		WithCapabilities(c.capabilities()).
		All(c.Paths)
	if err != nil {
		return nil, err
	}
	b := &bundle.Bundle{Data: loaded.Documents}
	b.SetRegoVersion(ast.RegoV1)
	b.Manifest.Init()
	for _, file := range util.KeysSorted(loaded.Modules) {
		m := loaded.Modules[file]
		askHost(m.Parsed)
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: m.Name, Path: m.Name, Parsed: m.Parsed, Raw: m.Raw})
	}
	return b, nil
}

// parse reads every Rego file that counts, and collects the errors of all. The others
// are no files of the workspace afterwards.
func (w workspace) parse() (map[string]*ast.Module, error) {
	paths := slices.DeleteFunc(w.paths(), func(path string) bool {
		_, library := w.Libraries[path]
		return library || !strings.HasSuffix(path, ".rego")
	})
	modules := map[string]*ast.Module{}
	for len(paths) > 0 {
		parsed, err := w.parseFiles(paths)
		if err != nil {
			return nil, err
		}
		if err := w.refuseNamesOfLibraries(parsed); err != nil {
			return nil, err
		}
		maps.Copy(modules, parsed)
		paths = w.librariesFor(parsed, modules)
	}
	kept, err := w.parseFiles(w.Kept)
	if err != nil {
		return nil, err
	}
	maps.Copy(modules, kept)
	for path := range w.Libraries {
		if modules[path] == nil {
			delete(w.Files, path)
		}
	}
	return modules, nil
}

// refuseNamesOfLibraries says which modules that are no libraries are in the package of one.
func (w workspace) refuseNamesOfLibraries(modules map[string]*ast.Module) error {
	var errs ast.Errors
	for path, m := range modules {
		if _, library := w.Libraries[path]; library {
			continue
		}
		for _, declared := range w.Libraries {
			if slices.Equal(segments(m.Package.Path), declared) {
				errs = append(errs, ast.NewError("modelspec_rule_error", m.Package.Location,
					"package %s is built in: choose another", strings.Join(declared, ".")))
			}
		}
	}
	if len(errs) > 0 {
		errs.Sort()
		return errs
	}
	return nil
}

// librariesFor lists the libraries that modules need and that are not known yet.
func (w workspace) librariesFor(modules, known map[string]*ast.Module) (paths []string) {
	for path, declared := range w.Libraries {
		needed := func(reference []string) bool { return related(reference, declared) }
		if known[path] == nil && slices.ContainsFunc(slices.Collect(maps.Values(modules)), func(m *ast.Module) bool {
			return slices.ContainsFunc(references(m), needed)
		}) {
			paths = append(paths, path)
		}
	}
	return paths
}

func (w workspace) parseFiles(paths []string) (map[string]*ast.Module, error) {
	options := ast.ParserOptions{
		ProcessAnnotation: true,
		RegoVersion:       ast.RegoV1,
		Capabilities:      w.capabilities(),
	}
	parsed, failed := make([]*ast.Module, len(paths)), make([]error, len(paths))
	onAllProcessors(len(paths), func(i int) {
		parsed[i], failed[i] = ast.ParseModuleWithOpts(paths[i], w.Files[paths[i]], options)
	})
	modules := map[string]*ast.Module{}
	var errs ast.Errors
	for i, path := range paths {
		switch e := failed[i].(type) {
		case nil:
			if parsed[i] != nil {
				modules[path] = parsed[i]
			}
		case ast.Errors:
			errs = append(errs, e...)
		case *ast.Error:
			errs = append(errs, e)
		default:
			errs = append(errs, ast.NewError(ast.ParseErr, &ast.Location{File: path}, "%v", e))
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return modules, nil
}

// onAllProcessors calls a function with each of the numbers below n, and panics if
// one of the calls does.
func onAllProcessors(n int, call func(i int)) {
	var next atomic.Int64
	var panicked atomic.Value
	var running sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		running.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					panicked.Store(fmt.Sprint(p))
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				call(i)
			}
		})
	}
	running.Wait()
	if p := panicked.Load(); p != nil {
		panic(p)
	}
}

func (w workspace) paths() []string {
	paths := make([]string, 0, len(w.Files))
	for path := range w.Files {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	return paths
}

func (w workspace) capabilities() *ast.Capabilities {
	capabilities := ast.CapabilitiesForThisVersion()
	capabilities.AllowNet = []string{}
	unavailable := map[string]bool{}
	for _, name := range w.Unavailable {
		unavailable[name] = true
	}
	var builtins []*ast.Builtin
	for _, builtin := range capabilities.Builtins {
		if !unavailable[builtin.Name] {
			builtins = append(builtins, builtin)
		}
	}
	capabilities.Builtins = builtins
	return capabilities
}

// schemas has none of input if there is none: OPA then checks no input types.
func (w workspace) schemas(declared parameters) *ast.SchemaSet {
	set := ast.NewSchemaSet()
	if w.InputSchema != nil {
		set.Put(ast.SchemaRootRef, w.InputSchema)
	}
	set.Put(ast.SchemaRootRef.Append(ast.StringTerm(parametersSchema)), declared.schema())
	return set
}

func (w workspace) fs() fs.FS {
	files := fstest.MapFS{}
	for path, content := range w.Files {
		files[path] = &fstest.MapFile{Data: []byte(content), Mode: 0o444}
	}
	return files
}
