"""Staff share out mentors: the proposal for all that wait, and single requests by hand."""
