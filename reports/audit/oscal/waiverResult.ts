import type { Evidence } from "../../../core/results/evidence.ts";
import { waiverProblemsOf } from "../failures.ts";
import { identifierOf, oscalText, ownProperty } from "./values.ts";

/** A result for what is wrong with waivers themselves, undefined when nothing is: an observation each problem. */
export function resultOfWaivers(evidence: Evidence): object | undefined {
  const problems = waiverProblemsOf(evidence);
  if (problems.length === 0) return undefined;
  const scope = [evidence.estate.name, evidence.time] as const;
  return {
    uuid: identifierOf("waivers", ...scope),
    title: "Waivers",
    description: "What is wrong with the waivers themselves.",
    start: evidence.time,
    end: evidence.time,
    "reviewed-controls": { "control-selections": [{ description: "Whatever is waived.", "include-all": {} }] },
    observations: problems.map(({ waiver, index, problem }) => ({
      uuid: identifierOf("waiver-problem", ...scope, index, problem.rule),
      title: oscalText(problem.rule),
      description: oscalText(problem.message),
      props: [
        ownProperty("rule", waiver.rule),
        ownProperty("tenant", waiver.tenant),
        ownProperty("covers", waiver.resource),
        ownProperty("severity", problem.severity),
        ownProperty("expires", waiver.expires),
      ],
      methods: ["EXAMINE"],
      collected: evidence.time,
    })),
  };
}
