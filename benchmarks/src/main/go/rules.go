package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	ruleSpec = "COMPLIANT_2KB"
	// warmTime is what the JVM is given to compile the rules.
	warmTime = 15 * time.Second
)

// ruleCount is a part that evaluates so many rules. Several of them show how the time depends on the number.
func ruleCount(count int) func(quick bool) ([]row, error) {
	return func(quick bool) ([]row, error) {
		turns := 15
		if quick {
			turns = 5
		}
		ours, peers, findings, err := timeRules(count, turns)
		if err != nil {
			return nil, fmt.Errorf("%d rules: %w", count, err)
		}
		each := time.Duration(count)
		what := fmt.Sprintf("evaluation, 2 kB spec, %d rules, %d findings; Go OPA from a parsed tree", count, findings)
		return []row{
			compare(what, ours, peers, 0),
			compare("the same, for each rule", divided(ours, each), divided(peers, each), 0),
		}, nil
	}
}

// timeRules evaluates generated rules on both sides in turns. It returns times for one evaluation of all of them.
func timeRules(count, turns int) (ours, peers []time.Duration, findings int, err error) {
	folder, err := generateRules(count)
	if err != nil {
		return
	}
	own := filepath.Join(target, fmt.Sprintf("timer-%d", count))
	if err = os.MkdirAll(own, 0o755); err != nil {
		return
	}
	timer, err := startTimer(own, folder)
	if err != nil {
		return
	}
	defer timer.end()
	for start := time.Now(); time.Since(start) < warmTime; {
		if _, _, err = timer.time(ruleSpec, 50); err != nil {
			return
		}
	}
	text, err := os.ReadFile(filepath.Join(own, ruleSpec+".json"))
	if err != nil {
		return
	}
	opa, err := loadRules(folder, filepath.Join(own, "data.json"))
	if err != nil {
		return
	}
	batch := max(2000/count, 10)
	for range turns {
		took, ourFindings, err := timer.time(ruleSpec, batch)
		if err != nil {
			return nil, nil, 0, err
		}
		ours = append(ours, took/time.Duration(batch))
		took, peerFindings, err := opa.time(text, asTree, batch)
		if err != nil {
			return nil, nil, 0, err
		}
		peers = append(peers, took/time.Duration(batch))
		if expected := (count + loudEach - 1) / loudEach; ourFindings != expected || peerFindings != expected {
			return nil, nil, 0, fmt.Errorf("%d findings are right, we found %d, OPA %d", expected, ourFindings, peerFindings)
		}
		findings = ourFindings
	}
	return ours, peers, findings, nil
}

func divided(times []time.Duration, by time.Duration) []time.Duration {
	parts := slices.Clone(times)
	for i := range parts {
		parts[i] /= by
	}
	return parts
}
