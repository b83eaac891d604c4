import type { KubeConfig } from "@kubernetes/client-node";
import { expect } from "@jest/globals";

import { runDocument } from "../../core/results/tenantRun.ts";
import { seldomCollected } from "../../tools/kubernetes/processes.ts";
import { copyEstate, type Outcome, type TestEstate } from "./cli.ts";
import { startCluster, type Answer, type ClusterOptions, type Identity } from "./cluster.ts";
import { paasManifest, type PaasOrder } from "./paasManifest.ts";

/** A cluster with an estate whose tenants come by orders. */
export interface PaasServer {
  readonly estate: TestEstate;
  readonly config: KubeConfig;
  readonly ask: (method: string, path: string, body?: object, as?: Identity) => Promise<Answer>;
  /** Writes the manifest of a tenant. */
  readonly order: (tenant: string, order: PaasOrder) => void;
  /** Runs a command of the estate, with its JSON document. */
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

/** Starts a cluster; its cell is not prepared, and there are no tenants. */
export async function startPaas(options: ClusterOptions = {}): Promise<PaasServer> {
  const estate = copyEstate();
  const { config, ask, env, stop } = await startCluster(estate, options);
  const manifests: Record<string, string> = {};
  return {
    estate,
    config,
    ask,
    order: (tenant, order) => {
      manifests[tenant] = paasManifest(tenant, order);
      estate.onlyTenants(manifests);
    },
    // The engine and the cluster's provider are in Go, too.
    run: (...args) => estate.tenantry([...args, "--json"], { env: { ...env, ...seldomCollected } }),
    stop: async () => {
      await stop();
      estate.remove();
    },
  };
}

/** What a run came to for its only tenant, which has no errors. */
export function result(outcome: Outcome) {
  const [only] = runDocument.parse(JSON.parse(outcome.stdout)).results;
  expect(only?.errors).toEqual([]);
  return only;
}
