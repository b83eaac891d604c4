import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";

import { cellKey, cellNamespace } from "../components/shared/clusterObjects.ts";
import type { KubernetesCell } from "../core/schema/cell.ts";
import { valueOf } from "./valueOf.ts";

/** The name by which a cell's namespace is read. */
const readName = (id: string): string => `${id}, prepared by: tenantry cell up ${id}`;

/**
 * Makes sure that a cluster has what keeps its tenants apart, before anything of a tenant is there: the cell's namespace is made after
 * its policies and goes before them.
 *
 * Where the namespace is missing, the engine ends the run by itself and lets the program say no more. What a run by hand then shows is
 * the name by which the namespace was read, so that is the advice; {@link explainUnprepared} makes a sentence of it.
 *
 * @throws pulumi.RunError when the namespace is there, but not as that of this cell.
 */
export async function requirePrepared({ id }: KubernetesCell, provider: pulumi.ProviderResource): Promise<void> {
  const namespace = Namespace.get(readName(id), cellNamespace, { provider });
  const labels = await valueOf(namespace.metadata.labels);
  // The types say that there are labels always, and a namespace that somebody made by hand has none.
  const preparedAs = (labels as Readonly<Record<string, string>> | undefined)?.[cellKey];
  if (preparedAs === id) return;
  const found = preparedAs === undefined ? "" : ` They are those of the cell "${preparedAs}".`;
  throw new pulumi.RunError(`${unprepared(id)}${found}`);
}

/**
 * The sentence for what the engine reports when a cell's namespace is missing; anything else that it reports as it is.
 *
 * @param reported a resource's type and name, a colon and the engine's message.
 */
export function explainUnprepared(reported: string): string {
  const [start, id = ""] = /^kubernetes:core\/v1:Namespace ([^,]+), /.exec(reported) ?? [];
  if (start === undefined || !reported.startsWith(`kubernetes:core/v1:Namespace ${readName(id)}: `)) return reported;
  return reported.endsWith(`resource '${cellNamespace}' does not exist`) ? unprepared(id) : reported;
}

const unprepared = (id: string): string =>
  `The cell "${id}" has not been prepared: its policies are not there. Nothing was touched. Run: tenantry cell up ${id}`;
