// Package store keeps the graph in one directory, in an embedded Badger
// database. No other package imports Badger.
package store
