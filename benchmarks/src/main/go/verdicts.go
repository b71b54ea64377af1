package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// sameVerdicts checks that both sides find the same in each file of a folder,
// and returns how much that is.
func sameVerdicts(folder string) (int, error) {
	ours, err := ourMessages(folder)
	if err != nil {
		return 0, err
	}
	peers, err := conftestMessages(folder)
	if err != nil {
		return 0, err
	}
	if !maps.EqualFunc(ours, peers, slices.Equal) {
		return 0, fmt.Errorf("verdicts on %s differ: we found %d files and %d findings, conftest %d and %d",
			folder, len(ours), total(ours), len(peers), total(peers))
	}
	return total(ours), nil
}

// messages by file, sorted.
type messages map[string][]string

func total(m messages) int {
	count := 0
	for _, each := range m {
		count += len(each)
	}
	return count
}

func ourMessages(folder string) (messages, error) {
	var report struct {
		Specs []struct {
			Source   string
			Findings []struct {
				Text string `json:"message"`
			}
		}
	}
	if err := readReport(&report, append(checkCommand(folder), "--format", "json")); err != nil {
		return nil, err
	}
	all := messages{}
	for _, spec := range report.Specs {
		texts := []string{}
		for _, finding := range spec.Findings {
			texts = append(texts, finding.Text)
		}
		slices.Sort(texts)
		all[spec.Source] = texts
	}
	return all, nil
}

func conftestMessages(folder string) (messages, error) {
	var report []struct {
		Filename string
		Failures []struct {
			Text string `json:"msg"`
		}
	}
	if err := readReport(&report, append(conftestCommand(folder), "--output", "json")); err != nil {
		return nil, err
	}
	all := messages{}
	for _, file := range report {
		texts := []string{}
		for _, failure := range file.Failures {
			texts = append(texts, failure.Text)
		}
		slices.Sort(texts)
		all[file.Filename] = texts
	}
	return all, nil
}

func readReport(report any, arguments []string) error {
	_, output, err := command(arguments...)
	if err != nil {
		return err
	}
	return json.Unmarshal(output, report)
}
