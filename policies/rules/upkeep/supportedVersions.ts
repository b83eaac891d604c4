import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule, ruleWithSettings } from "../../../core/policies/rule.ts";
import { standingOf, standings, typesWithVersions } from "./runningVersion.ts";

/** What runs is still mended by whoever makes it. Of a version that the estate knows nothing about nothing is said; `tenantry outdated` lists it. */
export const supportedVersions: Rule = ruleWithSettings({
  id: "upkeep/supported-versions",
  title: "What runs is supported by its vendor",
  severity: "high",
  rationale:
    "Holes in a version whose support has ended stay open, and everybody can read about them; what a vendor sells beyond the end costs more each month.",
  remediation: "Run a version that is supported; tenantry outdated says which, and how to get there.",
  controls: [iso27001("A.8.8"), soc2("CC7.1")],
  resourceTypes: typesWithVersions,
  looksAt: "resource",
  settings: z.strictObject({ versions: standings }),
  check(resource, { settings: { versions } }) {
    const found = standingOf(resource, versions);
    if (found === undefined) return notApplicable;
    const { standing, property } = found;
    return standing === "ended" ? [{ property, message: `${property} should be of a version that is supported.` }] : [];
  },
});
