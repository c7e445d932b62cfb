"""An edition as a workbook: which sheets and columns it has, how a cell is read, what a changed row means."""
