// The explorer: a search box, the table of who met whom with the evidence for
// each row, a timeline and the graph around the chosen entity. The address
// holds the state: #ID shows an entity.
'use strict';

const $ = id => document.getElementById(id);
let chosen = null, after = null, turn = 0;

const link = e => el('a', { href: '#' + e.id }, e.name);

// ------------------------------------------------------------ search box

let rows = [], active = -1, pending = null;

function showMatches(list) {
  rows = list; active = -1;
  $('found').replaceChildren(...list.map((m, i) => el('li', { role: 'option', id: 'match' + i, 'aria-selected': 'false', onmousedown: ev => { ev.preventDefault(); choose(i); } },
    m.label + (m.matched ? ` (${m.matched})` : ''), ' ', el('small', {}, [m.kind.toLowerCase(), m.description, m.eventCount + ' events'].filter(Boolean).join(' · ')))));
  $('found').hidden = !list.length;
  $('q').setAttribute('aria-expanded', String(list.length > 0));
  $('q').removeAttribute('aria-activedescendant');
}

function move(step) {
  if (!rows.length) return;
  active = (active + step + rows.length) % rows.length;
  [...$('found').children].forEach((li, i) => li.setAttribute('aria-selected', String(i === active)));
  $('q').setAttribute('aria-activedescendant', 'match' + active);
}

function choose(i) {
  const m = rows[i];
  if (!m) return;
  showMatches([]);
  $('q').value = m.label;
  location.hash = m.id;
}

$('q').addEventListener('input', async () => {
  pending?.abort();
  const q = $('q').value.trim();
  if (!q) { showMatches([]); return; }
  pending = new AbortController();
  try { showMatches((await ask('suggest', { q }, pending.signal)).suggest); } catch (e) { if (e.name !== 'AbortError') fail(e); }
});
$('q').addEventListener('keydown', ev => {
  if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') { move(ev.key === 'ArrowDown' ? 1 : -1); ev.preventDefault(); }
  if (ev.key === 'Escape') showMatches([]);
});
$('q').addEventListener('blur', () => showMatches([]));
$('search').addEventListener('submit', ev => { ev.preventDefault(); choose(Math.max(active, 0)); });

// ------------------------------------------------------------ meetings

function filter() {
  const f = new FormData($('filter'));
  const between = chosen ? [{ id: chosen }] : [];
  if (f.get('with').trim()) between.push({ name: f.get('with').trim() });
  return { between: between.length ? between : null, from: f.get('from') || null, to: f.get('to') || null, fact: f.get('status').split(','), min: Number(f.get('min')) || 1 };
}

async function meetings(more) {
  const mine = ++turn;
  const m = (await ask('meetings', { ...filter(), after: more ? after : null })).meetings;
  if (mine !== turn) return;
  const list = m.nodes.map(row);
  const body = $('meetings').tBodies[0];
  if (more) body.append(...list); else body.replaceChildren(...list);
  after = m.pageInfo.endCursor;
  $('more').hidden = !m.pageInfo.hasNextPage;
  $('count').textContent = m.totalCount === 1 ? '1 meeting' : m.totalCount + ' meetings';
}

function row(v) {
  const who = v.participants.nodes.flatMap((p, i) => [i ? ', ' : '', link(p)]);
  if (v.participants.totalCount > v.participants.nodes.length) who.push(' and others');
  const n = v.sourceCount === 1 ? '1 source' : v.sourceCount + ' sources';
  return el('tr', {}, el('td', { class: 'date' }, v.date?.edtf ?? 'undated'), el('td', {}, ...who), el('td', {}, word(v.type)), el('td', {}, v.place ? link(v.place) : '—'),
    el('td', {}, el('span', { class: 'tag' }, word(v.factuality))), el('td', {}, el('button', { type: 'button', 'aria-label': `${n}: evidence for ${v.title}`, onclick: () => evidence(v.id) }, n)));
}

$('filter').addEventListener('submit', ev => { ev.preventDefault(); meetings(false).catch(fail); });
$('more').addEventListener('click', () => meetings(true).catch(fail));

// ------------------------------------------------------------ evidence

async function evidence(id) {
  try {
    const v = (await ask('evidence', { id })).event;
    $('drawer-title').textContent = v.title;
    const facts = [v.date ? v.date.edtf + (v.date.basis === 'RELATIVE' ? ' (worked out from the text)' : '') : 'undated', v.place?.name, word(v.factuality),
      `${v.sourceCount} outlets, ${v.independentSourceCount} independent`, word(v.corroboration.level)];
    $('drawer-body').replaceChildren(el('p', {}, facts.filter(Boolean).join(' · ')), ...differences(v), el('h3', {}, 'Sentences'), ...v.mentions.nodes.map(quote), ...rest(id, v.mentions));
    $('drawer').showModal();
  } catch (e) { fail(e); }
}

