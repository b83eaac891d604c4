import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** A volume that goes can be brought back. */
export const volumeFinalSnapshot: Rule = {
  id: "storage/volume-final-snapshot",
  title: "Volumes leave a snapshot behind",
  severity: "low",
  rationale: "A volume that is removed by mistake is gone with all that is on it, unless it leaves a snapshot.",
  remediation: "Set finalSnapshot to true.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:ebs/volume:Volume"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "finalSnapshot", isTrue, "be true");
  },
};
