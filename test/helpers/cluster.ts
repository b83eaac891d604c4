import { KubeConfig, CoreV1Api } from "@kubernetes/client-node";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { join } from "node:path";

import { ensureKubernetes } from "../../tools/kubernetes/build.ts";
import { startLocalCluster } from "../../tools/kubernetes/cluster.ts";
import type { SimulatedNode } from "../../tools/kubernetes/nodes.ts";
import { installKubernetesProvider } from "../../tools/kubernetes/provider.ts";
import { requestApi, type ApiAccess } from "../../tools/kubernetes/request.ts";
import type { TestEstate } from "./cli.ts";

/** Whom a request is made as. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

/** What the server answered. */
export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever object of the API it is
  readonly body: any;
}

/** What a test may want otherwise. */
export interface ClusterOptions {
  /** The cluster's nodes; one roomy node by default. */
  readonly nodes?: readonly SimulatedNode[];
}

/** A real cluster with simulated nodes and volumes that an estate's cell `eu-shared-1` reaches. */
export interface TestCluster {
  /** Of the cluster's administrator. */
  readonly config: KubeConfig;
  /** What runs of the estate need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Asks the server, as the administrator or in the name of somebody else. */
  readonly ask: (method: string, path: string, body?: object, as?: Identity) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** How long getting the parts may take on a machine that has none of them. */
export const clusterTimeout = 44 * 60_000;

const roomyNode: SimulatedNode = {
  name: "node-1",
  labels: { "topology.kubernetes.io/region": "eu-central-1", "topology.kubernetes.io/zone": "eu-central-1a" },
  cpu: "256",
  memory: "1Ti",
  pods: 2_000,
};

/** Starts a cluster and makes it the cluster of the estate's cell, through the real provider. */
export async function startCluster(
  estate: TestEstate,
  { nodes = [roomyNode] }: ClusterOptions = {},
): Promise<TestCluster> {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  const parts = await ensureKubernetes({ env: process.env, onProgress });
  const server = await startLocalCluster(parts, join(estate.directory, "cluster"), nodes);
  const config = new KubeConfig();
  config.loadFromFile(server.kubeconfig);
  const { metadata } = await config.makeApiClient(CoreV1Api).readNamespace({ name: "kube-system" });
  estate.edit("estate.yaml", "kubernetes: sandbox", "kubernetes: real");
  estate.edit("estate.yaml", "context: eu-shared-1", `context: local\n      kubeconfig: ../cluster/kubeconfig`);
  estate.edit("estate.yaml", "60c62e9c-6238-46d3-8e47-dd841d9f9f52", metadata?.uid ?? "no uid");
  mkdirSync(estate.stateDirectory, { recursive: true });
  installKubernetesProvider(join(estate.stateDirectory, "pulumi"), parts.provider);
  const passphrase = join(estate.directory, "passphrase");
  writeFileSync(passphrase, "of this test alone", { mode: 0o600 });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const access = accessOf(config, agent);
  return {
    config,
    env: { PULUMI_CONFIG_PASSPHRASE_FILE: passphrase },
    ask: (method, path, body, as) => ask(access, { method, path, body, as }),
    stop: async () => {
      agent.destroy();
      await server.stop();
    },
  };
}

/** Brings up the stack of the estate's cell, without which no tenant may land there. */
export async function prepareCell(estate: TestEstate, { env }: TestCluster): Promise<void> {
  const up = await estate.tenantry(["cell", "up", "eu-shared-1"], { env });
  if (up.code !== 0) throw new Error(`the cell could not be prepared\n${up.stdout}\n${up.stderr}`);
}

function accessOf(config: KubeConfig, agent: Agent): ApiAccess {
  const { server = "", caFile = "" } = config.getCurrentCluster() ?? {};
  return { server, authority: readFileSync(caFile), token: config.getCurrentUser()?.token ?? "", agent };
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
  readonly as: Identity | undefined;
}

/** The client library impersonates users but not groups, by which people are known here. */
async function ask(access: ApiAccess, { method, path, body, as }: Question): Promise<Answer> {
  const { status, text } = await requestApi(access, {
    method,
    path,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(as !== undefined && { headers: { "impersonate-user": as.user, "impersonate-group": [...as.groups] } }),
  });
  return { status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}
