/**
 * What `pulumi up -s <stack>` runs, from the estate in TENANTRY_ESTATE: the tenant whose id is the stack's name, or for `cell-<id>` what
 * the tenants of that cell share.
 */
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "node:path";

import { formatDiagnostic } from "../core/diagnostics/format.ts";
import { didYouMean } from "../core/diagnostics/nearest.ts";
import type { Estate } from "../core/estate/estate.ts";
import { cellOfStack } from "../core/names/stackNames.ts";
import type { CellOutputs } from "./cell.ts";
import { openEstate } from "./openEstate.ts";
import type { ProgramSettings } from "./providers.ts";
import type { TenantOutputs } from "./tenant.ts";

/**
 * Renders the stack's tenant or cell. A tier version that is retired stops a verb, but here it only warns: who works by hand does so
 * because something is broken, and that must not wait for a date to be moved. Nor does it wait for what is billed: no stack has anything
 * of that, nor of costs.
 *
 * @throws pulumi.RunError, shown without a stack trace, when the estate is wrong or lacks the tenant or cell.
 */
export default async function program(): Promise<TenantOutputs | CellOutputs> {
  const { directory, estate, diagnostics } = openEstate(
    process.env["TENANTRY_ESTATE"] ?? "estate",
    pulumi.getRootDirectory(),
    { today: new Date().toISOString().slice(0, 10), retired: "warning", passOver: ["billing", "pricebook"] },
  );
  if (estate === undefined) throw new pulumi.RunError(diagnostics.map((found) => formatDiagnostic(found)).join("\n"));
  const settings: ProgramSettings = { resolvePath: (path) => resolve(directory, path) };
  const stack = pulumi.getStack();
  const cell = cellOfStack(stack);
  if (cell !== undefined) return runCell(cell, estate, settings);
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === stack);
  if (tenant === undefined) {
    const ids = estate.tenants.map(({ resolved }) => resolved.id);
    const hint = didYouMean(stack, ids) ?? `The estate has: ${ids.join(", ")}.`;
    throw new pulumi.RunError(`The stack is "${stack}" and the estate has no tenant with that id. ${hint}`);
  }
  const ofTenant = diagnostics.filter(({ where }) => where?.path === tenant.document.path);
  for (const warning of ofTenant) await pulumi.log.warn(formatDiagnostic(warning));
  const { tenantProgram } = await import("./tenant.ts");
  return tenantProgram(tenant.resolved, settings);
}

async function runCell(id: string, { manifest, shared }: Estate, settings: ProgramSettings): Promise<CellOutputs> {
  const { cells } = manifest.spec;
  const cell = cells.find((candidate) => candidate.id === id);
  if (cell?.target === "kubernetes") {
    const { cellProgram } = await import("./cell.ts");
    return cellProgram(cell, shared.get(id) ?? [], settings);
  }
  const ids = cells.flatMap((candidate) => (candidate.target === "kubernetes" ? [candidate.id] : []));
  const hint = didYouMean(id, ids) ?? `Kubernetes cells of the estate: ${ids.join(", ") || "none"}.`;
  throw new pulumi.RunError(
    `The stack is of the cell "${id}" and the estate has no Kubernetes cell with that id. ${hint}`,
  );
}
