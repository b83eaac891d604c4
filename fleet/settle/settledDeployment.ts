import { z } from "zod";

import type { Settlement } from "./settlement.ts";
import { cellOfProvider } from "../engine/cellOfProvider.ts";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
});
const deploymentSchema = z.looseObject({ resources: z.array(resource).default([]) });

/** A resource as a deployment has it. */
type Kept = z.infer<typeof resource>;

/**
 * A deployment as it is after a settlement, before the engine has read what was adopted. Nothing is under way in it any more.
 *
 * What the engine began to make comes with the inputs that it sent. What it has forgotten comes with none, which has a provider read all
 * of them (as for `pulumi import`). An object that was to take the place of another stands in its place, and the other waits for being
 * deleted, as the engine itself leaves it.
 *
 * @throws Error when an adopted object's provider is not in the deployment.
 */
export function settledDeployment(deployment: unknown, { adopt }: Pick<Settlement, "adopt">): Readonly<object> {
  const { resources, ...rest } = deploymentSchema.parse(deployment);
  const kept = [...resources];
  const ends: Kept[] = [];
  for (const { urn, type, id, begun, rendered } of adopt) {
    const own = { custom: true, urn, type, id, outputs: {} };
    const adopted: Kept =
      begun === undefined
        ? {
            ...own,
            inputs: {},
            parent: rendered?.parent,
            provider: providerIn(kept, rendered?.provider ?? "", urn),
            ...(rendered?.protect === true && { protect: true }),
          }
        : { ...begun, ...own };
    const place = kept.findIndex((other) => other.urn === urn && other.delete !== true);
    const old = kept[place];
    if (old === undefined) kept.push(adopted);
    else {
      kept[place] = adopted;
      ends.push({ ...old, delete: true });
    }
  }
  return { ...rest, resources: [...kept, ...ends], pending_operations: [] };
}

/** The reference to a provider by its URN: a provider of the same cell that the deployment has. */
function providerIn(resources: readonly Kept[], urn: string, of: string): string {
  const cell = urn.split("::").at(-1);
  const found = resources.find(
    (candidate) =>
      candidate.type.startsWith("pulumi:providers:") &&
      cellOfProvider(`${candidate.urn}::${candidate.id ?? ""}`) === cell,
  );
  if (found?.id === undefined) throw new Error(`The state has no provider for ${of}, so nothing of it can be adopted.`);
  return `${found.urn}::${found.id}`;
}
