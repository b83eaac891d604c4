import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule, ruleWithSettings } from "../../../core/policies/rule.ts";
import { standingOf, standings, typesWithVersions } from "./runningVersion.ts";

/** For how many days ahead an end is told of where the estate sets nothing. */
const usualDays = 90;

/** What an estate may set about {@link endingVersions}. */
export const endingSettings = z.strictObject({
  days: z.int().min(1).max(3660).default(usualDays).describe("How many days before the end it is told of."),
  versions: standings,
});

/** What runs is supported for a while still. It only tells: a day that is to come must not stop a deployment today. */
export const endingVersions: Rule = ruleWithSettings({
  id: "upkeep/ending-versions",
  title: "What runs will be supported by its vendor for a while",
  severity: "low",
  level: "advisory",
  rationale:
    "Another version takes an agreement with the customer, a window and a test; whoever begins when support has ended is too late.",
  remediation: "Plan the change to a version that is supported for longer; tenantry outdated says which.",
  controls: [iso27001("A.8.8"), soc2("CC7.1")],
  resourceTypes: typesWithVersions,
  looksAt: "resource",
  settings: endingSettings,
  check(resource, { settings: { versions } }) {
    const found = standingOf(resource, versions);
    // What has ended breaks upkeep/supported-versions.
    if (found === undefined || found.standing === "ended") return notApplicable;
    const { standing, property } = found;
    return standing === "ending"
      ? [{ property, message: `${property} should be of a version that is supported for longer.` }]
      : [];
  },
});
