"""What has been decided, what of it no longer holds, and what a random sample says of the rest."""

from __future__ import annotations

import json

from starlette.responses import Response

from pipeline.server.queues import Queue, estimate
from pipeline.server.view import View


def sample(view: View) -> Response:
    """A random sample of all facts and the accuracy that its settled part shows."""
    size, seed = view.get("size", "50"), view.get("seed", "1")
    size = str(min(max(int(size), 1), 5000)) if size.isdigit() else "50"
    seed = seed if seed.isdigit() else "1"
    queue = Queue(sample=f"{size}-{seed}", order="place")
    ids, standing = view.matching(queue).ids, view.site.standing(view.db)
    states = [(name, standing.state(name)) for name in ids]
    return view.page("sample.html", size=size, seed=seed, queue=queue, states=states, result=estimate(ids, standing))


def ledger(view: View) -> Response:
    """The last decisions, and all that are stale."""
    standing = view.site.standing(view.db)
    stale = [(standing.decisions[key], why) for key, why in standing.stale.items()]
    rows = view.site.ledger.history(limit=200)
    asked = json.dumps([row.fact for row in (*rows, *(row for row, _ in stale))])
    known = {row["id"] for row in view.db.query(
        "SELECT id FROM facts WHERE id IN (SELECT value FROM json_each(?))", [asked])}
    return view.page("ledger.html", rows=rows, stale=stale, known=known,
                     undone={row.undoes for row in view.site.ledger.history(limit=5000) if row.undoes})
