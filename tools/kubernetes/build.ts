import { mkdir } from "node:fs/promises";
import path from "node:path";

import { installOnce, isDiskError, type OnProgress } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import { ToolchainError } from "../errors.ts";
import { type Go, type GoBuild, goBuild, requireGo } from "../go.ts";
import { goModule } from "../packageRoot.ts";
import type { Environment } from "../process.ts";
import { versions } from "../versions.ts";
import { kubernetesVersions } from "./entries.ts";
import { copyDefinitions, copyStages, moduleSource, moduleWithSchema } from "./sources.ts";

/** What a local Kubernetes cluster and the real Kubernetes provider are made of: executables, and two folders. */
export interface KubernetesParts {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kwok: string;
  /** The folder with the stages by which KWOK simulates nodes and pods. */
  readonly stages: string;
  /** The folder with the definitions of the gateway's and the databases' kinds. */
  readonly definitions: string;
  readonly provider: string;
}

/** What building needs. */
export interface EnsureKubernetesOptions {
  readonly env: Environment;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

type Build = Pick<GoBuild, "module" | "packages" | "stamps" | "output">;

/** Makes the content of an entry in an empty folder. */
type Make = (folder: string, go: Go, build: (plan: Build) => Promise<void>) => Promise<void>;

/**
 * Takes the parts from the cache, or builds them there from their pinned Go modules: about twenty minutes on two cores, once
 * per version. Safe when two runs start at once.
 *
 * @throws ToolchainError when a part cannot be built.
 */
export async function ensureKubernetes(options: EnsureKubernetesOptions): Promise<KubernetesParts> {
  // One after the other: a Go build uses every core by itself.
  const etcd = await ensure("etcd", options, (folder, _go, build) =>
    build({
      module: goModule("etcd"),
      packages: ["go.etcd.io/etcd/server/v3"],
      stamps: {},
      output: path.join(folder, "etcd"),
    }),
  );
  const controlPlane = await ensure("kubernetes-control-plane", options, (folder, _go, build) =>
    build(controlPlaneBuild(folder)),
  );
  const kwok = await ensure("kwok", options, async (folder, go, build) => {
    const module = goModule("kwok");
    await build({ module, packages: ["sigs.k8s.io/kwok/cmd/kwok"], stamps: {}, output: path.join(folder, "kwok") });
    await copyStages(await moduleSource({ go, module, name: "sigs.k8s.io/kwok", env: options.env }), folder);
  });
  const definitions = await ensure("cluster-crds", options, async (folder, go) => {
    const source = (name: string): Promise<string> =>
      moduleSource({ go, module: goModule("cluster-crds"), name, env: options.env });
    await copyDefinitions(await source("sigs.k8s.io/gateway-api"), "config/crd/standard", folder);
    await copyDefinitions(await source("github.com/cloudnative-pg/cloudnative-pg"), "config/crd/bases", folder);
  });
  const provider = await ensure("kubernetes-provider", options, async (folder, go, build) =>
    build({
      module: await moduleWithSchema(path.join(path.dirname(folder), "module"), go, options.env),
      packages: ["."],
      stamps: { "main.version": versions.kubernetesProvider },
      output: path.join(folder, "pulumi-resource-kubernetes"),
    }),
  );
  return {
    etcd: path.join(etcd, "etcd"),
    apiServer: path.join(controlPlane, "kube-apiserver"),
    controllerManager: path.join(controlPlane, "kube-controller-manager"),
    scheduler: path.join(controlPlane, "kube-scheduler"),
    kwok: path.join(kwok, "kwok"),
    stages: path.join(kwok, "stages"),
    definitions,
    provider: path.join(provider, "pulumi-resource-kubernetes"),
  };
}

function controlPlaneBuild(folder: string): Build {
  const [major = "", minor = ""] = versions.kubernetes.split(".");
  const version = "k8s.io/component-base/version";
  return {
    module: goModule("kube-apiserver"),
    packages: ["kube-apiserver", "kube-controller-manager", "kube-scheduler"].map(
      (name) => `k8s.io/kubernetes/cmd/${name}`,
    ),
    stamps: {
      [`${version}.gitVersion`]: `v${versions.kubernetes}`,
      [`${version}.gitMajor`]: major,
      [`${version}.gitMinor`]: minor,
    },
    output: folder + path.sep,
  };
}

async function ensure(
  name: keyof typeof kubernetesVersions,
  options: EnsureKubernetesOptions,
  make: Make,
): Promise<string> {
  const { env, signal, onProgress = () => undefined } = options;
  const version = kubernetesVersions[name];
  const label = `${name} ${version}`;
  const produce = async (temporary: string): Promise<string> => {
    try {
      const go = await requireGo(env);
      const folder = path.join(temporary, "bin");
      await mkdir(folder);
      await make(folder, go, (plan) => goBuild({ ...plan, go, env, label, onProgress, signal }));
      return folder;
    } catch (error) {
      signal?.throwIfAborted();
      if (isDiskError(error)) throw error;
      throw new ToolchainError(`There is no ${label} for the cluster tests.`, {
        attempts: [
          { way: "make it from its Go module", outcome: error instanceof Error ? error.message : String(error) },
        ],
        remedies: [`Install Go ${versions.goMinimum} or newer, and let it reach a Go module proxy.`],
        cause: error,
      });
    }
  };
  return installOnce({ cacheDir: cacheDirectory(env), name, version, onProgress, signal, produce });
}
