"""The phrase bank: every code the conversation stores, worded for a CV in French, English and Arabic.

Data only: `<locale>.toml` holds the words, `jobs/<sector>.toml` the occupations with their tasks, all languages side by
side, `sectors.toml` the sectors. A new language of words is one new file with the same keys; a test compares them.
"""

from cv_builder.wording.jobs import find_occupation, occupations, tasks_for
from cv_builder.wording.occupation import Occupation, Task
from cv_builder.wording.phrases import LOCALES, Phrases, phrases

__all__ = ["LOCALES", "Occupation", "Phrases", "Task", "find_occupation", "occupations", "phrases", "tasks_for"]
