/** The sandbox's Kubernetes plugin, as an engine would start it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { versions } from "../../../tools/versions.ts";
import { Plugin } from "./plugin.ts";

/** A running sandbox with a cluster of its own. */
export interface SandboxPlugin {
  readonly plugin: Plugin;
  readonly stop: () => Promise<void>;
}

/** Starts the sandbox. */
export async function startSandbox(): Promise<SandboxPlugin> {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-conformance-"));
  const plugin = await Plugin.start(
    [
      process.execPath,
      "--disable-warning=ExperimentalWarning",
      join("sandbox", "kubernetes.ts"),
      "--inventory",
      join(directory, "inventory.sqlite"),
      "--version",
      versions.kubernetesProvider,
    ],
    { context: "conformance" },
  );
  return {
    plugin,
    stop: async () => {
      await plugin.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
