"""The database under /data/, to look around in. Its words are Chinese or Datasette's own; it has no second language."""
