"""What is declared once for everybody: outcomes with all that people need to read them, and the terms that move states."""
