import { z } from "zod";

import { jsonDigest } from "../../core/jsonDigest.ts";
import type { Workspace } from "../workspace.ts";
import { askPulumi } from "./askPulumi.ts";
import { cellOfProvider } from "./cellOfProvider.ts";
import { isBeingDestroyed } from "./destroyMark.ts";
import { openFileBackend } from "./fileBackend.ts";

/** What is read of a resource. A component without outputs has no such field. */
const resource = z.object({
  type: z.string(),
  external: z.boolean().default(false),
  provider: z.string().default(""),
  inputs: z.record(z.string(), z.unknown()).default({}),
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
  readonly names: () => Promise<ReadonlySet<string>>;
  /** The state of a stack; undefined when there is none by that name, or it is empty. */
  readonly read: (name: string) => Promise<StackState | undefined>;
}

/** The deployments of an estate's stacks, as the engine keeps them. */
export interface StackDeployments {
  /** The names of all stacks there are. */
  readonly names: () => Promise<ReadonlySet<string>>;
  /** A stack's deployment; undefined when there is none by that name. */
  readonly read: (name: string) => Promise<unknown>;
  /** A text that is another after every write of the stack's state; undefined when there is no such stack. */
  readonly version: (name: string) => Promise<string | undefined>;
}

/** Gives the directory with bin/pulumi in it; getting one may take minutes, so it is asked when it is first needed. */
export type FindPulumi = () => Promise<string>;

/** Opens the states of an estate's stacks. */
export function openStates(workspace: Workspace, findPulumi: FindPulumi): StackStates {
  const { names, read } = openDeployments(workspace, findPulumi);
  return { names, read: async (name) => stateOf(await read(name)) };
}

/**
 * Opens the deployments of an estate's stacks: from their files where they are files, else by the CLI. Nothing is read or started before
 * it is asked for, and each answer is of the moment in which it is given.
 */
export function openDeployments(workspace: Workspace, findPulumi: FindPulumi): StackDeployments {
  const files = openFileBackend(workspace);
  if (files === undefined) return commandDeployments(workspace, findPulumi);
  return {
    names: () => Promise.resolve(new Set(files.names())),
    read: (name) => Promise.resolve().then(() => files.read(name)?.deployment()),
    version: (name) => Promise.resolve().then(() => files.read(name)?.version),
  };
}

const exported = z.object({ deployment: z.unknown().optional() });
const listed = z.array(z.object({ name: z.string() }));

function commandDeployments(workspace: Workspace, findPulumi: FindPulumi): StackDeployments {
  const ask = async (args: readonly string[]): Promise<unknown> => askPulumi(workspace, await findPulumi(), args);
  const read = async (name: string): Promise<unknown> =>
    exported.parse((await ask(["stack", "export", "--stack", name])) ?? {}).deployment;
  return {
    names: async () => new Set(listed.parse(await ask(["stack", "ls", "--json"])).map(({ name }) => name)),
    read,
    version: async (name) => {
      const deployment = await read(name);
      return deployment === undefined ? undefined : jsonDigest(deployment);
    },
  };
}

/** What a stack's deployment says of it; undefined when there is none, or it is empty. */
export function stateOf(deployment: unknown): StackState | undefined {
  const { resources, pending_operations: operations } = checkpoint.parse(deployment ?? {});
  const pending = (operations ?? []).map((operation) => operation.resource);
  if (resources.length + pending.length === 0) return undefined;
  const own = resources.filter(({ external }) => !external);
  return {
    resources: own.length,
    pending: pending.length > 0 || own.some(isBeingDestroyed),
    outputs: resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs,
    cells: new Set([...own, ...pending].flatMap(({ provider }) => (provider === "" ? [] : [cellOfProvider(provider)]))),
  };
}
