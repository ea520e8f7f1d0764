"""Reads graphs by networkx and prints what they hold: count.py FORMAT FILE ...

The answer is a JSON list: nodes, edges, how many values of attributes the
nodes and the edges have, and the labels of the nodes.
"""
import json
import sys

try:
    import networkx as nx
except ImportError as e:
    print(e, file=sys.stderr)
    sys.exit(77)


def read(form, path):
    # networkx puts what the formats have of their own (ids, time spans, a
    # label) among the attributes; only ours count.
    if form == "graphml":
        return nx.read_graphml(path, force_multigraph=True), set(), {"id"}
    return nx.read_gexf(path, version="1.3"), {"start", "end"}, {"id", "start", "end", "type", "label"}


def count(attributes, own):
    return sum(k not in own for k in attributes)


answers = []
for form, path in zip(sys.argv[1::2], sys.argv[2::2]):
    g, own_node, own_edge = read(form, path)
    answers.append({
        "nodes": g.number_of_nodes(),
        "edges": g.number_of_edges(),
        "nodeValues": sum(count(d, own_node) for _, d in g.nodes(data=True)),
        "edgeValues": sum(count(d, own_edge) for *_, d in g.edges(data=True)),
        "labels": sorted(d["label"] for _, d in g.nodes(data=True)),
    })
print(json.dumps(answers))
