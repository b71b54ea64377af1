//go:build !wasip1

package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// As a process: requests come on standard input, responses go to standard
// output, each after its size in four bytes, the highest first. It ends when
// its input does, whatever it is doing, so that it never outlives its host.

// What WebAssembly gives the reactor, too.
const (
	maxMemory = 1 << 30
	maxStack  = 256 << 20
)

// Most runs are over before there is anything to give up: Go collects no garbage
// while little memory is in use, and often only when much is.
const (
	littleMemory   = 256 << 20
	garbagePercent = 800
	muchMemory     = maxMemory * 3 / 4
)

func main() {
	out := os.Stdout
	// Whatever prints must not break the protocol.
	os.Stdout = os.Stderr
	debug.SetMaxStack(maxStack)
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(muchMemory)
	go watchMemory()
	requests := make(chan []byte)
	go readRequests(os.Stdin, requests)
	for request := range requests {
		if err := write(out, answer(request)); err != nil {
			os.Exit(1)
		}
	}
}

func readRequests(in io.Reader, requests chan<- []byte) {
	buffered := bufio.NewReader(in)
	for {
		var size uint32
		if err := binary.Read(buffered, binary.BigEndian, &size); err != nil {
			os.Exit(0)
		}
		request := make([]byte, size)
		if _, err := io.ReadFull(buffered, request); err != nil {
			os.Exit(1)
		}
		requests <- request
	}
}

func write(out io.Writer, response []byte) error {
	sized := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(response)), uint32(len(response)))
	_, err := out.Write(append(sized, response...))
	return err
}

// begin does what somebody is going to wait for, who then hears of a panic.
func begin(work func()) {
	go func() {
		defer func() { _ = recover() }()
		work()
	}()
}

// watchMemory ends the process where the reactor would be refused more. A limit of
// Go's own only makes it collect garbage more often.
func watchMemory() {
	used := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	collects := false
	for range time.Tick(20 * time.Millisecond) {
		metrics.Read(used)
		held := used[0].Value.Uint64() - used[1].Value.Uint64()
		if held > maxMemory {
			fmt.Fprintln(os.Stderr, "out of memory")
			os.Exit(2)
		}
		if held > littleMemory && !collects {
			debug.SetGCPercent(garbagePercent)
			collects = true
		}
	}
}

// tracing is a tracer of which OPA does not know that it is one of coverage, for
// which it would run each test three times; for nil one that traces nothing.
func tracing(tracer topdown.QueryTracer) topdown.QueryTracer {
	if tracer == nil {
		return spacious{}
	}
	return struct{ topdown.QueryTracer }{tracer}
}
