import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { Sourced } from "../estate/estate.ts";
import type { ResolvedWithClaims } from "../resolve/resolveTenant.ts";
import type { Offboarding } from "../schema/offboarding.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { plusDays } from "../calendarDays.ts";
import { retentionOf } from "./retention.ts";

/** What of a tenant's end does not fit: its state, the order of its days, deleting that may not be yet. */
export function checkOffboarding({ manifest, document }: Sourced<TenantManifest>): Diagnostic[] {
  const { state, offboarding } = manifest.spec;
  const problems = [
    ...checkState(manifest.metadata.id, state, offboarding),
    ...(offboarding === undefined ? [] : checkDays(offboarding)),
  ];
  return problems.map((problem) => locate(problem, ["spec"], document.positions));
}

function checkState(
  id: string,
  state: TenantManifest["spec"]["state"],
  offboarding: Offboarding | undefined,
): LocalProblem[] {
  if (offboarding !== undefined && state !== "offboarded") {
    return [
      {
        code: "TEN250",
        path: ["offboarding"],
        message: `The tenant is ${state}, and its end is agreed on.`,
        fix: `Take the end back with \`tenantry offboard ${id} --undo\`, or set spec.state to offboarded.`,
      },
    ];
  }
  if (offboarding === undefined && state === "offboarded") {
    return [
      {
        code: "TEN251",
        severity: "warning",
        path: ["state"],
        message: "Nothing says until when the data of this tenant is kept, so it is kept for good.",
        fix: `Agree on it: tenantry offboard ${id}`,
      },
    ];
  }
  return [];
}

function checkDays({ requested, retainUntil, legalHold, purge, provisioned }: Offboarding): LocalProblem[] {
  const problem = (path: readonly string[], message: string, fix: string): LocalProblem => {
    return { code: "TEN252", path: ["offboarding", ...path], message, fix };
  };
  return [
    ...(retainUntil < requested
      ? [
          problem(
            ["retainUntil"],
            `The data would be kept until ${retainUntil}, a day before ${requested}, on which the end was asked for.`,
            "Name the first day on which it may be deleted.",
          ),
        ]
      : []),
    ...(purge !== undefined && legalHold !== undefined
      ? [
          problem(
            ["purge"],
            `Deleting is approved, and the legal hold of ${legalHold.by} forbids it.`,
            "Take out one of the two.",
          ),
        ]
      : []),
    ...(purge !== undefined && provisioned && purge.approved < retainUntil
      ? [
          problem(
            ["purge", "approved"],
            `Deleting was approved on ${purge.approved}, and the data is kept until ${retainUntil}.`,
            "Take the approval out; `tenantry purge` asks for it when the day has come.",
          ),
        ]
      : []),
  ];
}

/** Data that would be kept for fewer days than the tiers or the contract of its tenant promise. */
export function checkRetention({ manifest, document, sources }: ResolvedWithClaims): Diagnostic[] {
  const { offboarding, contract } = manifest.spec;
  if (offboarding === undefined || !offboarding.provisioned || offboarding.purge !== undefined) return [];
  const { requested, retainUntil } = offboarding;
  const { days, from } = retentionOf(
    sources.map(({ tier }) => tier.manifest),
    contract,
  );
  const promised = plusDays(requested, days);
  // Days in the wrong order are a problem of their own.
  if (retainUntil >= promised || retainUntil < requested) return [];
  const problem: LocalProblem = {
    code: "TEN253",
    severity: "warning",
    path: ["spec", "offboarding", "retainUntil"],
    message: `The data is kept until ${retainUntil}, and ${from} promises that it is kept until ${promised}.`,
    fix: `Name ${promised} or a later day, unless the customer has asked for less.`,
  };
  return [locate(problem, [], document.positions)];
}
