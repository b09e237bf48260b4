"""Who is in the school on the first day, as arrays: teachers, ties, goals, and the school with its administrator."""
