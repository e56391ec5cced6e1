"""Questions that go beyond a class and its connections: a root field each, with what it answers in."""

from api.graphql.questions.comparison import COMPARE
from api.graphql.questions.demands_followed import DEMANDS_FOLLOWED
from api.graphql.questions.neighborhood import NEIGHBORHOOD
from api.graphql.questions.path import PATH
from api.graphql.questions.position_history import HISTORY
from api.graphql.questions.position_matrix import MATRIX
from api.graphql.questions.search import SEARCH
from api.graphql.questions.timeline import TIMELINE

QUESTIONS = (SEARCH, HISTORY, MATRIX, COMPARE, DEMANDS_FOLLOWED, TIMELINE, NEIGHBORHOOD, PATH)
