// Draws the timeline and the graph around an entity as SVG.
'use strict';

const SVG = 'http://www.w3.org/2000/svg';

function svg(tag, attributes, ...children) {
  const e = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

// drawTimeline draws a bar a month.
function drawTimeline(into, buckets) {
  into.replaceChildren();
  if (!buckets.length) { into.append(el('p', { class: 'soft' }, 'No dated events.')); return; }
  const month = b => { const [y, m] = b.start.split('-').map(Number); return y * 12 + m - 1; };
  const shown = buckets.slice(-120), first = month(shown[0]), n = month(shown.at(-1)) - first + 1;
  const top = Math.max(...shown.map(b => b.eventCount)), w = 360 / n;
  const label = `Events a month from ${shown[0].start.slice(0, 7)} to ${shown.at(-1).start.slice(0, 7)}, at most ${top}`;
  const g = svg('svg', { viewBox: '0 0 360 110', role: 'img', 'aria-label': label });
  for (const b of shown) {
    const h = 78 * b.eventCount / top;
    g.append(svg('rect', { class: 'bar', x: (month(b) - first) * w, y: 88 - h, width: Math.max(1, w - 1), height: h }, svg('title', {}, `${b.start.slice(0, 7)}: ${b.eventCount}`)));
  }
  g.append(svg('text', { x: 2, y: 104 }, shown[0].start.slice(0, 7)), svg('text', { x: 358, y: 104, 'text-anchor': 'end' }, shown.at(-1).start.slice(0, 7)));
  into.append(g);
}

// drawGraph draws the nodes around a root, laid out by springs from a fixed
// start, so that the same graph always looks the same.
function drawGraph(into, graph, root) {
  into.replaceChildren();
  const nodes = graph.nodes.map((n, i) => {
    const a = i * 2.399963, r = n.id === root ? 0 : 60 + 8 * Math.sqrt(i) * 2;
    return { ...n, x: 180 + r * Math.cos(a), y: 160 + r * Math.sin(a) };
  });
  const at = new Map(nodes.map(n => [n.id, n]));
  const edges = graph.edges.filter(e => at.has(e.source) && at.has(e.target));
  for (let step = 0; step < 150; step++) {
    const cool = 6 * (1 - step / 150);
    for (const a of nodes) {
      a.fx = (180 - a.x) * .02; a.fy = (160 - a.y) * .02;
      for (const b of nodes) {
        if (a === b) continue;
        const dx = a.x - b.x, dy = a.y - b.y, d = Math.max(25, dx * dx + dy * dy);
        a.fx += 900 * dx / d / 10; a.fy += 900 * dy / d / 10;
      }
    }
    for (const e of edges) {
      const a = at.get(e.source), b = at.get(e.target), dx = b.x - a.x, dy = b.y - a.y, d = Math.hypot(dx, dy) || 1, f = (d - 70) * .03;
      a.fx += dx / d * f; a.fy += dy / d * f; b.fx -= dx / d * f; b.fy -= dy / d * f;
    }
    for (const n of nodes) {
      const d = Math.hypot(n.fx, n.fy) || 1, s = Math.min(d, cool) / d;
      n.x = Math.min(345, Math.max(15, n.x + n.fx * s)); n.y = Math.min(300, Math.max(15, n.y + n.fy * s));
    }
  }
  const g = svg('svg', { viewBox: '0 0 360 320', role: 'group', 'aria-label': `Connections: ${nodes.length} nodes, ${edges.length} edges` });
  const most = Math.max(1, ...edges.map(e => e.eventCount));
  for (const e of edges) {
    const a = at.get(e.source), b = at.get(e.target);
    g.append(svg('line', { class: 'edge', x1: a.x, y1: a.y, x2: b.x, y2: b.y, 'stroke-width': 1 + 4 * e.eventCount / most }));
  }
  for (const n of nodes) {
    const big = n.id === root, name = n.label.length > 20 ? n.label.slice(0, 19) + '…' : n.label;
    const link = svg('a', { href: '#' + n.id, 'aria-label': n.label }, svg('circle', { class: n.kind, cx: n.x, cy: n.y, r: big ? 9 : 6 }, svg('title', {}, n.label)));
    if (big || nodes.length <= 16) link.append(svg('text', { x: n.x, y: n.y - 10, 'text-anchor': n.x < 60 ? 'start' : n.x > 300 ? 'end' : 'middle' }, name));
    g.append(link);
  }
  into.append(g);
  if (graph.truncated) into.append(el('p', { class: 'soft' }, 'Only the nearest 40 are drawn.'));
}