function rest(id, mentions) {
  if (!mentions.pageInfo.hasNextPage) return [];
  const b = el('button', { type: 'button', onclick: async () => {
    const m = (await ask('evidence', { id, after: mentions.pageInfo.endCursor })).event.mentions;
    b.replaceWith(...m.nodes.map(quote), ...rest(id, m));
  } }, `Show more of ${mentions.totalCount}`);
  return [b];
}

function differences(v) {
  if (!v.corroboration.attributes.length) return [];
  return [el('h3', {}, 'Where the sources differ'), el('ul', {}, ...v.corroboration.attributes.map(a => el('li', {}, word(a.predicate) + ' (' + word(a.agreement) + '): ',
    a.variants.map(x => `${x.reportedAs.join(' / ')} — ${x.outlets.map(o => o.name).join(', ') || x.articleCount + ' articles'}`).join('; '))))];
}

// quote shows a sentence with its highlights. Offsets count code points from
// the start of the article's text.
function quote(m) {
  const chars = [...m.sentence.text], start = m.sentence.span.start, marks = m.highlights.filter(h => h.span.field === m.sentence.span.field)
    .map(h => ({ from: h.span.start - start, to: h.span.end - start, kind: h.kind })).filter(h => h.from >= 0 && h.to <= chars.length).sort((a, b) => a.from - b.from);
  const p = el('p', {});
  let at = 0;
  for (const h of marks) {
    if (h.from < at) continue;
    p.append(chars.slice(at, h.from).join(''), el('mark', { class: h.kind, title: word(h.kind) }, chars.slice(h.from, h.to).join('')));
    at = h.to;
  }
  p.append(chars.slice(at).join(''));
  const says = m.attribution.map(a => (a.cue ? a.cue + ' ' : '') + a.text).join(' › ');
  const url = /^https?:/.test(m.article.url ?? '') ? el('a', { href: m.article.url, rel: 'noreferrer' }, m.article.title || m.article.url) : m.article.title;
  return el('blockquote', {}, p, el('p', { class: 'soft' }, [says, m.article.published?.slice(0, 10), m.factuality && word(m.factuality)].filter(Boolean).join(' · '), ' · ', url));
}

$('close').addEventListener('click', () => $('drawer').close());

// ------------------------------------------------------------ entity

async function entity(id) {
  const e = (await ask('entity', { id })).entity;
  if (!e) { fail(new Error('There is no such entity.')); return; }
  document.title = e.name + ' · Parley';
  $('who').textContent = 'Who met ' + e.name;
  const posts = e.positions?.nodes.map(p => (p.status === 'CURRENT' ? '' : word(p.status) + ' ') + p.title + (p.organizationName ? ', ' + p.organizationName : '')) ?? [];
  $('about').textContent = [...new Set([e.description, ...posts]), e.aliases.length ? 'also ' + e.aliases.map(a => a.text).join(', ') : '', `${e.stats.eventCount} events, ${e.stats.articleCount} articles, ${e.stats.outletCount} outlets`].filter(Boolean).join(' · ');
  $('met').replaceChildren(el('ol', {}, ...e.coParticipants.edges.map(c => el('li', {}, link(c.node), el('span', { class: 'soft' }, ` ${c.eventCount} shared event${c.eventCount === 1 ? '' : 's'}${c.lastDate ? ', last ' + c.lastDate : ''}`)))));
  const [t, g] = await Promise.all([ask('timeline', { f: { participantsAll: [{ id }] } }), ask('graph', { id })]);
  drawTimeline($('timeline'), t.timeline.buckets);
  drawGraph($('graph'), g.subgraph, e.id);
}

async function overview() {
  document.title = 'Parley';
  $('who').textContent = 'Who met whom';
  $('about').textContent = 'The latest meetings in the graph. Choose a name to see whom it met.';
  const [t, a] = await Promise.all([ask('timeline', { f: {} }), ask('active')]);
  drawTimeline($('timeline'), t.timeline.buckets);
  $('graph').replaceChildren(el('p', { class: 'soft' }, 'Most active:'));
  $('met').replaceChildren(el('ol', {}, ...a.entities.nodes.map(n => el('li', {}, link(n), n.description ? el('span', { class: 'soft' }, ' ' + n.description) : null))));
}

function fail(e) { $('count').textContent = e.message; }

async function show() {
  chosen = location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : null;
  if (chosen === 'main') chosen = null;
  $('drawer').close();
  const done = await Promise.allSettled([chosen ? entity(chosen) : overview(), meetings(false)]);
  done.filter(d => d.status === 'rejected').forEach(d => fail(d.reason));
  requestAnimationFrame(() => requestAnimationFrame(() => document.body.setAttribute('data-ready', '')));
}

addEventListener('hashchange', show);
ask('totals').then(({ stats: s }) => { $('totals').textContent = `${s.personCount} people, ${s.organizationCount} organizations, ${s.placeCount} places, ${s.eventCount} events from ${s.articleCount} articles of ${s.outletCount} outlets` + (s.lastEventDate ? `, ${s.firstEventDate} to ${s.lastEventDate}` : ''); }).catch(fail);
show();
