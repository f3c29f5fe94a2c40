"""People whom the office has twice: found, made one by staff, and parted again if that was wrong."""
