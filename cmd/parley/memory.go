package main

import (
	"os"
	"runtime/debug"
)

// tuneMemory lets a server collect garbage a quarter as often as Go does by
// itself, and more often again near a gibibyte: who asks during a collection
// waits longer. Most of what a server holds is caches of fixed size, about
// 400 MiB. GOGC and GOMEMLIMIT still overrule it.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1 << 30)
	}
}
