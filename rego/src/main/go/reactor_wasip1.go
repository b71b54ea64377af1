package main

// As a WebAssembly reactor: the host writes a request into memory that it got
// from alloc, calls call, and reads the response at the address that call
// returns.

import (
	"runtime/debug"
	"unsafe"
)

// buffers keeps what the host still uses from the garbage collector.
var buffers = map[uint32][]byte{}

//go:wasmexport alloc
func alloc(size uint32) uint32 {
	return keep(make([]byte, max(size, 1)))
}

//go:wasmexport release
func release(address uint32) {
	delete(buffers, address)
}

// call answers the request of the given size at the given address. The result
// holds the address of the response in its upper and its size in its lower 32
// bits. The host releases both buffers.
//
//go:wasmexport call
func call(address, size uint32) uint64 {
	response := answer(buffers[address][:size])
	return uint64(keep(response))<<32 | uint64(len(response))
}

func keep(buffer []byte) uint32 {
	address := uint32(uintptr(unsafe.Pointer(unsafe.SliceData(buffer))))
	buffers[address] = buffer
	return address
}

// begin leaves the work to who is going to wait for it: between two calls there is nobody to do it.
func begin(func()) {}

// Commands are short, and collecting garbage is slow where nothing runs beside it;
// but the host may have little memory to give.
func init() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(192 << 20)
}

func main() {}
