package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// specs are the names that EngineTimer knows.
var specs = []struct{ name, title string }{
	{"COMPLIANT_2KB", "2 kB spec without findings"},
	{"FLAWED_2KB", "2 kB spec with one finding"},
	{"MINIMAL", "minimal spec, three findings"},
}

// engine compares evaluations in warm processes: all built-in rules, from a
// parsed spec to findings.
func engine(quick bool) ([]row, error) {
	timer, err := startTimer(target)
	if err != nil {
		return nil, err
	}
	defer timer.end()
	if err := timer.warmUp(); err != nil {
		return nil, err
	}
	opa, err := loadRules(policies(), dataFile())
	if err != nil {
		return nil, err
	}
	turns := 61
	if quick {
		turns = 11
	}
	var rows []row
	for _, spec := range specs {
		text, err := os.ReadFile(filepath.Join(target, spec.name+".json"))
		if err != nil {
			return nil, err
		}
		ours, forms, err := takeTurns(turns, timer, opa, spec.name, text)
		if err != nil {
			return nil, err
		}
		start := "engine, " + spec.title
		rows = append(rows,
			compare(start+"; Go OPA starts from a parsed tree, as we do", ours, forms[asTree], 0.6),
			compare(start+"; Go OPA starts from its own values, as `opa bench` does", ours, forms[asValue], 0.6),
			compare(start+"; Go OPA starts from JSON text", ours, forms[asText], 0))
	}
	return rows, nil
}

// takeTurns lets each side evaluate some hundred times, again and again. It
// returns times for one evaluation.
func takeTurns(turns int, timer *timer, opa *rules, name string, text []byte) (
	ours []time.Duration, forms [3][]time.Duration, err error) {
	const batch = 200
	for turn := range turns {
		took, expected, err := timer.time(name, batch)
		if err != nil {
			return nil, forms, err
		}
		ours = append(ours, took/batch)
		for form := range forms {
			took, findings, err := opa.time(text, inputForm(form), batch)
			if err != nil {
				return nil, forms, err
			}
			if turn == 0 && findings != expected {
				return nil, forms, fmt.Errorf("%s: we found %d, OPA %d", name, expected, findings)
			}
			forms[form] = append(forms[form], took/batch)
		}
	}
	return ours, forms, nil
}

// timer is our engine in a process of its own: EngineTimer.
type timer struct {
	process *exec.Cmd
	demands io.WriteCloser
	answers *bufio.Reader
}

// startTimer starts it with the folder that it writes to and, if they are not the built-in ones, the folder of rules.
func startTimer(arguments ...string) (*timer, error) {
	process, err := java("EngineTimer", arguments...)
	if err != nil {
		return nil, err
	}
	demands, err := process.StdinPipe()
	if err != nil {
		return nil, err
	}
	answers, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &timer{process, demands, bufio.NewReader(answers)}, process.Start()
}

// time evaluates a spec a number of times, and returns how long that took and
// how many findings there were.
func (t *timer) time(spec string, times int) (took time.Duration, findings int, err error) {
	if _, err = fmt.Fprintln(t.demands, spec, times); err != nil {
		return
	}
	line, err := t.answers.ReadString('\n')
	if err != nil {
		return 0, 0, fmt.Errorf("EngineTimer ended: %w", err)
	}
	var nanos int64
	_, err = fmt.Sscan(line, &nanos, &findings)
	return time.Duration(nanos), findings, err
}

// warmUp gives the JVM the time to compile.
func (t *timer) warmUp() error {
	for _, spec := range specs {
		if _, _, err := t.time(spec.name, 20_000); err != nil {
			return err
		}
	}
	return nil
}

func (t *timer) end() {
	t.demands.Close()
	t.process.Wait()
}
