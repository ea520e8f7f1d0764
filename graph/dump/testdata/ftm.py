"""Validates FollowTheMoney entities, one a line: ftm.py FILE.

Every line must load, hold what its schema requires, and keep all its values
when they are cleaned. Every entity that a property names must be in the file
and of the schema that the property asks for. Prints how many entities there
are of each schema.
"""
import json
import sys
from collections import Counter

try:
    from followthemoney import model
except ImportError as e:
    print(e, file=sys.stderr)
    sys.exit(77)

schemata, links, counts, bad = {}, [], Counter(), []
for n, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    data = json.loads(line)
    try:
        model.get(data["schema"]).validate(data)
        kept = model.get_proxy(data, cleaned=False)
    except Exception as e:  # the library has several kinds
        bad.append(f"line {n}: {e}: {line[:300]}")
        continue
    for name, values in data["properties"].items():
        if len(kept.get(name)) != len(set(values)):
            bad.append(f"line {n}: {name}: {values} cleaned to {kept.get(name)}")
    counts[data["schema"]] += 1
    schemata[data["id"]] = kept.schema
    links += [(n, p, v) for p, v in kept.itervalues() if p.type.name == "entity"]
for n, prop, value in links:
    other = schemata.get(value)
    if other is None:
        bad.append(f"line {n}: {prop.qname}: {value} is not in the file")
    elif not other.is_a(prop.range):
        bad.append(f"line {n}: {prop.qname}: {value} is {other.name}, not {prop.range.name}")
if bad:
    sys.exit(f"{len(bad)} faults\n" + "\n".join(bad[:20]))
print(json.dumps(counts, sort_keys=True))
