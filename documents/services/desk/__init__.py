"""The desk: arranging an issue, the pool of what it may carry, its preview, suggestions and earlier versions.

outline      the list at the left; moving, nesting, adding, taking out and putting back
texts        saving one entry with its version; earlier versions
pool         what is unused, and what of it a draft proposes
taking       taking it in, declining it
upper        entries of the issues of committees above
preview      the printed pages as pictures, lengths
raw          files dropped on the desk; raw_suggesting what they seem to be, raw_taking what they become
suggesting   what a cell needs from an entry, proposed
"""
