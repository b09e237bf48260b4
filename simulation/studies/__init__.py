"""Studies: experiments on ensembles. compare.py sets two scenarios side by side."""
