"""What happened: the incidents that a statement reports, from the verbs and nouns that tell of them.

Triggers come from the rules in `rules/incidents` (triggers) and count when they are told as real (reality, tense).
Each gets its parties (roles: agents and name_lists for who acts, heads for what hangs on a noun, places), its dead
and injured (casualties) and its time (times); what the text itself does is left out (own_acts). Mentions of one
happening become one report (merge, by what agreement says), and reports that prompted another its causes (causes).
"""

from loaders.extraction.incidents.reports import find_reports

__all__ = ["find_reports"]
