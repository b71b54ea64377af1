// Lets main.go declare functions without a body, which the linker finds elsewhere.
