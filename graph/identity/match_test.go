package identity

import (
	"fmt"
	"testing"

	"parley/graph"
)

func TestNameMatch(t *testing.T) {
	for _, c := range []struct {
		kind graph.EntityKind
		a, b string
		same bool
	}{
		{graph.Person, "Gerald Whitcombe", "WHITCOMBE, Gerald", true},
		{graph.Person, "Gerald Whitcombe", "Gerald F. Whitcombe", true},
		{graph.Person, "Gerald Whitcombe", "Geraldine Whitcombe", false},
		{graph.Person, "Farid Hosseini", "Fareed Hoseini", true},
		{graph.Person, "Hassan Tabari", "Hussein Tabari", false},
		{graph.Person, "Han Jong-su", "Han Jong-ho", false},
		{graph.Person, "Vladimír Čapek", "Vladimir Capek", true},
		{graph.Organization, "Ministry of Defence of Kenya", "Kenyan Defense Ministry", true},
		{graph.Organization, "Halden Shipping Ltd", "Halden Shipping", true},
		{graph.Organization, "Halden Shipping", "Halden Airways", false},
		{graph.Place, "the U.S.", "United States", true},
		{graph.Place, "Guinea", "Guinea-Bissau", false},
	} {
		if got := NameMatch(c.kind, c.a, c.b); got > 0.5 != c.same || got != NameMatch(c.kind, c.b, c.a) {
			t.Errorf("%s %q %q: %.2f", c.kind, c.a, c.b, got)
		}
	}
}

func ExampleNameMatch() {
	fmt.Printf("%.2f\n", NameMatch(graph.Person, "Karim Daoud", "Kareem Daoud"))
	fmt.Printf("%.2f\n", NameMatch(graph.Person, "Karim Daoud", "Nikos Vranas"))
	// Output:
	// 0.88
	// 0.00
}
