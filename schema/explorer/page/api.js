// Asks the API. A GET lets the browser answer from its cache: the server's
// ETag says whether the graph has changed.
'use strict';

const EVENT = `id type title factuality date { edtf } place { id name } sourceCount independentSourceCount
  participants(first: 12) { totalCount nodes { id name kind } }`;

const QUERIES = {
  suggest: `query($q: String!) { suggest(query: $q, kinds: [PERSON, ORGANIZATION, PLACE], limit: 8) { id kind label description matched eventCount } }`,
  totals: `{ stats { personCount organizationCount placeCount eventCount articleCount outletCount firstEventDate lastEventDate } }`,
  meetings: `query($between: [EntityRef!], $from: Date, $to: Date, $fact: [Factuality!], $min: Int, $after: String) {
    meetings(between: $between, from: $from, to: $to, factuality: $fact, minSources: $min, first: 25, after: $after) {
      totalCount nodes { ${EVENT} } pageInfo { hasNextPage endCursor } } }`,
  timeline: `query($f: EventFilter!) { timeline(filter: $f, granularity: MONTH) { totalCount buckets { start end eventCount } } }`,
  active: `{ entities(first: 12, kinds: [PERSON, ORGANIZATION]) { nodes { id name kind description } } }`,
  entity: `query($id: ID!) { entity(by: { id: $id }) { id name kind description aliases(first: 6) { text } wikidataId
    stats { eventCount articleCount outletCount coParticipantCount firstEventDate lastEventDate }
    coParticipants(first: 12, kinds: [PERSON, ORGANIZATION]) { edges { eventCount lastDate node { id name kind } } }
    ... on Person { positions(first: 5) { nodes { title status organizationName } } } } }`,
  graph: `query($id: ID!) { subgraph(roots: [{ id: $id }], depth: 1, limit: 40) { truncated nodes { id kind label depth } edges { source target eventCount } } }`,
  evidence: `query($id: ID!, $after: String) { event(id: $id) { id title factuality confidence date { edtf basis } place { name } sourceCount independentSourceCount
    mentions(first: 20, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id factuality sentence { text span { start field } } highlights { kind span { start end field } }
      attribution { depth text cue } article { title url published outlet { name } } } }
    corroboration { level attributes(disagreeingOnly: true) { predicate agreement variants { reportedAs articleCount outlets { name } } } } } }`,
};

async function ask(name, variables = {}, signal) {
  const url = new URL('graphql', document.baseURI);
  url.searchParams.set('query', QUERIES[name].replace(/\s+/g, ' '));
  url.searchParams.set('variables', JSON.stringify(variables));
  const r = await fetch(url, { headers: { Accept: 'application/graphql-response+json' }, signal });
  const body = await r.json();
  if (!body.data) throw new Error(body.errors?.[0]?.message ?? r.statusText);
  return body.data;
}

// el makes an element: el('a', {href: '#'}, 'text', child...). Text is never
// read as markup.
function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes ?? {})) {
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (v !== null && v !== undefined && v !== false) e.setAttribute(k, v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined));
  return e;
}

const WORDS = { HELD: 'held', ONGOING: 'under way', SCHEDULED: 'scheduled', PROPOSED: 'proposed', POSTPONED: 'postponed', CANCELLED: 'cancelled', REFUSED: 'refused', DENIED: 'denied', ALLEGED: 'alleged', HYPOTHETICAL: 'hypothetical' };
const word = s => WORDS[s] ?? s.toLowerCase().replaceAll('_', ' ');
