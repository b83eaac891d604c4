import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

import type { Workspace } from "../workspace.ts";
import { projectName } from "./projectSettings.ts";
import { EngineError, type StackEngine } from "./stackEngine.ts";

const stateFile = z.object({ checkpoint: z.object({ latest: z.unknown() }) });

/** A stack's deployment as the engine keeps it. */
export interface Kept {
  readonly deployment: unknown;
}

/** What the engine keeps of one stack; undefined when there is no such stack. Where states are files, no process is started. */
export async function readDeployment(
  stack: string,
  { environment }: Workspace,
  engine: StackEngine,
): Promise<Kept | undefined> {
  const backend = environment["PULUMI_BACKEND_URL"] ?? "";
  if (backend.startsWith("file://")) {
    const [directory = ""] = backend.slice("file://".length).split("?");
    const path = join(directory, ".pulumi", "stacks", projectName, `${stack}.json`);
    if (existsSync(path)) {
      const text = await readFile(path, "utf8");
      return { deployment: stateFile.parse(JSON.parse(text)).checkpoint.latest };
    }
    if (!existsSync(`${path}.gz`)) return undefined;
  }
  try {
    const exported = JSON.parse(await engine.command(["stack", "export"])) as { readonly deployment?: unknown };
    return { deployment: exported.deployment };
  } catch (error) {
    if (error instanceof EngineError && error.message.includes("no stack named")) return undefined;
    throw error;
  }
}
