import { expect, test } from "@jest/globals";

import type { Exposure } from "../../../core/results/outdated.ts";
import { formatOutdated } from "../../../reports/outdatedReport.ts";

const exposure = (tenant: string, values: Partial<Exposure>): Exposure => ({
  ...{ tenant, subscription: "web", part: "tier", product: "iaas", version: "standard@1", pinned: false },
  ...{ state: "behind", advice: "Roll it out." },
  ...values,
});

test("shows each version with its days, and each thing to do once", () => {
  const command = "tenantry rollout start iaas-standard-2 --service iaas --tier standard --to 2";
  const text = formatOutdated({
    today: "2026-11-26",
    within: 90,
    supported: 1,
    exposures: [
      exposure("acme", { state: "ended", lastDay: "2026-11-25", daysLeft: -1, extendedUntil: "2029-11-25", command }),
      exposure("globex", { state: "ending", lastDay: "2026-11-28", daysLeft: 2, command }),
      exposure("hooli", {
        part: "cell eu-1",
        product: "kubernetes",
        version: null,
        state: "unknown",
        advice: "Say it.",
      }),
      exposure("initech", { pinned: true, advice: "Agree." }),
    ],
  });
  expect(text).toBe(
    [
      "SUBSCRIPTION  PART       VERSION                   STATE    SUPPORTED",
      "acme/web      tier       iaas standard@1           ended    until 2026-11-25, 1 day ago; at a charge until 2029-11-25",
      "globex/web    tier       iaas standard@1           ending   until 2026-11-28, 2 days left",
      "hooli/web     cell eu-1  kubernetes not stated     unknown  not known",
      "initech/web   tier       iaas standard@1 (pinned)  behind   no end is set",
      "",
      "What to do:",
      "",
      `acme, globex: Roll it out.\n  ${command}`,
      "hooli: Say it.",
      "initech: Agree.",
      "",
      "1 more version is supported for longer than 90 days.",
    ].join("\n"),
  );
});

test("says when there is nothing to do", () => {
  expect(formatOutdated({ today: "2026-11-26", within: 30, supported: 2, exposures: [] })).toBe(
    "Nothing is outdated. 2 more versions are supported for longer than 30 days.",
  );
});
