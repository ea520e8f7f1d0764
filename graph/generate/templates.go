package generate

// The words of the news. {A} and {B} are who meets whom; see teller.word.

var topics = []string{"trade and investment", "a ceasefire", "border security", "energy supplies", "the release of prisoners", "visa rules",
	"climate finance", "military cooperation", "a new rail link", "grain exports", "water rights", "fishing quotas", "humanitarian aid"}

var sources = []string{"a senior official", "two diplomats", "a spokesman for the ministry", "state television", "people familiar with the matter",
	"the presidential office", "local media", "a statement by the government"}

var headlines = map[string][]string{
	"held":      {"{Atitle} {a} meets {b} in {city}", "{a}, {b} discuss {topic}", "{Acountry}, {Bcountry} hold talks on {topic}"},
	"planned":   {"{a} to meet {b} in {city}", "{Acountry} and {Bcountry} plan talks on {topic}"},
	"cancelled": {"{a} calls off meeting with {b}", "Talks between {Acountry} and {Bcountry} cancelled"},
	"postponed": {"{a} postpones visit to {city}", "Talks between {a} and {b} put off"},
	"denied":    {"{a} denies meeting {b}", "{Acountry} rejects reports of talks with {b}"},
}

var leads = map[string][]string{
	"held": {
		"{A} met {B} in {city} {day} to discuss {topic}, {source} said.",
		"{A} held talks with {B} {day} in {city}, {country}, on {topic}.",
		"{B} received {A} in {city} {day}, and the two discussed {topic}.",
		"{A} traveled to {city} {day} for a meeting with {B} about {topic}.",
	},
	"planned": {
		"{A} will meet {B} in {city} {day} to discuss {topic}, {source} said.",
		"{A} is scheduled to hold talks with {B} in {city} {day}.",
		"{A} and {B} plan to meet in {city} {day}, according to {source}.",
	},
	"cancelled": {
		"{A} has cancelled a meeting with {B} that was due to take place in {city} {day}, {source} said.",
		"A planned meeting between {A} and {B} in {city} was called off, {source} said.",
	},
	"postponed": {
		"{A} has postponed a visit to {city}, where he was to meet {B} {day}, {source} said.",
		"Talks between {A} and {B}, which were scheduled to begin in {city} {day}, have been postponed.",
	},
	"denied": {
		"{A} denied that he had met {B} in {city}, as {source} had reported.",
		"The office of {A} rejected reports of a meeting with {B} in {city}.",
	},
}

var lookbacks = []string{
	"The two last met in {earliercity} in {earlier}, when they failed to agree on {topic}.",
	"{a} and {b} held a first round of talks in {earliercity} in {earlier}.",
	"It follows a visit by {a} to {earliercity} in {earlier}.",
	"In {earlier}, {b} had received {a} in {earliercity}.",
}

var details = []string{
	"“We want an agreement on {topic} that both sides can keep,” {A} told reporters.",
	"{B} said that the two governments had “a duty to their citizens” and called for patience.",
	"According to {source}, {A} also spoke by telephone with {C} before he left for {city}.",
	"{D}, who was not present, welcomed the announcement and said that {Bcountry} had asked for it for months.",
	"A delegation of the {body} joined part of the program, {source} said.",
	"{A} was accompanied by {number} business leaders and by {E}.",
	"The {body} said in a statement that it had been informed of the talks in advance.",
	"Neither side published a communiqué, and {source} declined to comment on the details.",
	"{B} thanked {A} for what he called the warm reception in {Acountry} last year.",
	"“There is no alternative to talking,” {B} said, adding that {number} issues were still open.",
	"The {body} criticized the timing and demanded that the parliament be consulted.",
	"{A} is expected to brief {C} next week, {source} said.",
}

var context = []string{
	"Relations between {Acountry} and {Bcountry} have been strained since a dispute over {topic} began three years ago. Trade between the two countries fell by {number} percent in that time, figures of the national statistics office show, and several companies closed their branches.",
	"{city} has hosted a number of international meetings in recent years. Hotels near the conference center were closed to other guests, and the police deployed {number} additional patrols in the streets around it.",
	"Analysts at the {body} said that the question of {topic} would decide whether the governments could work together after the elections. They warned, however, that little time was left.",
	"In the capital, {number} people gathered for a peaceful rally against the policy of the government. They carried banners and sang songs; there were no incidents, according to the organizers.",
	"{c}, a veteran of such negotiations, has argued for years that only an agreement in small steps has a chance. Others in the ruling party see that as a sign of weakness.",
	"The opposition in {Acountry} accused the government of ignoring the farmers, who have suffered from low prices and from a drought that is now in its second year. The ministry of agriculture rejected the charge.",
	"The currency of {Bcountry} gained slightly after the news and closed at its highest level for {number} days. Shares in transport and energy companies rose as well, while those of banks hardly moved.",
	"A previous agreement, signed a decade ago, was never ratified by the parliament of {Bcountry}. Its text remains the basis of most of what is being discussed now, and experts on both sides know it by heart.",
	"The weather delayed several flights to {city} in the morning. Journalists waited for more than {number} minutes before the first cars arrived at the gate of the government's guest house.",
	"Schools and universities in the region will benefit from an exchange program for {number} students a year, which has been in preparation for a long time and which the two governments want to pay for together.",
	"Human rights groups asked that the fate of {number} detained journalists be raised. Their families have been waiting for an answer since the spring and say that letters to the authorities were returned unopened.",
	"The border crossing, which was closed during the pandemic, has been open to trucks since January. Traders on both sides complain about long queues and about rules that change from one week to the next.",
}

// Parts of a sentence that has nothing to do with the story; see teller.aside.

var subjects = []string{"the city council", "a court in {city}", "the national railway", "the union of teachers", "a group of {number} scientists",
	"the port authority", "the ministry of health", "a mining company from {country}", "the {body}", "the statistics office", "a parliamentary committee",
	"the organizers of the festival", "the national broadcaster", "farmers in the north", "the harbor police", "a foundation set up by {c}",
	"residents of the old town", "an association of small businesses", "the supervisory board", "the weather service", "students of the academy",
	"the airline", "a hospital on the coast", "the electoral commission"}

var predicates = []string{"has long complained about", "published a report on", "is looking for partners to pay for", "voted last month for",
	"wants to change the rules for", "has put aside {number} million for", "gave details of", "raised doubts about", "asked for a review of",
	"has started to work on", "lost interest in", "praised the progress of", "presented a plan for", "warned of delays in", "still waits for approval of",
	"opened a public inquiry into", "has reduced its share in", "agreed to take over", "doubled the budget for", "counts on volunteers for"}

var objects = []string{"the new bridge", "the reform of school meals", "a fleet of electric buses", "the dredging of the river", "the national library",
	"{number} kilometers of fiber cable", "the vaccination of cattle", "a museum of fishing", "the night trains", "a register of empty houses",
	"the repair of {number} bridges", "the collection of glass", "a solar park near {city}", "the pension fund", "the retraining of welders",
	"the census", "a shelter for stray dogs", "the tariff on imported steel", "a hotline for tenants", "the stadium", "a map of flood risks",
	"the salaries of nurses", "the use of sensors in vineyards", "the digital land register"}

var ends = []string{"", ", which is due to be finished in {number} months", " after years of debate", ", although costs have risen by {number} percent",
	" in the eastern provinces", ", as in earlier years", " despite a shortage of staff", " and expects first results soon", " for the second time",
	", a step that few had expected", " with the help of a loan", ", to the surprise of many", " before the end of the season",
	" because prices keep rising", " at the request of {number} towns", ", its first in a decade"}
