import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import path from "node:path";

import { startApiServer, type ApiServer } from "./apiServer.ts";
import type { KubernetesParts } from "./build.ts";
import { applyDefinitions } from "./definitions.ts";
import { writeKubeconfig, type IdentityName } from "./identities.ts";
import { createNodes, simulatedNode, type SimulatedNode } from "./nodes.ts";
import { Processes } from "./processes.ts";
import { volumeStages } from "./volumeStages.ts";

/** A running local cluster. */
export interface LocalCluster {
  /** The kubeconfig of a cluster administrator; its context is `local`. */
  readonly kubeconfig: string;
  /** Ends every process of it. Its files stay for the caller to remove. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Kubernetes cluster of one control plane on local ports, with all its files in `directory`, and returns once pods can be
 * placed on its nodes and objects of the gateway's and the databases' kinds are known. Everything is real but what would need
 * machines: KWOK says of pods on its nodes that they run, and makes volumes of nothing. No controller serves gateways or databases.
 *
 * @throws ToolchainError with the last lines of a process that ended, or what did not get ready in time.
 */
export async function startLocalCluster(
  parts: KubernetesParts,
  directory: string,
  nodes: readonly SimulatedNode[],
): Promise<LocalCluster> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const processes = new Processes(directory);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    const api = await startApiServer(parts, directory, processes);
    const kubeconfig = (name: IdentityName): string => {
      const file = path.join(directory, name === "admin" ? "kubeconfig" : `${name}.kubeconfig`);
      writeKubeconfig(file, api.server, api.authorityFile, name, api.tokens);
      return file;
    };
    const admin = kubeconfig("admin");
    startControllers(parts, api, kubeconfig, processes);
    startSimulation(parts, directory, admin, processes);
    const access = { server: api.server, authority: readFileSync(api.authorityFile), token: api.tokens.admin, agent };
    await Promise.all([applyDefinitions(access, parts.definitions), createNodes(access, nodes, processes)]);
    return { kubeconfig: admin, stop: () => processes.stop() };
  } catch (error) {
    await processes.stop();
    throw error;
  } finally {
    agent.destroy();
  }
}

function startControllers(
  parts: KubernetesParts,
  { serviceAccountKey, authorityFile }: ApiServer,
  kubeconfig: (name: IdentityName) => string,
  processes: Processes,
): void {
  processes.start(parts.controllerManager, [
    `--kubeconfig=${kubeconfig("controllerManager")}`,
    `--service-account-private-key-file=${serviceAccountKey}`,
    `--root-ca-file=${authorityFile}`,
    "--use-service-account-credentials=true",
    // There is no driver that would answer when a volume is attached to a machine.
    "--controllers=*,-persistentvolume-attach-detach-controller",
    // Simulated nodes never fail, and a busy machine is late with their signs of life.
    "--node-monitor-grace-period=30m",
    "--leader-elect=false",
    "--secure-port=0",
  ]);
  processes.start(parts.scheduler, [
    `--kubeconfig=${kubeconfig("scheduler")}`,
    "--leader-elect=false",
    "--secure-port=0",
  ]);
}

/** KWOK, with its own stages for nodes and pods and ours for volumes, in place of whatever this machine's user has for it. */
function startSimulation(parts: KubernetesParts, directory: string, kubeconfig: string, processes: Processes): void {
  const shipped = readdirSync(parts.stages).map((file) => readFileSync(path.join(parts.stages, file), "utf8"));
  const stages = path.join(directory, "stages.yaml");
  writeFileSync(stages, [...shipped, ...volumeStages.map((stage) => JSON.stringify(stage))].join("\n---\n"));
  processes.start(
    parts.kwok,
    [
      `--kubeconfig=${kubeconfig}`,
      `--config=${stages}`,
      `--manage-nodes-with-annotation-selector=${simulatedNode.key}=${simulatedNode.value}`,
    ],
    { ...process.env, KWOK_WORKDIR: directory },
  );
}
