"""Mentors: their profile, their hours, the weekly question, and who may become one."""
