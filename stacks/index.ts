/** What `pulumi up -s <tenant>` runs: the tenant whose id is the stack's name, from the estate in TENANTRY_ESTATE. */
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "node:path";

import { formatDiagnostic } from "../core/diagnostics/format.ts";
import { didYouMean } from "../core/diagnostics/nearest.ts";
import { openEstate } from "./openEstate.ts";
import { tenantProgram, type TenantOutputs } from "./tenant.ts";

/**
 * Renders the stack's tenant. A tier version that is retired stops a verb, but here it only warns: who works by hand does so
 * because something is broken, and that must not wait for a date to be moved.
 *
 * @throws pulumi.RunError, shown without a stack trace, when the estate is wrong or lacks the tenant.
 */
export default async function program(): Promise<TenantOutputs> {
  const { directory, estate, diagnostics } = openEstate(
    process.env["TENANTRY_ESTATE"] ?? "estate",
    pulumi.getRootDirectory(),
    { today: new Date().toISOString().slice(0, 10), retired: "warning" },
  );
  if (estate === undefined) throw new pulumi.RunError(diagnostics.map((found) => formatDiagnostic(found)).join("\n"));
  const id = pulumi.getStack();
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (tenant === undefined) {
    const ids = estate.tenants.map(({ resolved }) => resolved.id);
    const hint = didYouMean(id, ids) ?? `The estate has: ${ids.join(", ")}.`;
    throw new pulumi.RunError(`The stack is "${id}" and the estate has no tenant with that id. ${hint}`);
  }
  const ofTenant = diagnostics.filter(({ where }) => where?.path === tenant.document.path);
  for (const warning of ofTenant) await pulumi.log.warn(formatDiagnostic(warning));
  return tenantProgram(tenant.resolved, { resolvePath: (path) => resolve(directory, path) });
}
