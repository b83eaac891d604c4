import { expect, test } from "@jest/globals";

import { cellOfStack, cellStackName } from "../../../../core/names/stackNames.ts";
import { cellId, tenantId } from "../../../../core/schema/fields.ts";

test.each(["eu-shared-1", "cell-a", "a"])("the stack of the cell %s is the cell's", (id) => {
  expect(cellId.safeParse(id).success).toBe(true);
  expect(cellStackName(id)).toBe(`cell-${id}`);
  expect(cellOfStack(cellStackName(id))).toBe(id);
});

test.each(["cell", "cells-a", "acme-cell", "acme"])("the stack of the tenant %s is no cell's", (id) => {
  expect(tenantId.safeParse(id).success).toBe(true);
  expect(cellOfStack(id)).toBeUndefined();
});

test("no tenant may have the name of a cell's stack", () => {
  expect(tenantId.safeParse(cellStackName("eu-shared-1")).error?.issues.map(({ message }) => message)).toEqual([
    "a tenant id does not begin with cell-, as the stacks of cells do",
  ]);
});
