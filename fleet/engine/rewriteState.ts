import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Workspace } from "../workspace.ts";
import { readDiagnostics } from "./diagnostics.ts";
import type { EngineProcess } from "./engineProcess.ts";
import { openStackEngine } from "./stackEngine.ts";

/** Which stack's state is rewritten, and how. */
export interface Rewriting {
  /** The stack's name. */
  readonly stack: string;
  readonly workspace: Workspace;
  /** The directory with bin/pulumi in it. */
  readonly pulumiRoot: string;
  readonly signal: AbortSignal;
  /** Gives the deployment that is to take the place of the stack's; undefined leaves it as it is, unread. Throws to leave it, too. */
  readonly rewrite: ((deployment: unknown) => object) | undefined;
  /** URNs of what the engine reads from the target afterwards. */
  readonly read: readonly string[];
  /** Told of each process of the engine's when it starts: whoever finds its lock has to know whose it was. */
  readonly onStarted: (process: EngineProcess) => void;
}

/**
 * Puts another deployment in the place of a stack's, and has the engine read some of it from the target. What was under way in the old one
 * is forgotten by that: the new one has to know all of it. Nobody else may work on the stack meanwhile.
 *
 * @throws Error with the root causes; the state is then the old one, or the new one with resources that have no outputs.
 */
export async function rewriteState(rewriting: Rewriting): Promise<void> {
  const { stack, workspace, pulumiRoot, signal, rewrite, read, onStarted } = rewriting;
  const events: EngineEvent[] = [];
  const engine = openStackEngine({
    stack,
    workspace,
    pulumiRoot,
    signal,
    onEvent: (event) => events.push(event),
    onStarted,
  });
  try {
    if (rewrite !== undefined) {
      const exported = JSON.parse(await engine.command(["stack", "export"])) as { readonly deployment?: unknown };
      const deployment = rewrite(exported.deployment);
      const directory = join(workspace.stateDirectory, "work");
      mkdirSync(directory, { recursive: true });
      // Secrets are encrypted in it; the rest is nobody's business either.
      const file = join(directory, `${randomUUID()}.json`);
      try {
        writeFileSync(file, JSON.stringify({ ...exported, deployment }), { mode: 0o600, flag: "wx" });
        await engine.command(["stack", "import", "--file", file]);
      } finally {
        rmSync(file, { force: true });
      }
    }
    if (read.length > 0) {
      await engine.operate([
        "refresh",
        "--yes",
        "--skip-preview",
        "--run-program=false",
        ...read.flatMap((urn) => ["--target", urn]),
      ]);
    }
  } catch (error) {
    throw new Error(readDiagnostics(events, error).join("\n"), { cause: error });
  }
}
