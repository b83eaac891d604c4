import { z } from "zod";

import type { Workspace } from "../workspace.ts";
import { cellOfProvider, openWorkspace } from "./openWorkspace.ts";

/** What is read of a resource. A component without outputs has no such field. */
const resource = z.object({
  type: z.string(),
  external: z.boolean().default(false),
  provider: z.string().default(""),
  outputs: z.unknown().optional(),
});

const checkpoint = z.object({
  resources: z.array(resource).default([]),
  pending_operations: z.array(z.object({ resource })).nullish(),
});

/** What a stack's state says of it. */
export interface StackState {
  /** How many resources it has. What is only read, such as the namespace that identifies a cluster, is not the stack's. */
  readonly resources: number;
  /** Whether something was under way when the state was last written. */
  readonly pending: boolean;
  /** The stack's outputs; undefined when no run has ended well. */
  readonly outputs: unknown;
  /** The ids of the cells that something of the stack is in, or is being made in. */
  readonly cells: ReadonlySet<string>;
}

/** The states of an estate's stacks. Reading one asks no target. */
export interface StackStates {
  /** The names of all stacks there are. */
  readonly names: ReadonlySet<string>;
  /** The state of a stack; undefined when there is none by that name, or it is empty. */
  readonly read: (name: string) => Promise<StackState | undefined>;
}

/** Opens the states of an estate's stacks. */
export async function openStates(workspace: Workspace, pulumiRoot: string): Promise<StackStates> {
  const { names, read } = await openDeployments(workspace, pulumiRoot);
  return { names, read: async (name) => stateOf(await read(name)) };
}

/** The names of an estate's stacks, and a way to a stack's deployment as the engine keeps it; undefined when there is none. */
export async function openDeployments(
  workspace: Workspace,
  pulumiRoot: string,
): Promise<{ readonly names: ReadonlySet<string>; readonly read: (name: string) => Promise<unknown> }> {
  const local = await openWorkspace(workspace, pulumiRoot, ".status");
  const names = new Set((await local.listStacks()).map(({ name }) => name));
  return {
    names,
    read: async (name) => (names.has(name) ? ((await local.exportStack(name)).deployment as unknown) : undefined),
  };
}

function stateOf(deployment: unknown): StackState | undefined {
  const { resources, pending_operations: operations } = checkpoint.parse(deployment ?? {});
  const pending = (operations ?? []).map((operation) => operation.resource);
  if (resources.length + pending.length === 0) return undefined;
  const own = resources.filter(({ external }) => !external);
  return {
    resources: own.length,
    pending: pending.length > 0,
    outputs: resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs,
    cells: new Set([...own, ...pending].flatMap(({ provider }) => (provider === "" ? [] : [cellOfProvider(provider)]))),
  };
}
