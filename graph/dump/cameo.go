package dump

import (
	"strconv"
	"strings"

	"parley/graph"
)

// cameoColumns are the columns of the CAMEO file, in tab-separated values.
var cameoColumns = []string{"event", "date", "source", "sourceText", "sourceEntity", "target", "targetText", "targetEntity", "cameo", "root", "quadClass",
	"factuality", "confidence", "edtf", "location", "outlet", "article", "url", "published", "attributedTo", "field", "start", "end", "sentence"}

// writeCAMEO writes a line for every report and directed pair of actors, as
// CAMEO event data has them. Parties of an encounter are coded both ways; of
// a visit the guests visit (042) and the hosts receive (043).
func writeCAMEO(s *source, w *output) error {
	names, err := s.outletNames()
	if err != nil {
		return err
	}
	if _, err := w.WriteString(strings.Join(cameoColumns, "\t") + "\n"); err != nil {
		return err
	}
	return s.eachReport(func(v *articleView, f *folded) error {
		c, ok := codeOf(f.Type, f.Factuality, v.trigger(f))
		if !ok || c.cameo == "" {
			return nil
		}
		sp := v.evidenceSpan(f)
		date, when := "", ""
		if f.Date != nil {
			when = f.Date.EDTF
			date, _ = days(f.Date)
		}
		for _, d := range dyads(f, c.cameo) {
			a, b := v.actorOf(d.source), v.actorOf(d.target)
			row := []string{f.Event, date, a.Code + a.Sector, a.Text, a.Entity, b.Code + b.Sector, b.Text, b.Entity, d.cameo, d.cameo[:2],
				strconv.Itoa(quadClass(d.cameo)), string(f.Factuality), decimal(f.Confidence), when, v.localName(f.Place), names[v.Outlet], v.Key, v.URL,
				v.Published, f.AttributedTo, string(sp.Field), strconv.Itoa(sp.Start), strconv.Itoa(sp.End), v.exact(sp)}
			for i, cell := range row {
				row[i] = noTabs.Replace(cell)
			}
			if _, err := w.WriteString(strings.Join(row, "\t") + "\n"); err != nil {
				return err
			}
		}
		return nil
	})
}

var noTabs = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// A dyad is who did what to whom.
type dyad struct {
	source, target graph.LocalParticipant
	cameo          string
}

// dyads returns the directed pairs of a report.
func dyads(f *folded, cameo string) []dyad {
	var list []dyad
	for _, a := range f.Participants {
		for _, b := range f.Participants {
			if a.Entity == b.Entity || !relates(a.Role, b.Role) {
				continue
			}
			d := dyad{a, b, cameo}
			if cameo == "042" && a.Role == graph.Host {
				d.cameo = "043"
			}
			list = append(list, d)
		}
	}
	return list
}

// relates reports whether one in role a acts on one in role b.
func relates(a, b graph.ParticipantRole) bool {
	switch a {
	case graph.Party:
		return b == graph.Party || b == graph.Mediator || b == graph.Target
	case graph.Actor, graph.Delegate:
		return b == graph.Target || b == graph.Host || b == graph.Destination
	case graph.Guest:
		return b == graph.Host || b == graph.Destination || b == graph.Target || b == graph.Party
	case graph.Host:
		return b == graph.Guest
	case graph.Mediator:
		return b == graph.Party
	}
	return false
}
