import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { z } from "zod";

import { differences } from "../drift/differences.ts";
import type { JsonObject } from "../drift/exactPart.ts";
import type { Workspace } from "../workspace.ts";
import { cellOfProvider } from "./cellOfProvider.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { openStackEngine } from "./stackEngine.ts";
import { openDeployments, type FindPulumi } from "./stackStates.ts";

/** A resource of a stack's own, as the stack's last run set it. */
export interface StackResource {
  readonly urn: string;
  /** Pulumi's type, such as `kubernetes:core/v1:Namespace`. */
  readonly type: string;
  /** Its id in the target. */
  readonly id: string;
  /** The id of the cell that it is in. */
  readonly cell: string;
  readonly inputs: JsonObject;
}

/** What of a stack is not as its last run made it. */
export interface StackDrift {
  readonly resources: readonly StackResource[];
  /** The paths that are not as they were set, by URN. */
  readonly changed: ReadonlyMap<string, readonly string[]>;
  /** URNs of what is no longer there. */
  readonly missing: ReadonlySet<string>;
}

const state = z.object({
  resources: z
    .array(
      z.object({
        urn: z.string(),
        type: z.string(),
        id: z.string().default(""),
        custom: z.boolean().default(false),
        external: z.boolean().default(false),
        provider: z.string().default(""),
        inputs: z.custom<JsonObject>().default({}),
      }),
    )
    .default([]),
});

/**
 * Opens the stacks of an estate for being looked at.
 *
 * @returns what looks at the stack of a name: the engine asks the target of every resource, and nothing is written, neither to
 * the target nor to the stack's state. Undefined where no such stack is or it has nothing. Throws with the root causes when the
 * target cannot be asked.
 */
export function openStackDrift(
  workspace: Workspace,
  findPulumi: FindPulumi,
): (name: string, signal: AbortSignal) => Promise<StackDrift | undefined> {
  const { read } = openDeployments(workspace, findPulumi);
  return async (name, signal) => {
    const { resources } = state.parse((await read(name)) ?? {});
    const own = resources.filter(({ custom, external, provider }) => custom && !external && provider !== "");
    if (own.length === 0) return undefined;
    const events: EngineEvent[] = [];
    try {
      const onEvent = (event: EngineEvent) => void events.push(event);
      const engine = openStackEngine({ stack: name, workspace, pulumiRoot: await findPulumi(), signal, onEvent });
      await engine.operate(["refresh", "--preview-only", "--run-program=false"]);
    } catch (error) {
      throw new Error(readDiagnostics(events, error).join("\n"), { cause: error });
    }
    const urns = new Set(own.map(({ urn }) => urn));
    return { resources: own.map(toResource), ...readRefresh(events, urns) };
  };
}

/**
 * What the events of a refresh say of these resources. One whose outputs alone are new, such as the status of a deployment, is as it
 * was made.
 */
export function readRefresh(
  events: readonly EngineEvent[],
  urns: ReadonlySet<string>,
): Pick<StackDrift, "changed" | "missing"> {
  const changed = new Map<string, readonly string[]>();
  const missing = new Set<string>();
  for (const { resOutputsEvent } of events) {
    const step = resOutputsEvent?.metadata;
    if (step === undefined || !urns.has(step.urn)) continue;
    if (step.op === "delete") missing.add(step.urn);
    if (step.op !== "update") continue;
    const named = Object.keys(step.detailedDiff ?? {});
    const paths = named.length > 0 ? named : differences(inputsOf(step.old), inputsOf(step.new));
    if (paths.length > 0) changed.set(step.urn, paths);
  }
  return { changed, missing };
}

function inputsOf(side: { readonly inputs?: unknown } | undefined): JsonObject {
  return (side?.inputs ?? {}) as JsonObject;
}

function toResource({ urn, type, id, provider, inputs }: z.infer<typeof state>["resources"][number]): StackResource {
  return { urn, type, id, cell: cellOfProvider(provider), inputs };
}
