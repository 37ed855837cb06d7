"""The comparison as one HTML file that needs nothing else: table, charts, and the sentences behind every figure."""
