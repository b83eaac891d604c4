/** Why objects in a cell cost nothing by themselves: what they take of it is claimed as a share, and those bear the cell's costs. */
export const partOfCell = "It is part of the cell, whose costs tenants bear by their shares of it.";
