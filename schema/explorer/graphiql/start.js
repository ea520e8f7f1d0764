// Starts GraphiQL. Queries and mutations are posted; subscriptions come as
// server-sent events over fetch, so that headers work for them too.
'use strict';

const EXAMPLE = `# Who met whom, and which sources say so? Try also the explorer at /
query {
  meetings(first: 10) {
    totalCount
    nodes {
      title
      factuality
      date { edtf }
      place { name }
      outlets(first: 5) { nodes { name } }
      mentions(first: 1) { nodes { sentence { text } article { url } } }
    }
  }
}
`;

async function fetcher(params, options) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...options?.headers };
  const live = /^\s*(#.*\s*)*subscription\b/m.test(params.query ?? '') && isSubscription(params, options);
  if (live) headers.Accept = 'text/event-stream';
  const r = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(params) });
  if (!live || !r.headers.get('Content-Type').startsWith('text/event-stream')) return r.json();
  return events(r.body.getReader());
}

function isSubscription(params, options) {
  const ops = options?.documentAST?.definitions.filter(d => d.kind === 'OperationDefinition') ?? [];
  const op = params.operationName ? ops.find(d => d.name?.value === params.operationName) : ops[0];
  return !op || op.operation === 'subscription';
}

async function* events(reader) {
  const text = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += text.decode(value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop();
      for (const b of blocks) {
        const field = name => b.split('\n').find(l => l.startsWith(name + ':'))?.slice(name.length + 1).trim();
        if (field('event') === 'complete') return;
        if (field('event') === 'next') yield JSON.parse(field('data'));
      }
    }
  } finally {
    reader.cancel();
  }
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, { fetcher, defaultQuery: EXAMPLE, shouldPersistHeaders: false }));
