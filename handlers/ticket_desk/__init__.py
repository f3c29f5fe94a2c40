"""The staff's side of questions: the list, one question, claiming and closing, answering by a reply, and the news."""
