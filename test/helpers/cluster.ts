import { KubeConfig, CoreV1Api } from "@kubernetes/client-node";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";

import { startApiServer } from "../../tools/kubernetes/apiServer.ts";
import { ensureKubernetes } from "../../tools/kubernetes/build.ts";
import { installKubernetesProvider } from "../../tools/kubernetes/provider.ts";
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

/** A real API server that an estate's cell `eu-shared-1` reaches. */
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
export const clusterTimeout = 34 * 60_000;

/** Starts an API server and makes it the cluster of the estate's cell, through the real provider. */
export async function startCluster(estate: TestEstate): Promise<TestCluster> {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  const parts = await ensureKubernetes({ env: process.env, onProgress });
  const server = await startApiServer(parts, join(estate.directory, "cluster"));
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
  return {
    config,
    env: { PULUMI_CONFIG_PASSPHRASE_FILE: passphrase },
    ask: (method, path, body, as) => ask(config, agent, { method, path, body, as }),
    stop: async () => {
      agent.destroy();
      await server.stop();
    },
  };
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
  readonly as: Identity | undefined;
}

/** The client library impersonates users but not groups, by which people are known here. */
function ask(config: KubeConfig, agent: Agent, { method, path, body, as }: Question): Promise<Answer> {
  const cluster = config.getCurrentCluster();
  const ca =
    cluster?.caData === undefined ? readFileSync(cluster?.caFile ?? "") : Buffer.from(cluster.caData, "base64");
  const headers = {
    authorization: `Bearer ${config.getCurrentUser()?.token ?? ""}`,
    "content-type": "application/json",
    ...(as !== undefined && { "impersonate-user": as.user, "impersonate-group": [...as.groups] }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const call = request(`${cluster?.server ?? ""}${path}`, { method, ca, agent, headers }, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part));
    response.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      resolve({ status: response.statusCode ?? 0, body: text === "" ? undefined : (JSON.parse(text) as unknown) });
    });
    response.on("error", reject);
  });
  call.on("error", reject);
  call.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}
