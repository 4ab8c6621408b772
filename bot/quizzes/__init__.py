"""Quizzes: how each went best, the badge, and whether it is on the CV."""
