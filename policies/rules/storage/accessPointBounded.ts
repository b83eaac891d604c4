import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** An access point gives a part of a file system, as one user. */
export const accessPointBounded: Rule = {
  id: "storage/access-point-bounded",
  title: "Access points bound who writes where",
  severity: "medium",
  rationale:
    "An access point at the root, or without a user, gives whoever comes by it the whole file system as whoever they say they are (AWS Security Hub, EFS.3 and EFS.4).",
  remediation: "Set posixUser, and rootDirectory.path to a directory below the root.",
  controls: [iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: ["aws:efs/accessPoint:AccessPoint"],
  looksAt: "resource",
  check({ inputs }) {
    return [
      ...expectAt(inputs, "posixUser.uid", (value) => typeof value === "number", "be a user's number"),
      ...expectAt(
        inputs,
        "rootDirectory.path",
        (value) => isText(value) && value !== "/",
        "be a directory below the root",
      ),
    ];
  },
};
