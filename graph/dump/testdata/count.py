"""Reads a graph by networkx and prints what it holds: count.py FORMAT FILE.

The answer is JSON: nodes, edges, and how many values of attributes the nodes
and the edges have.
"""
import json
import sys

import networkx as nx

form, path = sys.argv[1:]
if form == "graphml":
    g = nx.read_graphml(path, force_multigraph=True)
    own_node, own_edge = set(), {"id"}
elif form == "gexf":
    g = nx.read_gexf(path, version="1.3")
    own_node, own_edge = {"start", "end"}, {"id", "start", "end", "type", "label"}
else:
    sys.exit("unknown format " + form)


def count(attributes, own):
    # networkx puts what the formats have of their own (ids, time spans, a
    # label) among the attributes; only ours count.
    return sum(k not in own for k in attributes)


print(json.dumps({
    "nodes": g.number_of_nodes(),
    "edges": g.number_of_edges(),
    "nodeValues": sum(count(d, own_node) for _, d in g.nodes(data=True)),
    "edgeValues": sum(count(d, own_edge) for *_, d in g.edges(data=True)),
    "labels": sorted(d["label"] for _, d in g.nodes(data=True)),
}))
