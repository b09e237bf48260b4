"""The application in the browser: living schools, comparisons and explorations on one laptop, without the internet.

living/school.py is a school that is played, paused, scrubbed and changed; session.py is what one browser may ask of it, within limits;
both are plain Python. page.py hands their answers to the page, whose own files are in pages/static/app/; server.py serves it all.
"""
