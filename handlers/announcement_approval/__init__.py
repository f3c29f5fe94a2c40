"""The second pair of eyes: announcements to many are agreed to by a second member of staff."""
