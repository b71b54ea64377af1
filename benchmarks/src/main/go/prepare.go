package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// wrapper gives the findings of our rules the name that conftest asks for.
const wrapper = `package main

deny contains finding.message if some finding in data.modelspec.main.report
`

// prepare writes the specs and what conftest and OPA need, and returns the
// folder of specs.
func prepare(count int) (string, error) {
	timer, err := startTimer(target)
	if err != nil {
		return "", err
	}
	timer.end() // has written data.json
	if err := writeRules(); err != nil {
		return "", err
	}
	folder := filepath.Join(target, fmt.Sprintf("specs-%d", count))
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	generate, err := java("GenerateSpecs", folder, fmt.Sprint(count), "10", "1")
	if err != nil {
		return "", err
	}
	return folder, generate.Run()
}

// writeRules copies the rules without their tests, which conftest would compile
// too, once with the wrapper and once as a bundle with data.
func writeRules() error {
	rules, bundle := filepath.Join(target, "rules"), filepath.Join(target, "bundle")
	for _, folder := range []string{rules, bundle} {
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	err := filepath.WalkDir(policies(), func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == "target" {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".rego" || strings.HasSuffix(path, "_test.rego") {
			return nil
		}
		return copyTo(path, filepath.Join(rules, path), filepath.Join(bundle, path))
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(rules, "wrapper.rego"), []byte(wrapper), 0o644); err != nil {
		return err
	}
	return copyTo(dataFile(), filepath.Join(bundle, "data.json"))
}

func copyTo(from string, targets ...string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	for _, to := range targets {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// java runs a class of this module.
func java(class string, arguments ...string) (*exec.Cmd, error) {
	dependencies, err := os.ReadFile(filepath.Join(target, "classpath.txt"))
	if err != nil {
		return nil, err
	}
	classPath := filepath.Join(target, "classes") + ":" + strings.TrimSpace(string(dependencies))
	command := exec.Command("java", append([]string{"-cp", classPath, "dev.modelspec.benchmarks." + class}, arguments...)...)
	command.Stderr = os.Stderr
	return command, nil
}
