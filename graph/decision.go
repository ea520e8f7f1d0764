package graph

// A DecisionKind is what a person decided.
type DecisionKind string

// Kinds of decision.
const (
	MergeDecision    DecisionKind = "MERGE"    // IDs are one entity; IDs[0] gives the name
	SplitDecision    DecisionKind = "SPLIT"    // IDs (referents) or Mentions leave the entity IDs[0]
	DistinctDecision DecisionKind = "DISTINCT" // IDs are pairwise different
	RetractDecision  DecisionKind = "RETRACT"  // Article is withdrawn
	RestoreDecision  DecisionKind = "RESTORE"  // Article is put back
	UndoDecision     DecisionKind = "UNDO"     // the decision IDs[0] no longer holds
)

// A Decision is what a person said about identity or about an article. It is
// kept for good and replayed, in the order of Seq, on every resolution.
type Decision struct {
	ID   string       `json:"id"`
	Seq  int          `json:"seq"` // order of the decisions, from 1
	Kind DecisionKind `json:"kind"`
	// IDs are entity ids (of signatures or local entities) as they were known
	// when the decision was made.
	IDs      []string `json:"ids,omitempty"`
	Mentions []string `json:"mentions,omitempty"` // local entity ids to move
	Name     string   `json:"name,omitempty"`
	Article  string   `json:"article,omitempty"` // key
	Reason   string   `json:"reason,omitempty"`
}
