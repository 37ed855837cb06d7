from schemas import compiled

__path__[:0] = compiled.folders()
