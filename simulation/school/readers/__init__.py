"""Files of a real school in the forms that people have them in: read into one form, decided on, and told in one receipt.

files.py opens, text.py, packages.py, pajek.py, ucinet.py and graphs.py know formats; tables.py tells what a table is, and rosters.py,
lists.py, matrices.py and nominations.py read each kind. All write into the form of form.py. decide.py makes one network of it,
or asks; receipt.py says what was read and what was set aside.
"""
