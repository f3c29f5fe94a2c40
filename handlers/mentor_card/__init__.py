"""The one message of a day to a mentor: requests, news, ratings and the weekly question, joined."""
