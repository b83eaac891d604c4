import { chmod, copyFile, cp, mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { Go } from "../go.ts";
import { goModule } from "../packageRoot.ts";
import { type Environment, lastLines, runProcess } from "../process.ts";

/** A Go module to look into. */
export interface ModuleSource {
  readonly go: Go;
  /** The folder of the pinned module that requires it. It is only read. */
  readonly module: string;
  /** Its path, e.g. `sigs.k8s.io/gateway-api`. */
  readonly name: string;
  readonly env: Environment;
}

/**
 * The folder with a module's source, in Go's module cache, as the pinned module's `go.sum` has it.
 *
 * @throws Error when it cannot be had, or is not what `go.sum` says.
 */
export async function moduleSource({ go, module, name, env }: ModuleSource): Promise<string> {
  const options = { cwd: module, env: { ...env, GOWORK: "off" } };
  const { code, stdout, stderr } = await runProcess(go.location, ["mod", "download", "-json", name], options);
  if (code !== 0) throw new Error(`go mod download failed\n${lastLines(stderr || stdout, 8)}`);
  const { Dir, Sum, Version } = JSON.parse(stdout) as { Dir: string; Sum: string; Version: string };
  // Go refuses a sum that differs, but takes a module that has none as it comes.
  if (!(await readFile(path.join(module, "go.sum"), "utf8")).includes(`${name} ${Version} ${Sum}\n`))
    throw new Error(`${name} ${Version} has the sum ${Sum}, which go.sum does not say`);
  return Dir;
}

/** A copy of the provider's module with the schema that its main.go embeds, which the provider's own module ships. */
export async function moduleWithSchema(folder: string, go: Go, env: Environment): Promise<string> {
  await cp(goModule("kubernetes-provider"), folder, { recursive: true });
  const name = "github.com/pulumi/pulumi-kubernetes/provider/v4";
  const source = await moduleSource({ go, module: folder, name, env });
  const schema = path.join("cmd", "pulumi-resource-kubernetes", "schema.json");
  await copyWritable(path.join(source, schema), path.join(folder, "schema.json"));
  return folder;
}

/** KWOK's stages for nodes that stay ready, and for pods that run, end and go as soon as they may. */
const stages = [
  "node/fast/node-initialize.yaml",
  "node/heartbeat-with-lease/node-heartbeat-with-lease.yaml",
  "pod/fast/pod-ready.yaml",
  "pod/fast/pod-complete.yaml",
  "pod/fast/pod-delete.yaml",
];

/** Copies the stages of KWOK's source into `stages` in the given folder. */
export async function copyStages(source: string, folder: string): Promise<void> {
  await mkdir(path.join(folder, "stages"));
  for (const stage of stages)
    await copyWritable(
      path.join(source, "kustomize", "stage", stage),
      path.join(folder, "stages", path.basename(stage)),
    );
}

/** Copies the definitions of custom resources in a folder of a module's source, `<group>_<plural>.yaml`; what lies beside them stays. */
export async function copyDefinitions(source: string, within: string, folder: string): Promise<void> {
  const from = path.join(source, within);
  for (const file of await readdir(from)) {
    if (/^[a-z.0-9]+\.[a-z]+_[a-z]+\.yaml$/.test(file))
      await copyWritable(path.join(from, file), path.join(folder, file));
  }
}

/** Go keeps its module cache read-only, which an entry that is to be removed one day must not be. */
async function copyWritable(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, 0o644);
}
