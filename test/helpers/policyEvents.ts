import { readFileSync } from "node:fs";

import type { Evidence } from "../../core/results/evidence.ts";

/** What was judged of a stack: each entry a text, sorted. */
export interface Verdicts {
  /** `rule type name: message` for each violation. */
  readonly findings: readonly string[];
  /** `rule type name` for each resource that passed a rule that is about a resource alone. */
  readonly passed: readonly string[];
}

interface EngineEvent {
  readonly policyEvent?: { readonly policyName: string; readonly message: string; readonly resourceUrn?: string };
  readonly policyAnalyzeSummaryEvent?: { readonly resourceUrn: string; readonly passed?: readonly string[] };
}

/** What the engine's log of events says of policies. What a policy is about stands before each message, on a line of its own. */
export function readVerdicts(eventLog: string): Verdicts {
  const events = readFileSync(eventLog, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  return sorted({
    findings: events.flatMap(({ policyEvent: event }) =>
      event === undefined
        ? []
        : [
            `${event.policyName} ${resourceOf(event.resourceUrn ?? "")}: ${event.message.trim().split("\n").at(-1) ?? ""}`,
          ],
    ),
    passed: events.flatMap(({ policyAnalyzeSummaryEvent: event }) =>
      (event?.passed ?? []).flatMap((rule) =>
        // The second policy of a rule that may be told of only: what passes the one passes the other.
        rule.endsWith(":told") ? [] : [`${rule} ${resourceOf(event?.resourceUrn ?? "")}`],
      ),
    ),
  });
}

/** What an audit says, in the same words. */
export function verdictsOf(
  { tenants, waivers }: Evidence,
  tenant: string,
  isAboutResource: (rule: string) => boolean,
): Verdicts {
  const found = tenants.find((one) => one.tenant === tenant);
  const nameOf = (index: number): string =>
    `${found?.resources[index]?.type ?? ""} ${found?.resources[index]?.name ?? ""}`;
  return sorted({
    findings: (found?.results ?? []).flatMap(({ rule, enforcement, failed }) =>
      failed.map(({ resource, message, waiver }) => {
        const told = waiver !== undefined || enforcement === "advisory" ? ":told" : "";
        const until = waiver === undefined ? "" : ` Waived until ${waivers[waiver]?.expires ?? ""}.`;
        return `${rule}${told} ${nameOf(resource)}: ${message}${until}`;
      }),
    ),
    passed: (found?.results ?? []).flatMap(({ rule, passed }) =>
      isAboutResource(rule) ? passed.map((index) => `${rule} ${nameOf(index)}`) : [],
    ),
  });
}

function resourceOf(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name.join("::")}`;
}

function sorted({ findings, passed }: Verdicts): Verdicts {
  return { findings: findings.toSorted(), passed: passed.toSorted() };
}
