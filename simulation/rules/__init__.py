"""The rules: one teacher (or goal, tie, administrator), one week or one summer. Numbers in, numbers out."""
