import { expect, test } from "@jest/globals";
import { sandboxClusterUid } from "../../../../../sandbox/types/kubernetes/cluster.ts";

test("a cluster's identity is a UUID that follows from its context", () => {
  expect(sandboxClusterUid("sandbox")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(sandboxClusterUid("sandbox")).toBe("5f2fa58a-5cb4-446c-813b-7121e95637be");
  expect(sandboxClusterUid("other")).not.toBe(sandboxClusterUid("sandbox"));
});
