package identity

import "fmt"

// stateVersion is the version of the resolver's state: of its keys, of what
// stands under them, and of all that decides what a signature's or a node's
// key says. Count it up with any change of these.
//
//	1: without a version written down
//	2: countries of persons, aliases, blocks of two states, undated reports of the past in the wide bucket
//	3: reports dated by their publication alone are filed as undated
const stateVersion = "3"

// A VersionError says that a state was written by another version of the
// resolver, which this one does not read.
type VersionError struct{ Have, Want string }

// Error says what to do about it.
func (e *VersionError) Error() string {
	return fmt.Sprintf("what is known of identity was written in version %s, this program keeps version %s: write the articles out with \"parley dump --format jsonl --out FILE\" and read them into a new store with \"parley --db DIR load FILE\"", e.Have, e.Want)
}

// checkVersion refuses a state of another version; write is true where an
// empty state may be given ours.
func (t *tx) checkVersion(write bool) {
	have := t.get("V")
	if have == stateVersion {
		return
	}
	if have == "" {
		empty := true
		for _, err := range t.kv.Scan([]byte("a")) { // every article has a record
			check(err)
			empty = false
			break
		}
		if empty {
			if write {
				t.put(stateVersion, "V")
			}
			return
		}
		have = "1"
	}
	check(&VersionError{have, stateVersion})
}
