"""RDF in the terms of others (W3C ORG, FOAF, schema.org, SEM, Popolo) becomes actors and statements."""
