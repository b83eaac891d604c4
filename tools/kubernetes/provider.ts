import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

import { versions } from "../versions.ts";

/** Makes a built Kubernetes provider a plugin of a Pulumi home, in the place of any other of its version. */
export function installKubernetesProvider(pulumiHome: string, provider: string): void {
  const directory = path.join(pulumiHome, "plugins", `resource-kubernetes-v${versions.kubernetesProvider}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  symlinkSync(provider, path.join(directory, "pulumi-resource-kubernetes"));
}
