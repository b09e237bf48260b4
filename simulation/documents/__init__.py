"""Makers of documents from what the code declares: codebook, rule sheet, tables of the model text. Nothing depends on them."""
