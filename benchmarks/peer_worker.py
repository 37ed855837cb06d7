"""Runs in the peers' own environment: answers how long each of them takes for a text, one request a line.

Started by `benchmarks.peers`; imports nothing of youju's. First line on stdin: a JSON list of texts. Then a name of
`JOBS` a line; the answer is a JSON line with the processor seconds and how much was found, or the error.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout


def jionlp() -> Callable[[str], int]:
    """Money and times of a text, by JioNLP."""
    import jionlp as jio

    def work(text: str) -> int:
        return len(jio.ner.extract_money(text)) + len(jio.ner.extract_time(text, time_base=time.time()))

    return work


def recognizers() -> Callable[[str], int]:
    """Numbers and currency of a text, by Recognizers-Text."""
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers = NumberRecognizer(Culture.Chinese).get_number_model()
    currency = NumberWithUnitRecognizer(Culture.Chinese).get_currency_model()

    def work(text: str) -> int:
        return len(numbers.parse(text)) + len(currency.parse(text))

    return work


JOBS = {"jionlp": jionlp, "recognizers": recognizers}


def main() -> None:
    """Answer until stdin ends."""
    out = sys.stdout
    texts = json.loads(sys.stdin.readline())
    ready: dict[str, Callable[[str], int]] = {}
    for line in sys.stdin:
        name = line.strip()
        try:
            with redirect_stdout(sys.stderr):
                if name not in ready:
                    ready[name] = JOBS[name]()
                    ready[name]("截至2022年6月底投入300余万元。")  # loads what is loaded at first use
                start = time.process_time()
                found = sum(map(ready[name], texts))
                answer = {"seconds": time.process_time() - start, "found": found}
        except Exception as error:  # a peer that does not run is named in the table
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
