import path from "node:path";
import type { OnProgress } from "../cache.ts";
import { goBuild, requireGo } from "../go.ts";
import type { Environment } from "../process.ts";
import { versions } from "../versions.ts";

/**
 * Builds the pinned CLI from its Go module into `folder` and returns `folder`, which then has `bin/pulumi`. That module
 * holds no language host.
 *
 * @throws Error when there is no fitting Go, or with Go's last words.
 */
export async function buildPulumi(options: {
  readonly module: string;
  readonly folder: string;
  readonly env: Environment;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const go = await requireGo(options.env);
  const { module, env, onProgress, signal } = options;
  await goBuild({
    go,
    module,
    packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
    stamps: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${versions.pulumi}` },
    output: path.join(options.folder, "bin", "pulumi"),
    env,
    label: `the Pulumi CLI ${versions.pulumi}`,
    onProgress,
    signal,
  });
  return options.folder;
}
