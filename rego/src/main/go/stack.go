//go:build !wasip1

package main

import "github.com/open-policy-agent/opa/v1/topdown"

// A spacious is asked whether it traces before OPA evaluates anything. It does not,
// but makes the stack large meanwhile. OPA goes deep, each test on a new stack, and
// Go doubles stacks one step at a time, with a copy of all that is on them.
type spacious struct{ topdown.QueryTracer }

// A variable may have 128 KiB on a stack.
type space [120 << 10]byte

func (spacious) Enabled() bool {
	return enlarge(false)
}

// enlarge has room for a space, whether it is used or not.
//
//go:noinline
func enlarge(used bool) bool {
	if used {
		var s space
		return s.used()
	}
	return false
}

//go:noinline
func (s *space) used() bool {
	return s[0] == 0
}
