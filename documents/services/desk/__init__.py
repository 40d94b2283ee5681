"""The desk: arranging an issue, the pool of what it may carry, its preview, suggestions and earlier versions.

outline      the list at the left; moving, nesting, adding, taking out and putting back
texts        saving one entry with its version; earlier versions
pool         what is unused, taking it in, declining it, drafting a whole issue
upper        entries of the issues of committees above
preview      the printed pages as pictures, lengths
raw          files dropped on the desk, until they are entries
suggesting   what a cell needs from an entry, proposed
"""
