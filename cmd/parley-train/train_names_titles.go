package main

import (
	"strings"

	"parley/extract/nlp/lexicon"
)

// extraTitles are words before or beside a person's name that the dictionary
// of agents lacks: CAMEO role code, titles.
const extraTitles = `
GOV president, vice president, prime minister, deputy prime minister, premier, PM, FM, chancellor, secretary, secretary of state, secretary general
GOV secretary-general, minister, deputy minister, vice minister, foreign minister, deputy foreign minister, defense minister, defence minister
GOV finance minister, interior minister, justice minister, minister of foreign affairs, state councilor, state councillor, foreign secretary
GOV home secretary, undersecretary, under secretary, assistant secretary, deputy secretary, special envoy, envoy, special representative
GOV high representative, ambassador, deputy ambassador, consul general, charge d'affaires, counselor, counsellor, adviser, advisor
GOV national security adviser, national security advisor, chief of staff, press secretary, spokesman, spokeswoman, spokesperson
GOV governor, Gov, lieutenant governor, mayor, commissioner, king, queen, prince, princess, crown prince, emir, amir, sultan, sheikh, sheikha, shaikh
GOV sheik, caliph, emperor, first lady, taoiseach, tanaiste, president-elect, caretaker prime minister, chief minister, deputy chief minister
GOV interim president, acting president, former president, ex-president, His Majesty, Her Majesty, His Excellency, Her Excellency, His Highness
GOV Royal Highness, Dato, Datuk, Datuk Seri, Tan Sri, Tun, Tengku, Tunku
LEG senator, Sen, Sens, representative, Rep, Reps, congressman, congresswoman, MP, MEP, lawmaker, deputy, speaker, majority leader, minority leader
LEG house speaker, speaker of parliament, councillor, councilor, councilman, councilwoman, TD, MLA
MIL general, Gen, major general, Maj Gen, lieutenant general, Lt Gen, brigadier general, brigadier, Brig Gen, colonel, Col, lieutenant colonel, Lt Col
MIL major, Maj, captain, Capt, lieutenant, Lt, sergeant, Sgt, corporal, Cpl, private, Pvt, admiral, Adm, rear admiral, vice admiral, commander, Cmdr
MIL marshal, field marshal, air marshal, commodore, chief of defense staff
JUD judge, justice, chief justice, attorney general, prosecutor, magistrate, solicitor general
COP sheriff, constable, inspector, superintendent, police chief, detective, officer
REL pope, cardinal, archbishop, bishop, reverend, Rev, pastor, father, sister, brother, rabbi, imam, ayatollah, grand ayatollah, mullah, patriarch
REL maulana, mufti, grand mufti, hojatoleslam, monsignor, Msgr, Saint, St, the Venerable
CVL Mr, Mrs, Ms, Miss, Mx, Sir, Dame, Lord, Lady, Baron, Baroness, Dr, Prof, professor, doctor, Madam, Madame, Monsieur, Herr, Frau, Don, Dona, Haji
CVL Hajj, Hon, Honourable, Honorable, Eng, Engr, Shri, Smt, Adv, Ustadz, comrade, coach, chairman, chairwoman, chairperson, chair, chief, director
BUS CEO, CFO, COO, chief executive, chief executive officer, managing director, founder, co-founder, executive director, director general
BUS director-general, deputy director, vice chairman, deputy chairman, president and CEO, owner, editor, editor-in-chief, analyst, correspondent
OPP leader, opposition leader, party leader, party chairman, co-leader, candidate, activist, dissident, rebel leader, warlord
`

func (t lexiconTables) extraTitles() {
	for line := range strings.Lines(extraTitles) {
		code, titles, _ := strings.Cut(strings.TrimSpace(line), " ")
		for title := range strings.SplitSeq(titles, ",") {
			t.add("titles", lexicon.Fold(strings.TrimSpace(title)), code)
		}
	}
}
