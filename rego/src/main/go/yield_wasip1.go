package main

import (
	"runtime"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// A yielding tracer lets timers fire. Wasm has one thread and nothing that
// interrupts it, so without this a timeout would wait for what it should end.
type yielding struct {
	topdown.QueryTracer
	events int
	last   time.Time
}

const (
	eventsBetweenLooks = 256
	timeBetweenYields  = 20 * time.Millisecond
)

func (y *yielding) TraceEvent(event topdown.Event) {
	y.QueryTracer.TraceEvent(event)
	if y.events++; y.events%eventsBetweenLooks == 0 && time.Since(y.last) > timeBetweenYields {
		runtime.Gosched()
		y.last = time.Now()
	}
}

// tracing is a tracer, or one of nothing for nil, that yields.
func tracing(tracer topdown.QueryTracer) topdown.QueryTracer {
	if tracer == nil {
		tracer = ignoring{}
	}
	return &yielding{QueryTracer: tracer}
}

type ignoring struct{}

func (ignoring) Enabled() bool { return true }

func (ignoring) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (ignoring) TraceEvent(topdown.Event) {}
