import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { ValuePath } from "../documents/sourceMap.ts";
import type { Usage, UsageAssumption } from "../kinds/consumption.ts";
import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { CellCostsManifest } from "../schema/cellCosts.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { SupportCostsManifest } from "../schema/supportCosts.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";
import type { UsageAssumptionsManifest } from "../schema/usageAssumptions.ts";
import type { Sourced } from "./estate.ts";

/** What the documents of costs refer to. */
export interface CostSurroundings {
  /** Undefined when the estate's file is wrong itself. */
  readonly estate: EstateManifest | undefined;
  readonly tiers: readonly Sourced<TierManifest>[];
  readonly addOns: readonly Sourced<AddOnManifest>[];
  readonly tenants: readonly Sourced<TenantManifest>[];
  readonly kinds: ServiceKinds;
}

/** Assumptions about tiers, tenants and uses that there are not. */
export function checkUsage(
  { manifest, document }: Sourced<UsageAssumptionsManifest>,
  { tiers, tenants, kinds }: CostSurroundings,
): Diagnostic[] {
  const known = [...new Set(tiers.map(({ manifest: { metadata } }) => `${metadata.service}/${metadata.name}`))];
  const problems: LocalProblem[] = [];
  const checkNames = (path: ValuePath, given: Usage, services: readonly string[], owner: string): void => {
    const assumptions = new Map(services.flatMap((service) => assumptionsOf(service, kinds)));
    const names = [...assumptions.keys()].toSorted();
    for (const [name, { high }] of Object.entries(given)) {
      const assumption = assumptions.get(name);
      if (assumption !== undefined) {
        const { most = high, unit } = assumption;
        if (high > most) problems.push(tooMuch([...path, name, "high"], `${String(high)} ${unit}`, most));
        continue;
      }
      problems.push({
        code: "TEN272",
        path: [...path, name],
        message: `Nothing is assumed of ${owner} by the name "${name}".`,
        allowed: names.join(", ") || "nothing",
        fix: didYouMean(name, names) ?? "Remove it.",
      });
    }
  };
  for (const [tier, assumptions] of Object.entries(manifest.spec.tiers)) {
    const path = ["spec", "tiers", tier];
    if (known.includes(tier)) checkNames(path, assumptions, [tier.split("/")[0] ?? ""], tier);
    else problems.push(unknown(path, `The catalogue has no tier "${tier}".`, tier, known));
  }
  const byId = new Map(tenants.map(({ manifest: tenant }) => [tenant.metadata.id, tenant]));
  for (const [id, assumptions] of Object.entries(manifest.spec.tenants)) {
    const path = ["spec", "tenants", id];
    const tenant = byId.get(id);
    if (tenant === undefined) problems.push(unknownTenant(path, id, [...byId.keys()]));
    else checkNames(path, assumptions, [...new Set(tenant.spec.subscriptions.map(({ service }) => service))], id);
  }
  return problems.map((problem) => locate(problem, [], document.positions));
}

function assumptionsOf(service: string, kinds: ServiceKinds): [string, UsageAssumption][] {
  return Object.entries(kindOf(kinds, service)?.assumptions ?? {});
}

function tooMuch(path: ValuePath, written: string, most: number): LocalProblem {
  const message = `${written} are more than there can be.`;
  return { code: "TEN104", path, message, allowed: `at most ${String(most)}`, fix: "Write the share that is meant." };
}

/** Hours of support for services and tenants that there are not. */
export function checkSupport(
  { manifest, document }: Sourced<SupportCostsManifest>,
  { tenants, kinds }: CostSurroundings,
): Diagnostic[] {
  const services = Object.keys(kinds);
  const ids = tenants.map(({ manifest: tenant }) => tenant.metadata.id);
  const { services: byService, tenants: byTenant } = manifest.spec;
  return [
    ...Object.keys(byService).flatMap((service) =>
      services.includes(service)
        ? []
        : [unknown(["spec", "services", service], `The service "${service}" is not known.`, service, services)],
    ),
    ...Object.keys(byTenant).flatMap((id) =>
      ids.includes(id) ? [] : [unknownTenant(["spec", "tenants", id], id, ids)],
    ),
  ].map((problem) => locate(problem, [], document.positions));
}

/** Costs of cells that the estate does not have, or that tenants do not share. */
export function checkCellCosts(
  { manifest, document }: Sourced<CellCostsManifest>,
  { estate }: CostSurroundings,
): Diagnostic[] {
  if (estate === undefined) return [];
  const { cells } = estate.spec;
  const problems = manifest.spec.cells.flatMap((costs, index): LocalProblem[] => {
    const base = ["spec", "cells", index];
    const cell = cells.find(({ id }) => id === costs.cell);
    const ids = cells.map(({ id }) => id);
    if (cell === undefined) {
      return [unknown([...base, "cell"], `The estate has no cell "${costs.cell}".`, costs.cell, ids)];
    }
    if (cell.target === "aws") {
      const message = `The cell "${cell.id}" is an AWS account: what tenants have in it is theirs alone and is priced part by part.`;
      return [{ code: "TEN274", path: [...base, "cell"], message, fix: "Remove the entry." }];
    }
    const owners = cell.ownNodes.map(({ tenant }) => tenant);
    return costs.ownNodes.flatMap(({ tenant }, position) => {
      const path = [...base, "ownNodes", position, "tenant"];
      const again = costs.ownNodes.findIndex((nodes) => nodes.tenant === tenant) !== position;
      if (again) {
        const message = `The nodes of ${tenant}'s own in the cell "${cell.id}" are there twice.`;
        return [{ code: "TEN274", path, message, fix: "Put all of them into one entry." }];
      }
      if (owners.includes(tenant)) return [];
      const message = `The cell "${cell.id}" has no nodes of ${tenant}'s own.`;
      const fix = didYouMean(tenant, owners) ?? "Remove the entry, or add the nodes to the cell's ownNodes.";
      return [{ code: "TEN274", severity: "warning", path, message, fix }];
    });
  });
  return problems.map((problem) => locate(problem, [], document.positions));
}

function unknown(path: ValuePath, message: string, given: string, known: readonly string[]): LocalProblem {
  return { code: "TEN272", path, message, fix: didYouMean(given, known) ?? "Remove it." };
}

/** A warning: tenants come and go, and an entry that counts for nothing keeps none of them from running. */
function unknownTenant(path: ValuePath, id: string, known: readonly string[]): LocalProblem {
  return { ...unknown(path, `The estate has no tenant "${id}".`, id, known), severity: "warning" };
}
