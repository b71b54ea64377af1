package main

import (
	"debug/buildinfo"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// row is a line of the table: what was measured of us and of a peer.
type row struct {
	what        string
	ours, peers string
	// ratio is ours divided by the peer's, or nothing.
	ratio float64
	// limit is what the ratio may be at most, or nothing where there is no
	// target.
	limit float64
}

func printHeader(quick bool) {
	note := ""
	if quick {
		note = ", quick: do not quote"
	}
	fmt.Printf("%s, %d cores, %s, %s, %s%s\n\n", time.Now().Format(time.DateOnly), runtime.NumCPU(), javaVersion(),
		runtime.Version(), peerVersions(), note)
	fmt.Println("| what | ours | peer | ratio | target | met |")
	fmt.Println("|---|---|---|---|---|---|")
}

func (r row) print() {
	ratio, limit, met := "", "", ""
	if r.ratio > 0 {
		ratio = fmt.Sprintf("%.2f", r.ratio)
	}
	if r.limit > 0 {
		limit, met = fmt.Sprintf("≤ %.1f", r.limit), "no"
		if r.ratio <= r.limit {
			met = "yes"
		}
	}
	fmt.Printf("| %s | %s | %s | %s | %s | %s |\n", r.what, r.ours, r.peers, ratio, limit, met)
}

// compare makes a row of two series of durations, by their medians.
func compare(what string, ours, peers []time.Duration, limit float64) row {
	a, b := median(ours), median(peers)
	return row{what, human(a), human(b), float64(a) / float64(b), limit}
}

func median[T int64 | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func human(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return fmt.Sprintf("%.1f µs", float64(d)/float64(time.Microsecond))
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", float64(d)/float64(time.Millisecond))
	default:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
}

func javaVersion() string {
	text, err := exec.Command("java", "-version").CombinedOutput()
	if err != nil {
		return "no JDK"
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return first
}

func peerVersions() string {
	return "OPA " + moduleVersion(opa) + ", conftest " + moduleVersion(conftest)
}

// moduleVersion is the version of a program that `go install` built.
func moduleVersion(program string) string {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return "missing"
	}
	return info.Main.Version
}
