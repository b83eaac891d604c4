import { expect, test } from "@jest/globals";

import { allowedByRules, linesOf, type Rule } from "../../helpers/isolation/rules.ts";

const rule = (verbs: string[], apiGroups: string[], resources: string[]): Rule => ({ verbs, apiGroups, resources });
const exec = { verb: "create", group: "", resource: "pods/exec" };

test.each<[string, Rule, boolean]>([
  ["of just that", rule(["create"], [""], ["pods/exec"]), true],
  ["of everything", rule(["*"], ["*"], ["*"]), true],
  ["of all resources of the group", rule(["create"], [""], ["*"]), true],
  ["of the subresource of all resources", rule(["create"], [""], ["*/exec"]), true],
  ["among others", rule(["get", "create"], ["apps", ""], ["pods", "pods/exec"]), true],
  ["for objects of some names", { ...rule(["create"], [""], ["pods/exec"]), resourceNames: ["web"] }, true],
  ["of another verb", rule(["get"], [""], ["pods/exec"]), false],
  ["of another group", rule(["create"], ["apps"], ["pods/exec"]), false],
  ["of the resource without the subresource", rule(["create"], [""], ["pods"]), false],
  ["of another subresource", rule(["create"], [""], ["*/attach", "pods/log"]), false],
  ["of no resource", { verbs: ["*"] }, false],
])("a rule %s allows what it says, as a server reads it", (_what, given, allowed) => {
  expect(allowedByRules([given], exec)).toBe(allowed);
  expect(allowedByRules([rule(["list"], ["apps"], ["deployments"]), given], exec)).toBe(allowed);
});

test("rules are told as lines, each once", () => {
  expect(linesOf([rule(["get", "list"], ["", "apps"], ["pods"]), rule(["get"], [""], ["pods"])])).toEqual([
    "get /pods",
    "get apps/pods",
    "list /pods",
    "list apps/pods",
  ]);
});
