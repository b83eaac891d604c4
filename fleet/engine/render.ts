import * as pulumi from "@pulumi/pulumi";

import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { tenantProgram } from "../../stacks/tenant.ts";

/**
 * Renders one tenant in this process with Pulumi's mock monitor: no CLI, no target, no credentials. Tenants are rendered
 * one after the other, because the monitor belongs to the process.
 *
 * @returns every resource that the program registers, by type and name.
 * @throws what the program throws.
 */
export async function renderTenant(resolved: ResolvedTenant): Promise<RenderedResource[]> {
  const rendered: RenderedResource[] = [];
  // The SDK captures a stack trace for each promise, which costs more than the rendering itself.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await pulumi.runtime.setMocks(mocksFor(resolved, rendered), "tenantry", resolved.id, false);
    await pulumi.runtime.runInPulumiStack(() => tenantProgram(resolved, { resolvePath: (path) => path }));
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return rendered.toSorted((a, b) => compare(`${a.type} ${a.name}`, `${b.type} ${b.name}`));
}

/** Answers as the cells' targets would: they are who the estate says they are. */
function mocksFor(resolved: ResolvedTenant, rendered: RenderedResource[]): pulumi.runtime.Mocks {
  const cells = resolved.subscriptions.map(({ cell }) => cell);
  return {
    newResource: ({ type, name, id, inputs }) => {
      const given = inputs as Record<string, unknown>;
      if (id !== undefined && id !== "") {
        const cell = cells.find((candidate) => name === `${candidate.id}-kube-system`);
        const uid = cell?.target === "kubernetes" ? cell.clusterUid : "";
        return { id, state: { ...given, metadata: { name: id, uid } } };
      }
      rendered.push({ type, name, inputs: given });
      return { id: `${name}-id`, state: { arn: `arn:aws:mock:::${name}`, ...given } };
    },
    call: ({ token, inputs }) => {
      const aws = cells.find((cell) => cell.target === "aws");
      return token === "aws:index/getCallerIdentity:getCallerIdentity" && aws !== undefined
        ? { accountId: aws.accountId }
        : (inputs as Record<string, unknown>);
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
