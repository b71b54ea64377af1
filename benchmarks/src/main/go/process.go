package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// usage is what a process took.
type usage struct {
	wall, cpu time.Duration
	// peak is the largest resident set, in MiB.
	peak int64
	exit int
}

// command runs to its end. Exit code 1 is how both sides say that there were
// findings; any other but 0 is an error.
func command(arguments ...string) (usage, []byte, error) {
	return commandWith(nil, arguments...)
}

func commandWith(environment []string, arguments ...string) (usage, []byte, error) {
	var output, problem bytes.Buffer
	c := exec.Command(arguments[0], arguments[1:]...)
	c.Env = append(os.Environ(), environment...)
	c.Stdout = &output
	c.Stderr = &problem
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		return usage{}, nil, fmt.Errorf("%s: %w\n%s", strings.Join(arguments, " "), err, problem.String())
	}
	state := c.ProcessState
	// Linux counts in KiB.
	peak := state.SysUsage().(*syscall.Rusage).Maxrss / 1024
	return usage{wall, state.UserTime() + state.SystemTime(), peak, state.ExitCode()}, output.Bytes(), nil
}

// inTurns runs two commands one after the other, again and again.
func inTurns(times int, ours, peers []string) (a, b []usage, err error) {
	for range times {
		for side, arguments := range [][]string{ours, peers} {
			took, _, err := command(arguments...)
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

func walls(all []usage) []time.Duration {
	return pick(all, func(u usage) time.Duration { return u.wall })
}

func cpus(all []usage) []time.Duration {
	return pick(all, func(u usage) time.Duration { return u.cpu })
}

func pick(all []usage, figure func(usage) time.Duration) []time.Duration {
	var figures []time.Duration
	for _, one := range all {
		figures = append(figures, figure(one))
	}
	return figures
}
