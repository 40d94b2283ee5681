"""An issue that comes back edited from Word: what stands in the file, what differs from the portal, and taking it over.

``engines.reading.docx_returned`` reads the file; ``lines`` says what it would hold had nobody edited it; ``compare`` lays both
side by side, entry by entry, paragraph by paragraph; ``applying`` gives the fields of an entry with the accepted pieces.
Entries are found by hidden bookmarks (``marks``); where Word lost one, by heading (``matching``). No Django here.
"""
