package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// changed is the rule that somebody works on.
const changed = "rules/privacy/pii-declared/pii_declared.rego"

// policyTurns is how often people are made to wait who write rules.
func policyTurns(quick bool) int {
	if quick {
		return 3
	}
	return 7
}

// testRows compares runs of all tests of the built-in rules. Ours also checks the suites, which OPA cannot.
func testRows(quick bool) ([]row, error) {
	folder := filepath.Join(target, "tested")
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	if err := os.CopyFS(folder, os.DirFS(policies())); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(filepath.Join(folder, "target")); err != nil {
		return nil, err
	}
	ours := []string{"./modelspec", "test", "--quiet", folder}
	peer := []string{opa, "test", "--ignore", "*.yaml", folder}
	if _, err := passed(peer); err != nil {
		return nil, err
	}
	rule := filepath.Join(folder, changed)
	cache := cacheFolder()
	var rows []row
	for _, state := range []struct {
		title  string
		before func(turn int) error
	}{
		{"nothing cached", func(int) error { return os.RemoveAll(cache) }},
		{"all cached", func(int) error { return nil }},
		{"one rule changed since", func(turn int) error { return edit(rule, turn) }},
	} {
		a, b, err := inTurnsAfter(policyTurns(quick), state.before, ours, peer)
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			compare("`modelspec test policies`, "+state.title+"; wall time, `opa test`", walls(a), walls(b), 0),
			compare("the same; CPU time", cpus(a), cpus(b), 0))
	}
	return rows, nil
}

// customRows compares checks with an organisation's rules with checks without.
func customRows(quick bool) ([]row, error) {
	folder, err := prepare(1)
	if err != nil {
		return nil, err
	}
	plain := checkCommand(filepath.Join(folder, "000", "spec-000000.modelspec.yaml"))
	cache := cacheFolder()
	var rows []row
	for _, count := range []int{1, 10, 100} {
		own := filepath.Join(target, fmt.Sprintf("own-rules-%d", count))
		if err := generateRulesIn(own, count); err != nil {
			return nil, err
		}
		custom := append(plain[:len(plain):len(plain)], "--policies", own)
		for _, state := range []struct {
			title  string
			before func(int) error
		}{
			{"nothing cached", func(int) error { return os.RemoveAll(cache) }},
			{"cached", func(int) error { return nil }},
		} {
			a, b, err := inTurnsAfter(policyTurns(quick), state.before, custom, plain)
			if err != nil {
				return nil, err
			}
			what := fmt.Sprintf("`check --policies`, %d own rules, %s; wall time, plain `check`", count, state.title)
			rows = append(rows, compare(what, walls(a), walls(b), 0))
		}
	}
	return rows, nil
}

// cacheFolder is what the commands of this part have in place of the user's cache.
func cacheFolder() string { return filepath.Join(target, "cache") }

// inTurnsAfter is inTurns with something to do before each turn, and a cache of its own.
func inTurnsAfter(turns int, before func(turn int) error, ours, peers []string) (a, b []usage, err error) {
	for turn := range turns {
		if err = before(turn); err != nil {
			return
		}
		for side, arguments := range [][]string{ours, peers} {
			took, err := passed(arguments)
			if err != nil {
				return nil, nil, err
			}
			if side == 0 {
				a = append(a, took)
			} else {
				b = append(b, took)
			}
		}
	}
	return a, b, nil
}

// passed runs a command with the cache of this part. Where tests fail there is nothing to compare.
func passed(arguments []string) (usage, error) {
	cache, err := filepath.Abs(cacheFolder())
	if err != nil {
		return usage{}, err
	}
	took, output, err := commandWith([]string{"XDG_CACHE_HOME=" + cache}, arguments...)
	if err == nil && took.exit != 0 && arguments[1] == "test" {
		err = fmt.Errorf("%s: tests failed\n%s", strings.Join(arguments, " "), output)
	}
	return took, err
}

// edit adds a comment to a file.
func edit(file string, turn int) error {
	out, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = fmt.Fprintf(out, "\n# Edited, turn %d.\n", turn)
	return err
}
