"""Text to facts: pure functions. The modules come from a build of them where one stands (`schemas.compiled`)."""

from schemas import compiled

__path__[:0] = compiled.folders()
