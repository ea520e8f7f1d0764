package store

import (
	"parley/graph"
)

// NamedIn returns the articles in use that name an entity, the newest first,
// at most limit of them.
func (sn *Snapshot) NamedIn(entity string, limit int) ([]graph.Naming, error) {
	id, err := sn.entityID(entity)
	if err != nil {
		return nil, err
	}
	list := []graph.Naming{}
	for e, err := range scanPrefix(sn, newKey(kindNamed).id(id), false) {
		if err != nil {
			return nil, err
		}
		if len(list) == limit {
			break
		}
		row, err := readNamed(e.key, e.value)
		if err != nil {
			return nil, damaged(e.key, err)
		}
		h, err := readHead(sn, row.article)
		if err != nil {
			return nil, err
		}
		n := graph.Naming{Article: h.Article.Key, Outlet: row.outlet, Language: h.Article.Language, Published: h.Article.Published}
		if n.CopyOf, err = sn.CopyOf(n.Article); err != nil {
			return nil, err
		}
		for _, l := range row.locals {
			n.Locals = append(n.Locals, l.index)
		}
		list = append(list, n)
	}
	return list, nil
}
