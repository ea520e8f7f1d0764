// Package explorer holds the pages that the server shows to people: the
// explorer at / and GraphiQL at /graphiql. They are embedded and load nothing
// from elsewhere.
package explorer

import (
	"embed"
	"net/http"
)

//go:embed index.html
var files embed.FS

// Handler serves the pages.
func Handler() http.Handler {
	return http.FileServerFS(files)
}
