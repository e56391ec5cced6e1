"""What happened: the incidents that a statement reports, from the verbs and nouns that tell of them.

Triggers come from the rules in `rules/incidents` (triggers), count when they are told as real (reality), get their
parties (roles), dead and injured (casualties) and time (times); what the text itself does is left out (own_acts);
mentions of one happening become one report (merge), and reports that prompted another its causes (causes).
"""

from loaders.extraction.incidents.reports import find_reports

__all__ = ["find_reports"]
