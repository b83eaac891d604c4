import { existsSync } from "node:fs";

import semver from "semver";

import { findGo, type Go } from "./go.ts";
import { kubernetesEntries } from "./kubernetes/entries.ts";
import type { Environment } from "./process.ts";
import { findPulumi } from "./pulumi/find.ts";
import { versions } from "./versions.ts";

/** One tool, as `tenantry doctor` reports it. */
export interface ToolCheck {
  readonly name: string;
  /** `on-demand`: the first command that needs it gets it. `unsuitable`: there, but of a version that does not fit. */
  readonly state: "ok" | "on-demand" | "missing" | "unsuitable";
  readonly version?: string;
  readonly location?: string;
  /** What cannot be done without it. */
  readonly neededFor: readonly string[];
  /** What to do, when the state is not `ok`. */
  readonly remedy?: string;
}

/** Looks at every tool that a command may need; installs and changes nothing. */
export async function inspectToolchain(env: Environment): Promise<ToolCheck[]> {
  const [go, pulumi] = await Promise.all([findGo(env), findPulumi({ env })]);
  const { found, rejected } = pulumi;
  const engine = ["up", "preview", "destroy", "status", "env"];
  const goFits = go?.fits === true;
  return [
    nodeCheck(),
    found === undefined
      ? {
          name: "pulumi",
          state: goFits ? "on-demand" : rejected.length > 0 ? "unsuitable" : "missing",
          neededFor: engine,
          remedy: goFits
            ? `The next command that needs it downloads ${versions.pulumi}, or builds it with Go; nothing to do.`
            : `Install Pulumi ${versions.pulumiAccepted}, allow its download, or install Go ${versions.goMinimum} or newer to build it.`,
        }
      : { name: "pulumi", state: "ok", version: found.version, location: found.cli, neededFor: engine },
    goCheck(go, found === undefined),
    ...kubernetesChecks(env, goFits),
  ];
}

/** Go, which is only asked for while there is no Pulumi CLI. */
function goCheck(go: Go | undefined, needed: boolean): ToolCheck {
  const common = { name: "go", neededFor: ["building pulumi where it cannot be downloaded"] };
  if (go === undefined) return { ...common, state: needed ? "missing" : "ok" };
  return {
    ...common,
    state: go.fits || !needed ? "ok" : "unsuitable",
    ...(go.version !== undefined && { version: go.version }),
    location: go.location,
  };
}

/** What the cluster tests need, each part as it lies in the cache. */
function kubernetesChecks(env: Environment, goFits: boolean): ToolCheck[] {
  return kubernetesEntries(env).map(({ name, version, directory }) => {
    const common = { name, version, neededFor: ["npm run test:cluster"] };
    if (existsSync(directory)) return { ...common, state: "ok", location: directory };
    const remedy = goFits
      ? "The first run of the cluster tests builds it; nothing to do."
      : `Install Go ${versions.goMinimum} or newer; the first run of the cluster tests then builds it.`;
    return { ...common, state: "on-demand", remedy };
  });
}

function nodeCheck(): ToolCheck {
  const { node } = process.versions;
  const common = { name: "node", version: node, location: process.execPath, neededFor: ["every command"] };
  return semver.gte(node, versions.nodeMinimum)
    ? { ...common, state: "ok" }
    : { ...common, state: "unsuitable", remedy: "Start tenantry with npx, which uses the Node.js that comes with it." };
}
