"""One folder of results as one page that can be sent: text, tables, charts, a school to replay, and how to do it again.

folder.py reads what a folder holds; words.py, tables.py, charts.py, sweep.py and replay.py say it; documents.py and commands.py add
what a reader must know; contents.py gathers it; bundle.py and page.py make one HTML file of it all, which asks nobody for anything.
"""
