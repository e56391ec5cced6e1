"""Whom names and phrases mean: one entity for all its names, linked to the register; pronouns, issuers, speakers."""
