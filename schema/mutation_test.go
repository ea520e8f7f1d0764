package schema

import (
	"testing"
	"time"

	"parley/graph"
)

func userCode(t *testing.T, r *result, field string) string {
	t.Helper()
	list := r.at(t, field, "userErrors").([]any)
	if len(list) == 0 {
		return ""
	}
	return list[0].(map[string]any)["code"].(string)
}

func TestMutations(t *testing.T) {
	f := world(2)
	c := &client{t: t, h: serverOf(t, f, Options{}), token: "secret"}
	ada, babbage, london := f.entities[0].ID, f.entities[1].ID, f.entities[2].ID
	mention := mentionID("0-0", "e", 0, 0)
	for _, m := range []struct {
		field, input string
		vars         map[string]any
		code         string
	}{
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{babbage}}, ""},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{babbage}, "reason": "conflict"}, "CONFLICT"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{london}}, "INVALID"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{ada}}, "DUPLICATE"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{"nobody"}}, "NOT_FOUND"},
		{"assertDistinct", "AssertDistinctInput", map[string]any{"entityIds": []string{ada, babbage}}, ""},
		{"assertDistinct", "AssertDistinctInput", map[string]any{"entityIds": []string{ada}}, "INVALID"},
		{"assertDistinct", "AssertDistinctInput", map[string]any{"entityIds": []string{ada, ada}}, "DUPLICATE"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"intoId": ada, "fromIds": []string{babbage}}, "CONFLICT"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entityId": ada, "mentionIds": []string{mention}}, ""},
		{"splitEntity", "SplitEntityInput", map[string]any{"entityId": babbage, "mentionIds": []string{mention}}, "NOT_FOUND"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entityId": ada}, "INVALID"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entityId": ada, "referentIds": []string{babbage}}, "NOT_FOUND"},
		{"retractArticle", "RetractArticleInput", map[string]any{"articleId": f.articles[0].ID(), "reason": "withdrawn"}, ""},
		{"restoreArticle", "RestoreArticleInput", map[string]any{"articleId": f.articles[0].ID()}, ""},
		{"retractArticle", "RetractArticleInput", map[string]any{"articleId": "a_nothing"}, "NOT_FOUND"},
		{"ingestArticles", "IngestArticlesInput", map[string]any{"articles": []any{}}, "INVALID"},
		{"ingestArticles", "IngestArticlesInput", map[string]any{"articles": []any{map[string]any{"text": " "}}}, "INVALID"},
		{"ingestArticles", "IngestArticlesInput", map[string]any{"articles": []any{map[string]any{"text": "x", "published": "last week"}}}, "INVALID"},
		{"ingestArticles", "IngestArticlesInput", map[string]any{"articles": []any{map[string]any{"text": "x", "url": "ftp://x.example/"}}}, "INVALID"},
		{"ingestArticles", "IngestArticlesInput", map[string]any{"articles": []any{map[string]any{"text": "x", "key": "k"}, map[string]any{"text": "y", "key": "k"}}}, "DUPLICATE"},
	} {
		res := c.do("mutation($i: "+m.input+"!) { "+m.field+"(input: $i) { userErrors { code message field } } }", map[string]any{"i": m.vars})
		if len(res.Errors) > 0 {
			t.Errorf("%s %v: %s", m.field, m.vars, res.body)
			continue
		}
		if got := userCode(t, res, m.field); got != m.code {
			t.Errorf("%s %v: %q, want %q", m.field, m.vars, got, m.code)
		}
	}
}

// TestIngestJob: one key is one job, and the job tells how it went.
func TestIngestJob(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(1), Options{}), token: "secret"}
	send := func(text string) *result {
		return c.do(`mutation($t: String!) { ingestArticles(input: { articles: [{ text: $t }], idempotencyKey: "once" }) { job { id total } userErrors { code } } }`, map[string]any{"t": text})
	}
	first, again, other := send("One."), send("One."), send("Two.")
	id := first.at(t, "ingestArticles", "job", "id")
	if got := again.at(t, "ingestArticles", "job", "id"); got != id {
		t.Errorf("the same key gave job %v, then %v", id, got)
	}
	if got := userCode(t, other, "ingestArticles"); got != "CONFLICT" {
		t.Errorf("the key with other articles: %q", got)
	}
	for end := time.Now().Add(5 * time.Second); ; {
		res := c.do(`query($id: ID!) { node(id: $id) { ... on IngestJob { state done failed eventsUpdated finishedAt } } }`, map[string]any{"id": id})
		if res.at(t, "node", "state") == "SUCCEEDED" {
			if res.at(t, "node", "done") != 1.0 || res.at(t, "node", "eventsUpdated") != 1.0 {
				t.Errorf("job: %s", res.body)
			}
			return
		}
		if time.Now().After(end) {
			t.Fatalf("job: %s", res.body)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// TestFits: the filter in memory says what the store's does.
func TestFits(t *testing.T) {
	f := world(1)
	s := serverOf(t, f, Options{})
	r := s.newRequest(t.Context(), cost{}, false)
	defer r.close()
	v, err := r.eventByID(f.events[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	ada := f.entities[0].ID
	for _, c := range []struct {
		filter graph.EventFilter
		want   bool
	}{
		{graph.EventFilter{}, true},
		{graph.EventFilter{Types: []graph.EventType{graph.Visit}}, false},
		{graph.EventFilter{From: "2024-01-01", To: "2024-01-01"}, true},
		{graph.EventFilter{From: "2024-01-02"}, false},
		{graph.EventFilter{All: []string{ada, f.entities[1].ID}}, true},
		{graph.EventFilter{All: []string{ada, "e_x"}}, false},
		{graph.EventFilter{Any: []string{"e_x", ada}}, true},
		{graph.EventFilter{Any: []string{"e_x"}}, false},
		{graph.EventFilter{Place: f.entities[2].ID}, true},
		{graph.EventFilter{Place: ada}, false},
		{graph.EventFilter{Factuality: []graph.Factuality{graph.Denied}}, false},
		{graph.EventFilter{MinOutlets: 2, MinIndependent: 2, MinConfidence: 0.9}, true},
		{graph.EventFilter{MinOutlets: 3}, false},
		{graph.EventFilter{Outlets: []string{f.outlets[1].ID}}, true},
		{graph.EventFilter{Outlets: []string{"o_x"}}, false},
		{graph.EventFilter{ReportedFrom: "2024-01-01", ReportedTo: "2024-01-01"}, true},
		{graph.EventFilter{ReportedTo: "2023-12-31"}, false},
		{graph.EventFilter{Text: "royal society SAID"}, true},
		{graph.EventFilter{Text: "royal visit"}, false},
		{graph.EventFilter{Corroboration: []graph.CorroborationLevel{graph.Contested}}, false},
	} {
		if got := r.fits(v, c.filter); got != c.want {
			t.Errorf("%+v: %v, want %v", c.filter, got, c.want)
		}
	}
}
