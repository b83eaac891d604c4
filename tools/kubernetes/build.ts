import { cp, copyFile, chmod, mkdir } from "node:fs/promises";
import path from "node:path";

import { installOnce, isDiskError, type OnProgress } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import { ToolchainError } from "../errors.ts";
import { type GoBuild, goBuild, requireGo } from "../go.ts";
import { goModule } from "../packageRoot.ts";
import { type Environment, lastLines, runProcess } from "../process.ts";
import { versions } from "../versions.ts";
import { kubernetesVersions } from "./entries.ts";

/** The executables of a Kubernetes control plane and of the real Kubernetes provider. */
export interface KubernetesParts {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly provider: string;
}

/** What building needs. */
export interface EnsureKubernetesOptions {
  readonly env: Environment;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

type Build = Pick<GoBuild, "module" | "packages" | "stamps" | "output">;

/**
 * Takes the parts from the cache, or builds them there from their pinned Go modules: about 15 minutes on two cores, once
 * per version. Safe when two runs start at once.
 *
 * @throws ToolchainError when a part cannot be built.
 */
export async function ensureKubernetes(options: EnsureKubernetesOptions): Promise<KubernetesParts> {
  // One after the other: a Go build uses every core by itself.
  const etcdFolder = await ensure("etcd", options, (folder) => ({
    module: goModule("etcd"),
    packages: ["go.etcd.io/etcd/server/v3"],
    stamps: {},
    output: path.join(folder, "etcd"),
  }));
  const [major = "", minor = ""] = versions.kubernetes.split(".");
  const version = "k8s.io/component-base/version";
  const controlPlane = await ensure("kubernetes", options, (folder) => ({
    module: goModule("kube-apiserver"),
    packages: ["k8s.io/kubernetes/cmd/kube-apiserver", "k8s.io/kubernetes/cmd/kube-controller-manager"],
    stamps: {
      [`${version}.gitVersion`]: `v${versions.kubernetes}`,
      [`${version}.gitMajor`]: major,
      [`${version}.gitMinor`]: minor,
    },
    output: folder + path.sep,
  }));
  const provider = await ensure("kubernetes-provider", options, async (folder, go) => ({
    module: await moduleWithSchema(path.join(path.dirname(folder), "module"), go, options.env),
    packages: ["."],
    stamps: { "main.version": versions.kubernetesProvider },
    output: path.join(folder, "pulumi-resource-kubernetes"),
  }));
  return {
    etcd: path.join(etcdFolder, "etcd"),
    apiServer: path.join(controlPlane, "kube-apiserver"),
    controllerManager: path.join(controlPlane, "kube-controller-manager"),
    provider: path.join(provider, "pulumi-resource-kubernetes"),
  };
}

async function ensure(
  name: keyof typeof kubernetesVersions,
  options: EnsureKubernetesOptions,
  plan: (folder: string, go: string) => Build | Promise<Build>,
): Promise<string> {
  const { env, signal, onProgress = () => undefined } = options;
  const version = kubernetesVersions[name];
  const label = `${name} ${version}`;
  const produce = async (temporary: string): Promise<string> => {
    try {
      const go = await requireGo(env);
      const folder = path.join(temporary, "bin");
      await mkdir(folder);
      await goBuild({ ...(await plan(folder, go.location)), go, env, label, onProgress, signal });
      return folder;
    } catch (error) {
      signal?.throwIfAborted();
      if (isDiskError(error)) throw error;
      throw new ToolchainError(`There is no ${label} for the cluster tests.`, {
        attempts: [
          { way: "build from the Go module", outcome: error instanceof Error ? error.message : String(error) },
        ],
        remedies: [`Install Go ${versions.goMinimum} or newer, and let it reach a Go module proxy.`],
        cause: error,
      });
    }
  };
  return installOnce({ cacheDir: cacheDirectory(env), name, version, onProgress, signal, produce });
}

/** A copy of the provider's module with the schema that its main.go embeds, which the provider's own module ships. */
async function moduleWithSchema(folder: string, go: string, env: Environment): Promise<string> {
  await cp(goModule("kubernetes-provider"), folder, { recursive: true });
  const name = "github.com/pulumi/pulumi-kubernetes/provider/v4";
  const options = { cwd: folder, env: { ...env, GOWORK: "off" } };
  const { code, stdout, stderr } = await runProcess(go, ["mod", "download", "-json", name], options);
  if (code !== 0) throw new Error(`go mod download failed\n${lastLines(stderr || stdout, 8)}`);
  const { Dir: source } = JSON.parse(stdout) as { Dir: string };
  const schema = path.join(folder, "schema.json");
  await copyFile(path.join(source, "cmd", "pulumi-resource-kubernetes", "schema.json"), schema);
  // Go keeps its module cache read-only.
  await chmod(schema, 0o644);
  return folder;
}
