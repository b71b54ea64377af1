// Command side-by-side runs this project and its peers in turns and prints the
// ratios of their times as a Markdown table.
//
// benchmarks/run builds everything that it needs and starts it in the root of
// the repository.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
)

// target holds all that is built and written, relative to the root of the
// repository.
const target = "benchmarks/target"

// part is a group of rows that can be asked for by its name.
type part struct {
	name string
	run  func(quick bool) ([]row, error)
}

var parts = []part{
	{"engine", engine}, {"files", files}, {"cold", cold}, {"memory", memory}, {"policies", testRows}, {"policies", customRows},
	{"audit", audits}, {"fleet", fleetOf(10_000)}, {"fleet", fleetOf(100_000)}, {"fleet", fleetOf(1_000_000)},
	{"webhook", webhook}, {"rules", ruleCount(10)}, {"rules", ruleCount(30)}, {"rules", ruleCount(100)}, {"rules", ruleCount(300)},
	{"rules", ruleCount(1000)},
}

func main() {
	quick := flag.Bool("quick", false, "fewer turns and files: to try it out, not to quote")
	flag.Parse()
	if err := run(*quick, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		os.Exit(1)
	}
}

func run(quick bool, wanted []string) error {
	for _, name := range wanted {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %q; parts are engine, files, cold, memory, policies, audit, fleet, webhook, rules", name)
		}
	}
	printHeader(quick)
	for _, part := range parts {
		if len(wanted) > 0 && !slices.Contains(wanted, part.name) {
			continue
		}
		rows, err := part.run(quick)
		if err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		for _, row := range rows {
			row.print()
		}
	}
	return nil
}
