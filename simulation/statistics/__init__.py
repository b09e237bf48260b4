"""What is known of a number that comes from a sample of schools: its interval."""
