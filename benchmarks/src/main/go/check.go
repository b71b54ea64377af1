package main

import (
	"fmt"
	"path/filepath"
)

const (
	opa      = target + "/peers/opa"
	conftest = target + "/peers/conftest"
)

func policies() string { return "policies" }

func dataFile() string { return filepath.Join(target, "data.json") }

// checkCommand is ours, conftestCommand the peer's: both print their findings
// for people, and a summary.
func checkCommand(path string) []string { return []string{"./modelspec", "check", path} }

func conftestCommand(path string) []string {
	return []string{conftest, "test", "--policy", filepath.Join(target, "rules"), "--data", dataFile(), path}
}

// files compares checks of many files, each in a new process.
func files(quick bool) ([]row, error) {
	count, turns := 10_000, 5
	if quick {
		count, turns = 1000, 3
	}
	folder, err := prepare(count)
	if err != nil {
		return nil, err
	}
	findings, err := sameVerdicts(folder)
	if err != nil {
		return nil, err
	}
	ours, peers, err := inTurns(turns, checkCommand(folder), conftestCommand(folder))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("%d files of 700 bytes, %d findings, the same ones; ", count, findings)
	rows := []row{
		compare(what+"wall time, conftest", walls(ours), walls(peers), 0.6),
		compare(what+"CPU time, conftest", cpus(ours), cpus(peers), 0),
	}
	exec := []string{opa, "exec", "--bundle", filepath.Join(target, "bundle"), "--decision", "modelspec/main/report", folder}
	ours, peers, err = inTurns(turns, checkCommand(folder), exec)
	if err != nil {
		return nil, err
	}
	return append(rows, compare(what+"wall time, `opa exec`, which prints JSON", walls(ours), walls(peers), 0)), nil
}

// cold compares checks of one file in a new process.
func cold(quick bool) ([]row, error) {
	turns := 31
	if quick {
		turns = 7
	}
	folder, err := prepare(1)
	if err != nil {
		return nil, err
	}
	if _, err = sameVerdicts(folder); err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "000", "spec-000000.modelspec.yaml")
	ours, peers, err := inTurns(turns, checkCommand(file), conftestCommand(file))
	if err != nil {
		return nil, err
	}
	return []row{
		compare("one file, cold; wall time, conftest", walls(ours), walls(peers), 4),
		compare("one file, cold; CPU time, conftest", cpus(ours), cpus(peers), 0),
	}, nil
}

// memory looks at how the peak depends on the number of files, with a heap
// that is small.
func memory(quick bool) ([]row, error) {
	counts := []int{1000, 10_000, 100_000}
	if quick {
		counts = counts[:2]
	}
	var rows []row
	var smallest int64
	for _, count := range counts {
		folder, err := prepare(count)
		if err != nil {
			return nil, err
		}
		took, _, err := commandWith([]string{"MODELSPEC_JAVA_OPTIONS=-Xmx128m"}, checkCommand(folder)...)
		if err != nil {
			return nil, err
		}
		if smallest == 0 {
			smallest = took.peak
		}
		rows = append(rows, row{
			what:  fmt.Sprintf("peak memory with -Xmx128m, %d files, against %d files", count, counts[0]),
			ours:  fmt.Sprintf("%d MiB", took.peak),
			peers: fmt.Sprintf("%d MiB", smallest),
			ratio: float64(took.peak) / float64(smallest),
		})
	}
	return rows, nil
}
