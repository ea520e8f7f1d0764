package main

import (
	"os"
	"runtime/debug"
)

// tuneMemory lets a server collect garbage half as often as Go does by
// itself, and more often again near a gibibyte. Most of what a server holds is
// caches of fixed size, about 400 MiB. GOGC and GOMEMLIMIT still overrule it.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1 << 30)
	}
}
