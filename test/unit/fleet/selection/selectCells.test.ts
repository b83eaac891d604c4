import { expect, test } from "@jest/globals";

import { selectCells } from "../../../../fleet/selection/selectCells.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";

test.each([
  [["eu-shared-1"], false],
  [[], true],
])("selects the cells %j (all: %j): clusters alone", (ids, all) => {
  const selection = selectCells(baseEstate(), ids, all);
  expect("cells" in selection && selection.cells.map(({ id }) => id)).toEqual(["eu-shared-1"]);
});

test.each([
  [["eu-shared-1"], true, "Both ids and --all are given; give one of them."],
  [[], false, "No cell is named. Give one or more ids, or --all."],
  [
    ["eu-shared-2"],
    false,
    'The estate has no cell "eu-shared-2". Did you mean "eu-shared-1"?\nCells: eu-central-1-main, eu-shared-1.',
  ],
  [
    ["eu-shared-1", "eu-central-1-main"],
    false,
    'The cell "eu-central-1-main" is an AWS account: tenants share nothing there, so there is nothing to do for it.',
  ],
])("refuses the selection of cells %j (all: %j)", (ids, all, problem) => {
  expect(selectCells(baseEstate(), ids, all)).toEqual({ problem });
});
