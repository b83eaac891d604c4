import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import type { EstateTenant } from "../../core/estate/estate.ts";
import { digestOf } from "../../core/resolve/resolvedTenant.ts";
import type { TenantStatus } from "../../core/results/documents.ts";
import { formatTier } from "../../core/schema/tier.ts";
import type { Workspace } from "../workspace.ts";
import { projectSettings } from "./projectSettings.ts";
import { pulumiCommand } from "./pulumiCommand.ts";

/** The parts of a checkpoint that a status is read from. A component without outputs has no such field. */
const checkpoint = z.object({
  resources: z
    .array(z.object({ type: z.string(), external: z.boolean().default(false), outputs: z.unknown().optional() }))
    .default([]),
  pending_operations: z.array(z.unknown()).nullish(),
});

const outputs = z.object({
  runs: z.object({ digest: z.string(), codeVersion: z.string(), tiers: z.record(z.string(), z.string()) }),
});

/** Reads what runs for each tenant from its stack. Reads state only; no target is asked. */
export async function readStatus(
  tenants: readonly EstateTenant[],
  workspace: Workspace,
  pulumiRoot: string,
): Promise<TenantStatus[]> {
  const workDir = join(workspace.stateDirectory, "work", ".status");
  mkdirSync(workDir, { recursive: true });
  const local = await LocalWorkspace.create({
    workDir,
    pulumiCommand: await pulumiCommand(pulumiRoot),
    envVars: { ...workspace.environment },
    projectSettings: projectSettings(workspace),
  });
  const existing = new Set((await local.listStacks()).map(({ name }) => name));
  const found: TenantStatus[] = [];
  for (const { resolved } of tenants) {
    const wanted = resolved.subscriptions.map(({ name, tier }) => `${name}: ${formatTier(tier)}`);
    const nothing = { tenant: resolved.id, wanted, running: [], resources: 0, codeVersion: "" };
    if (!existing.has(resolved.id)) {
      found.push({ ...nothing, state: "not-provisioned" });
      continue;
    }
    const state = checkpoint.parse((await local.exportStack(resolved.id)).deployment ?? {});
    const stack = state.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const runs = outputs.safeParse(stack?.outputs).data?.runs;
    const pending = (state.pending_operations ?? []).length > 0;
    if (state.resources.length === 0 && !pending) found.push({ ...nothing, state: "not-provisioned" });
    else {
      found.push({
        tenant: resolved.id,
        wanted,
        running: Object.entries(runs?.tiers ?? {}).map(([name, tier]) => `${name}: ${tier}`),
        state:
          pending || runs === undefined ? "incomplete" : runs.digest === digestOf(resolved) ? "in-sync" : "differs",
        // What is only read, such as the namespace that identifies a cluster, is not the tenant's.
        resources: state.resources.filter(({ external }) => !external).length,
        codeVersion: runs?.codeVersion ?? "",
      });
    }
  }
  return found;
}
