"""The first day: bases, cells and their secretaries from one spreadsheet, all or nothing, with a report by row and column.

``reading`` turns a line into facts and says what is wrong with it; ``planning`` compares the facts with each other and with
what the portal has; ``writing`` stores a plan that nothing was refused in.
"""

from organizations.cell_import.bringing import brought_in, import_cells
from organizations.cell_import.reading import CellReport, read_cells
from organizations.cell_import.template import cell_template

__all__ = ["CellReport", "brought_in", "cell_template", "import_cells", "read_cells"]
