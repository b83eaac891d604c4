import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Workspace } from "../workspace.ts";
import { projectSettings } from "./projectSettings.ts";
import { pulumiCommand } from "./pulumiCommand.ts";

/**
 * Opens an estate's stacks for being read, without a program.
 *
 * @param name of a work directory of its own, which no run of a stack shares at the time.
 */
export async function openWorkspace(workspace: Workspace, pulumiRoot: string, name: string): Promise<LocalWorkspace> {
  const workDir = join(workspace.stateDirectory, "work", name);
  mkdirSync(workDir, { recursive: true });
  return LocalWorkspace.create({
    workDir,
    pulumiCommand: await pulumiCommand(pulumiRoot),
    envVars: { ...workspace.environment },
    projectSettings: projectSettings(workDir, workspace),
  });
}
