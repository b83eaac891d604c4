import type { KubeConfig } from "@kubernetes/client-node";
import { expect } from "@jest/globals";

import { runDocument } from "../../../core/results/tenantRun.ts";
import { copyEstate, type Outcome } from "../../helpers/cli.ts";
import { prepareCell, startCluster, type Answer } from "../../helpers/cluster.ts";
import { paasManifest, type PaasOrder } from "../../helpers/paasManifest.ts";

/** A prepared cluster with an estate whose tenants come by orders. */
export interface PaasServer {
  readonly config: KubeConfig;
  readonly ask: (method: string, path: string, body?: object) => Promise<Answer>;
  /** Writes the manifest of a tenant. */
  readonly order: (tenant: string, order: PaasOrder) => void;
  /** Runs a verb for a tenant, with its JSON document. */
  readonly run: (tenant: string, ...args: string[]) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

/** The tenant that has nodes of its own there. */
export const nodeOwner = "hooli";

const size = { cpu: "16", memory: "64Gi", pods: 110 };

/** Starts a cluster of one shared node and two of {@link nodeOwner}'s own in two zones, and prepares it. */
export async function startPaas(): Promise<PaasServer> {
  const estate = copyEstate();
  const zone = (letter: string) => ({ "topology.kubernetes.io/zone": `eu-central-1${letter}` });
  const own = { "tenantry.dev/tenant": nodeOwner };
  const taints = [{ key: "tenantry.dev/tenant", value: nodeOwner, effect: "NoSchedule" }];
  const cluster = await startCluster(estate, {
    nodes: [
      { name: "shared", labels: zone("a"), ...size },
      { name: "own-a", labels: { ...zone("a"), ...own }, taints, ...size },
      { name: "own-b", labels: { ...zone("b"), ...own }, taints, ...size },
    ],
  });
  const { config, ask, env } = cluster;
  const stop = async (): Promise<void> => {
    await cluster.stop();
    estate.remove();
  };
  try {
    await prepareCell(estate, cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  const manifests: Record<string, string> = {};
  return {
    config,
    ask: (method, path, body) => ask(method, path, body),
    order: (tenant, order) => {
      manifests[tenant] = paasManifest(tenant, order);
      estate.onlyTenants(manifests);
    },
    run: (tenant, ...args) => {
      const [verb = "", ...options] = args;
      return estate.tenantry([verb, tenant, ...options, "--json"], { env });
    },
    stop,
  };
}

/** What a run came to for its only tenant, which has no errors. */
export function result(outcome: Outcome) {
  const [only] = runDocument.parse(JSON.parse(outcome.stdout)).results;
  expect(only?.errors).toEqual([]);
  return only;
}
