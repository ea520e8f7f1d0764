package when

// A class is what a lexeme can do in an expression.
type class uint8

const (
	other class = iota
	mark        // punctuation; the value is its byte
	digits
	amount     // a number that counts things: 1,139
	ordinal    // 26th, first
	numeral    // two, dozen
	article    // a, an
	quantifier // few, several, couple
	possessive
	month
	monthShort // Jan, Feb: abbreviations, mostly with a point
	weekday    // value 0 is Sunday
	weekdayShort
	unitWord
	dayPart // morning, afternoon, evening, night
	season
	third // early, mid, late: the value is a part
	edge  // end, beginning, start, middle, close
	shift // last, next, this ...: the value is a rel
	nearDay
	ago
	earlier
	later
	before
	after
	the
	of
	in
	on
	at
	from
	to
	through
	between
	and
	or
	since
	until
	by
	forWord
	within
	every
	about
	clock // noon, midnight
	half
	quarterWord
	fiscal
	holiday
	newWord // new, as in New Year
	vague
	now
	old
	decadeWord // nineties
	letter     // Q and H of Q1 and H2: the value is how many there are in a year
	classes
)

// starter marks the classes that can begin an expression.
var starter = [classes]bool{digits: true, ordinal: true, numeral: true, article: true, quantifier: true, month: true, monthShort: true,
	weekday: true, weekdayShort: true, season: true, third: true, edge: true, shift: true, nearDay: true, earlier: true, later: true, the: true,
	from: true, between: true, every: true, about: true, clock: true, half: true, quarterWord: true, fiscal: true, holiday: true, newWord: true,
	vague: true, mark: true, dayPart: true, decadeWord: true, unitWord: true, letter: true}

// A rel says which of the days, weeks or months of a name is meant.
type rel uint8

const (
	relNone rel = iota
	relLast
	relThis
	relNext
	relPrevious  // counts from what the text dated before
	relFollowing // likewise
	relSame
	relPast   // "the past week": the seven days up to now
	relComing // "the coming week"
	relRecent // "recent weeks"
)

// A part is a third of a unit.
type part uint8

const (
	whole part = iota
	early
	mid
	late
	firstHalf // of a month
	secondHalf
)

// A unit is a unit of the calendar or of the clock.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	fortnight
	monthUnit
	quarter
	halfYear
	seasonUnit
	year
	decade
	century
)

type wordEntry struct {
	class class
	value int32
}

