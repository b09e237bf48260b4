"""One school lived step by step: played, changed, looked at closely, told in sentences, and found again by its address."""
