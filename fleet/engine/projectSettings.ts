import type { ProjectSettings } from "@pulumi/pulumi/automation/index.js";
import { join, relative } from "node:path";

import type { Workspace } from "../workspace.ts";

/** The Pulumi project that all stacks belong to; Pulumi.yaml has the same name, so that by-hand runs meet the same stacks. */
export const projectName = "tenantry";

/**
 * The project file of a stack's own workspace, equal in meaning to Pulumi.yaml.
 *
 * @param directory where the file will be, absolute.
 */
export function projectSettings(directory: string, workspace: Workspace): ProjectSettings {
  const settings = {
    name: projectName,
    runtime: "nodejs",
    // Beside the estate and ignored by git: holds nothing but the salt of the passphrase. Pulumi takes every path as one from the
    // project's directory, an absolute one too (sdk/go/common/workspace/paths.go).
    stackConfigDir: relative(directory, join(workspace.stateDirectory, "stacks")),
    // No resource may reach a target through ambient credentials: every provider is a cell's.
    config: { "pulumi:disable-default-providers": { value: ["*"] } },
  };
  // The SDK's type knows neither stackConfigDir nor a list as a value; the CLI's project schema has both.
  return settings as unknown as ProjectSettings;
}
