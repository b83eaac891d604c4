/** Which providers the sandbox stands for, and in which version. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Targets that the sandbox can stand in for. */
export type SandboxProvider = "aws" | "kubernetes";

/** The version of a provider's SDK, which is what the engine asks for. */
export function sdkVersion(name: SandboxProvider): string {
  const manifest = createRequire(import.meta.url).resolve(`@pulumi/${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version;
}
