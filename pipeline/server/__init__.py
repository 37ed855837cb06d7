"""The verifier's page: a small web server over one database, its source files and its ledger."""
