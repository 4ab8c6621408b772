"""The phrase bank: every code the conversation stores, worded for a CV in French, English and Arabic.

Data only: `<locale>.toml` holds the words, `jobs.toml` the occupations and `jobs_<locale>.toml` their titles and tasks.
A new language is two new files with the same keys; a test compares them.
"""

from cv_builder.wording.jobs import Occupation, Task, find_occupation, occupations, tasks_for
from cv_builder.wording.phrases import LOCALES, Phrases, phrases

__all__ = ["LOCALES", "Occupation", "Phrases", "Task", "find_occupation", "occupations", "phrases", "tasks_for"]
