package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"text/template"
)

// shapes are rules as organisations write them.
//
//go:embed shapes
var shapeFiles embed.FS

var shapes = template.Must(template.ParseFS(shapeFiles, "shapes/*.rego.tmpl"))

// silent are the shapes that find nothing, in turns; loud finds something.
var silent = []string{"allowed.rego.tmpl", "limit.rego.tmpl", "forbidden.rego.tmpl", "each.rego.tmpl"}

const (
	loud = "required.rego.tmpl"
	// loudEach is how many rules there are for one that finds something.
	loudEach = 50
)

// generateRules writes a whole set of policies of so many rules, and returns its folder.
func generateRules(count int) (string, error) {
	folder := filepath.Join(target, fmt.Sprintf("rules-%d", count))
	if err := os.RemoveAll(folder); err != nil {
		return "", err
	}
	for _, shared := range []string{"main.rego", "lib/unasked.rego", "lib/result.rego"} {
		if err := copyTo(filepath.Join(policies(), shared), filepath.Join(folder, shared)); err != nil {
			return "", err
		}
	}
	return folder, generateRulesIn(filepath.Join(folder, "rules"), count)
}

// generateRulesIn writes the rules alone, which need the library of the built-in ones.
func generateRulesIn(folder string, count int) error {
	for number := range count {
		shape := silent[number%len(silent)]
		if number%loudEach == 0 {
			shape = loud
		}
		name := fmt.Sprintf("rule-%05d", number)
		if err := writeRule(filepath.Join(folder, name), shape, number); err != nil {
			return err
		}
	}
	return nil
}

func writeRule(folder, shape string, number int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(folder, "rule.rego"))
	if err != nil {
		return err
	}
	defer file.Close()
	return shapes.ExecuteTemplate(file, shape, map[string]any{
		"ID": fmt.Sprintf("rule-%05d", number), "Number": number, "Limit": 100_000 + number,
	})
}
