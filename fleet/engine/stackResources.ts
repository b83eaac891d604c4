import { z } from "zod";

import { nameOfUrn } from "../../core/nameOfUrn.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import type { StackResources } from "../checking/judgeTenant.ts";
import type { Workspace } from "../workspace.ts";
import { openDeployments, type FindPulumi } from "./stackStates.ts";

const resource = z.object({
  type: z.string(),
  urn: z.string(),
  parent: z.string().optional(),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
  protect: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const checkpoint = z.object({ resources: z.array(resource).default([]) });

/** Reads what stacks have, by their states; no target is asked, and secrets stay encrypted. */
export function openStateResources(
  workspace: Workspace,
  findPulumi: FindPulumi,
): (stack: string) => Promise<StackResources | undefined> {
  const { read } = openDeployments(workspace, findPulumi);
  return async (stack) => {
    const { resources } = checkpoint.parse((await read(stack)) ?? {});
    // What is only read is not the stack's, and what waits for being deleted has a successor that is.
    const own = resources.filter((each) => !each.external && !each.delete);
    const rendered = (values: "inputs" | "outputs"): RenderedResource[] =>
      own.map(({ type, urn, parent, protect, ...all }) => ({
        type,
        name: nameOfUrn(urn),
        urn,
        ...(parent !== undefined && { parent }),
        inputs: all[values],
        protect,
      }));
    return own.length === 0 ? undefined : { registered: rendered("inputs"), made: rendered("outputs") };
  };
}
