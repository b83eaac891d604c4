import { isRetired, type CatalogueTerms } from "../catalogue/standing.ts";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { CatalogueEntry, Sourced } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { chooseTier } from "../resolve/chooseTier.ts";
import type { TierHolds } from "../rollouts/tierHolds.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import { moveGraphOf, movesFrom, shortestWay } from "./moveGraph.ts";
import { renewalOnOrAfter } from "./renewal.ts";

/** What pending moves are judged against. */
interface PendingContext extends CatalogueTerms {
  readonly estate: Sourced<EstateManifest>;
  readonly catalogue: readonly CatalogueEntry[];
  readonly declaredTiers: readonly TierManifest[];
  readonly kinds: ServiceKinds;
  readonly holds?: TierHolds | undefined;
}

type Pending = NonNullable<SubscriptionManifest["pending"]>;

/**
 * Pending moves that could not be carried out when they are due, as far as manifests and catalogue tell: to a tier that does not exist,
 * that the move graph does not lead to or that is retired by then, or at a time at which the graph does not allow it.
 *
 * @param retired how bad a version is that is retired by then.
 */
export function checkPending(
  tenants: readonly Sourced<TenantManifest>[],
  context: PendingContext,
  retired: Severity,
): Diagnostic[] {
  return tenants.flatMap(({ manifest, document }) =>
    manifest.spec.subscriptions.flatMap((subscription, index) => {
      const { pending } = subscription;
      if (pending === undefined) return [];
      const problems =
        manifest.spec.state === "offboarded" ? [neverDue()] : check(manifest, subscription, pending, context, retired);
      const base = ["spec", "subscriptions", index, "pending"];
      return problems.map((problem) => locate(problem, base, document.positions));
    }),
  );
}

function neverDue(): LocalProblem {
  return {
    code: "TEN235",
    severity: "warning",
    message: "The tenant is offboarded: this move is never carried out.",
    fix: "Remove it: tenantry move … --undo.",
    path: [],
  };
}

function check(
  { metadata: { id }, spec: tenant }: TenantManifest,
  subscription: SubscriptionManifest,
  pending: Pending,
  context: PendingContext,
  retired: Severity,
): LocalProblem[] {
  const before = chooseTier(subscription, { id, ring: tenant.ring }, context);
  const after = chooseTier(
    { ...subscription, tier: pending.to },
    { id, ring: tenant.ring },
    { ...context, today: pending.on },
  );
  const days = notOnARenewal(pending, tenant.contract);
  if ("problem" in after) {
    return after.problem === undefined ? days : [{ ...after.problem, code: "TEN230", path: ["to"] }, ...days];
  }
  const to = after.entry.manifest;
  const life = isRetired(to, pending.on) ? [retiredByThen(to, pending, retired)] : [];
  // What is wrong with the tier of today is told at the tier.
  if ("problem" in before) return [...days, ...life];
  return [...wayTo(before.entry.manifest, to, subscription, pending, context), ...days, ...life];
}

function wayTo(
  { metadata: from }: TierManifest,
  { metadata: to }: TierManifest,
  subscription: SubscriptionManifest,
  pending: Pending,
  { catalogue }: PendingContext,
): LocalProblem[] {
  if (subscription.tier === pending.to) {
    const message = `The subscription "${subscription.name}" has the tier ${pending.to} already.`;
    return [{ code: "TEN230", message, fix: "Remove the pending move.", path: ["to"] }];
  }
  if (from.name === to.name) return [];
  const tiers = catalogue.map(({ manifest }) => manifest);
  const graph = moveGraphOf(tiers, subscription.service);
  const moves = movesFrom(graph, from);
  const subject = `The subscription "${subscription.name}" has ${formatTier(from)}`;
  const step = moves.find((move) => move.to === to.name);
  if (step === undefined) {
    const [first] = shortestWay(graph, from, to.name);
    const fix =
      first === undefined ? "Choose one of these, or remove it." : `Move to ${first} first, then on from there.`;
    const allowed = moves.map((move) => move.to).join(", ") || "none; its moves are empty";
    const message = `${subject}, from where no move leads to "${to.name}".`;
    return [{ code: "TEN230", message, allowed, fix, path: ["to"] }];
  }
  if (step.when === "at-renewal" && pending.when !== "renewal") {
    const message = `${subject}; the move to "${to.name}" takes effect at a renewal of the contract only.`;
    return [{ code: "TEN231", message, allowed: "renewal", path: ["when"] }];
  }
  if (step.when === "needs-approval" && pending.approvedBy === undefined) {
    const message = `${subject}; the move to "${to.name}" needs an approval.`;
    return [
      { code: "TEN220", message, fix: "Have it approved, and write who did: approvedBy: name@example.com.", path: [] },
    ];
  }
  return [];
}

function notOnARenewal({ when, on }: Pending, contract: TenantManifest["spec"]["contract"]): LocalProblem[] {
  if (when !== "renewal") return [];
  const next = renewalOnOrAfter(contract, on);
  if (next === on) return [];
  const message = `No period of the contract begins on ${on}.`;
  return [{ code: "TEN231", message, fix: `The next one begins on ${next}.`, path: ["on"] }];
}

function retiredByThen({ metadata, status }: TierManifest, { on }: Pending, severity: Severity): LocalProblem {
  const { retired = "", successor } = status;
  return {
    code: "TEN232",
    severity,
    message: `${formatTier(metadata)} is retired on ${retired}, and the move to it is on ${on} at the earliest.`,
    fix: successor === undefined ? "Choose another version, or an earlier day." : `Move to its successor ${successor}.`,
    path: ["to"],
  };
}
