"""What everything stands on: compiling, counted chance, the words of the model as numbers, and which sources decide."""
