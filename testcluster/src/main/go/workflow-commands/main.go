// Command workflow-commands reads what a step of a GitHub workflow prints, as the runner of nektos/act does, and writes a line of
// JSON for each line: the command with its properties and its message, or null for what is only text.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	_ "unsafe" // for linkname

	_ "github.com/nektos/act/pkg/runner"
)

//go:linkname parse github.com/nektos/act/pkg/runner.tryParseRawActionCommand
func parse(line string) (command string, properties map[string]string, message string, ok bool)

//go:linkname unescapeMessage github.com/nektos/act/pkg/runner.unescapeCommandData
func unescapeMessage(message string) string

//go:linkname unescapeProperties github.com/nektos/act/pkg/runner.unescapeKvPairs
func unescapeProperties(properties map[string]string) map[string]string

type command struct {
	Command    string            `json:"command"`
	Properties map[string]string `json:"properties"`
	Message    string            `json:"message"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var read *command
		if name, properties, message, ok := parse(lines.Text() + "\n"); ok {
			read = &command{name, unescapeProperties(properties), unescapeMessage(message)}
		}
		if err := out.Encode(read); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