// words is the trigger table: every word that means anything here.
var words = map[string]wordEntry{
	"a": {article, 1}, "an": {article, 1}, "the": {the, 0},
	"of": {of, 0}, "in": {in, 0}, "during": {in, 0}, "over": {in, 1}, "throughout": {in, 0}, "on": {on, 0}, "at": {at, 0},
	"from": {from, 0}, "to": {to, 0}, "through": {through, 0}, "thru": {through, 0}, "between": {between, 0}, "and": {and, 0}, "or": {or, 0},
	"since": {since, 0}, "until": {until, 0}, "till": {until, 0}, "by": {by, 0}, "for": {forWord, 0}, "within": {within, 0},
	"every": {every, 0}, "each": {every, 0}, "about": {about, 0}, "around": {about, 0}, "nearly": {about, 0}, "almost": {about, 0},
	"roughly": {about, 0}, "approximately": {about, 0}, "some": {about, 0}, "circa": {about, 0},
	"ago": {ago, 0}, "earlier": {earlier, 0}, "previously": {earlier, 0}, "later": {later, 0}, "afterwards": {later, 0}, "afterward": {later, 0},
	"before": {before, 0}, "prior": {before, 1}, "after": {after, 0},
	"today": {nearDay, 0}, "tonight": {nearDay, 0}, "yesterday": {nearDay, -1}, "tomorrow": {nearDay, 1},
	"early": {third, int32(early)}, "mid": {third, int32(mid)}, "late": {third, int32(late)},
	"beginning": {edge, int32(early)}, "start": {edge, int32(early)}, "middle": {edge, int32(mid)}, "end": {edge, int32(late)},
	"close": {edge, int32(late)}, "turn": {edge, int32(early)},
	"last": {shift, int32(relLast)}, "this": {shift, int32(relThis)}, "current": {shift, int32(relThis)}, "next": {shift, int32(relNext)},
	"previous": {shift, int32(relPrevious)}, "preceding": {shift, int32(relPrevious)}, "following": {shift, int32(relFollowing)},
	"subsequent": {shift, int32(relFollowing)}, "same": {shift, int32(relSame)}, "that": {shift, int32(relSame)},
	"past": {shift, int32(relPast)}, "coming": {shift, int32(relComing)}, "upcoming": {shift, int32(relComing)}, "recent": {shift, int32(relRecent)},
	"second": {ordinal, 2}, "third": {ordinal, 3}, "first": {ordinal, 1}, "fourth": {ordinal, 4}, "fifth": {ordinal, 5}, "sixth": {ordinal, 6},
	"seventh": {ordinal, 7}, "eighth": {ordinal, 8}, "ninth": {ordinal, 9}, "tenth": {ordinal, 10}, "eleventh": {ordinal, 11},
	"twelfth": {ordinal, 12}, "thirteenth": {ordinal, 13}, "fourteenth": {ordinal, 14}, "fifteenth": {ordinal, 15}, "sixteenth": {ordinal, 16},
	"seventeenth": {ordinal, 17}, "eighteenth": {ordinal, 18}, "nineteenth": {ordinal, 19}, "twentieth": {ordinal, 20},
	"one": {numeral, 1}, "two": {numeral, 2}, "three": {numeral, 3}, "four": {numeral, 4}, "five": {numeral, 5}, "six": {numeral, 6},
	"seven": {numeral, 7}, "eight": {numeral, 8}, "nine": {numeral, 9}, "ten": {numeral, 10}, "eleven": {numeral, 11}, "twelve": {numeral, 12},
	"thirteen": {numeral, 13}, "fourteen": {numeral, 14}, "fifteen": {numeral, 15}, "sixteen": {numeral, 16}, "seventeen": {numeral, 17},
	"eighteen": {numeral, 18}, "nineteen": {numeral, 19}, "twenty": {numeral, 20}, "thirty": {numeral, 30}, "forty": {numeral, 40},
	"fifty": {numeral, 50}, "sixty": {numeral, 60}, "seventy": {numeral, 70}, "eighty": {numeral, 80}, "ninety": {numeral, 90},
	"hundred": {numeral, 100}, "dozen": {numeral, 12},
	"few": {quantifier, 3}, "several": {quantifier, 4}, "couple": {quantifier, 2}, "many": {quantifier, 0},
	"january": {month, 1}, "february": {month, 2}, "march": {month, 3}, "april": {month, 4}, "may": {month, 5}, "june": {month, 6},
	"july": {month, 7}, "august": {month, 8}, "september": {month, 9}, "october": {month, 10}, "november": {month, 11}, "december": {month, 12},
	"jan": {monthShort, 1}, "feb": {monthShort, 2}, "mar": {monthShort, 3}, "apr": {monthShort, 4}, "jun": {monthShort, 6}, "jul": {monthShort, 7},
	"aug": {monthShort, 8}, "sep": {monthShort, 9}, "sept": {monthShort, 9}, "oct": {monthShort, 10}, "nov": {monthShort, 11}, "dec": {monthShort, 12},
	"sunday": {weekday, 0}, "monday": {weekday, 1}, "tuesday": {weekday, 2}, "wednesday": {weekday, 3}, "thursday": {weekday, 4},
	"friday": {weekday, 5}, "saturday": {weekday, 6},
	"sun": {weekdayShort, 0}, "mon": {weekdayShort, 1}, "tue": {weekdayShort, 2}, "tues": {weekdayShort, 2}, "wed": {weekdayShort, 3},
	"weds": {weekdayShort, 3}, "thu": {weekdayShort, 4}, "thur": {weekdayShort, 4}, "thurs": {weekdayShort, 4}, "fri": {weekdayShort, 5}, "sat": {weekdayShort, 6},
	"seconds": {unitWord, int32(second)},
	"minute":  {unitWord, int32(minute)}, "minutes": {unitWord, int32(minute)}, "hour": {unitWord, int32(hour)}, "hours": {unitWord, int32(hour)},
	"day": {unitWord, int32(day)}, "days": {unitWord, plural | int32(day)}, "week": {unitWord, int32(week)}, "weeks": {unitWord, plural | int32(week)},
	"weekend": {unitWord, int32(weekend)}, "weekends": {unitWord, plural | int32(weekend)}, "fortnight": {unitWord, int32(fortnight)},
	"month": {unitWord, int32(monthUnit)}, "months": {unitWord, plural | int32(monthUnit)},
	"year": {unitWord, int32(year)}, "years": {unitWord, plural | int32(year)}, "decade": {unitWord, int32(decade)}, "decades": {unitWord, plural | int32(decade)},
	"century": {unitWord, int32(century)}, "centuries": {unitWord, plural | int32(century)},
	"quarter": {quarterWord, 0}, "quarters": {unitWord, plural | int32(quarter)}, "half": {half, 0},
	"morning": {dayPart, 1}, "afternoon": {dayPart, 2}, "evening": {dayPart, 3}, "night": {dayPart, 4}, "overnight": {vague, 1},
	"spring": {season, 21}, "summer": {season, 22}, "autumn": {season, 23}, "fall": {season, 23}, "winter": {season, 24},
	"noon": {clock, 12}, "midnight": {clock, 0}, "midday": {clock, 12},
	"fiscal": {fiscal, 0}, "fy": {fiscal, 0}, "q": {letter, 4}, "h": {letter, 2}, "financial": {fiscal, 0},
	"christmas": {holiday, int32(christmas)}, "easter": {holiday, int32(easter)}, "thanksgiving": {holiday, int32(thanksgiving)},
	"halloween": {holiday, int32(halloween)}, "epiphany": {holiday, int32(epiphany)}, "juneteenth": {holiday, int32(juneteenth)},
	"nowruz": {holiday, int32(nowruz)}, "valentine": {holiday, int32(valentine)}, "boxing": {holiday, int32(boxing)},
	"new": {newWord, 0}, "recently": {vague, 0}, "lately": {vague, 0}, "now": {vague, 2}, "currently": {vague, 2}, "old": {old, 0},
	"twenties": {decadeWord, 1920}, "thirties": {decadeWord, 1930}, "forties": {decadeWord, 1940}, "fifties": {decadeWord, 1950},
	"sixties": {decadeWord, 1960}, "seventies": {decadeWord, 1970}, "eighties": {decadeWord, 1980}, "nineties": {decadeWord, 1990},
}

// plural marks a unit word in the plural.
const plural = 1 << 8
