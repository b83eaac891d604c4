import { describe, expect, test } from "@jest/globals";

import { planShared, type SharedPoolPlan } from "../../../../../components/saas/pool/shared.ts";
import { setUpStatements } from "../../../../../components/saas/pool/sql/setUp.ts";
import type { SharedResult } from "../../../../../core/kinds/serviceKind.ts";
import { kubernetesCell } from "../../../../helpers/kubernetesCell.ts";
import { features, hostingCell } from "../orders.ts";

const first = { version: 1, isolation: "pool", features: features.pool } as const;
const larger = { ...features.pool, pool: { tenants: 20, storageGiB: 80, window: "Sat 01:00-03:00" } };
const second = { version: 2, isolation: "pool", features: larger } as const;

const shared = (versions: Parameters<typeof planShared>[0]["versions"], cell = hostingCell): SharedResult =>
  planShared({ estateName: "northwind", cell, tier: "shared", versions });

function poolOf(...args: Parameters<typeof shared>): SharedPoolPlan {
  const { bundle, problems } = shared(...args);
  if (bundle === undefined) throw new Error(JSON.stringify(problems));
  return bundle as unknown as SharedPoolPlan;
}

describe("what a cell has of a pool", () => {
  test("is an environment with an app for each channel, a database of all, and the host that tenants share", () => {
    const { platform, host, issuer } = poolOf([first]);
    expect([host, issuer]).toEqual(["eu-shared-1.notes.example", "letsencrypt"]);
    expect(platform.environments.map(({ name, namespace }) => [name, namespace])).toEqual([
      ["shared", "tenantry--saas--shared"],
    ]);
    expect(platform.applications[0]?.apps.map(({ name, image, replicas }) => [name, image, replicas])).toEqual([
      ["v1-preview", "registry.example/notes:4.3.0", 2],
      ["v1-stable", "registry.example/notes:4.2.0", 2],
    ]);
    expect(platform.databases).toMatchObject([
      { cluster: "tenantry--saas--shared", storageGiB: 50, setUp: setUpStatements },
    ]);
    expect(platform.routes).toEqual([]);
  });

  test("has room for what it runs, and one pod more of each app", () => {
    const [environment] = poolOf([first, second]).platform.environments;
    expect([environment?.quota.cpu, environment?.quota.memory, environment?.quota.pods]).toEqual([
      "6000m",
      "6144Mi",
      "12",
    ]);
  });

  test("of two versions is both beside each other, and one database as the higher has it", () => {
    const { platform, host } = poolOf([first, second]);
    expect(platform.applications[0]?.apps.map(({ name }) => name)).toEqual([
      "v1-preview",
      "v1-stable",
      "v2-preview",
      "v2-stable",
    ]);
    expect(platform.databases.map(({ storageGiB }) => storageGiB)).toEqual([80]);
    expect(host).toBeUndefined();
    expect(platform.databases[0]?.cluster).toBe(poolOf([first]).platform.databases[0]?.cluster);
  });

  test("claims its names and its host, and leaves what it takes of the cell to its tenants", () => {
    const result = shared([first]);
    expect(result.bundle === undefined ? [] : result.claims).toEqual([
      { type: "name", scope: "cell/eu-shared-1/namespaces", value: "tenantry--saas--shared" },
      { type: "name", scope: "hosts", value: "eu-shared-1.notes.example" },
    ]);
  });

  test("without a gateway has no host", () => {
    expect(poolOf([first], kubernetesCell({ ...hostingCell, gateway: undefined }))).not.toHaveProperty("host");
  });
});

describe("a cell cannot host", () => {
  test("a tier that is no pool", () => {
    expect(shared([{ version: 1, isolation: "bridge", features: features.bridge }]).problems).toEqual([
      {
        concern: "tier",
        message: "saas/shared@1 is no pool (isolation bridge): each of its tenants has an application of its own.",
        fix: "Remove the entry; its tenants need nothing of the cell's stack.",
      },
    ]);
  });

  test("a pool without an operator of databases, or of images that it lets nobody run", () => {
    const { problems } = shared([first], kubernetesCell({ ...hostingCell, databases: undefined, registries: [] }));
    expect(problems.map(({ concern, message }) => `${concern}: ${message}`)).toEqual([
      'cell: The cell "eu-shared-1" has no operator of databases (databases).',
      'cell: The image registry.example/notes:4.3.0 of the app "v1-preview" is of no registry that its environments let in.',
      'cell: The image registry.example/notes:4.2.0 of the app "v1-stable" is of no registry that its environments let in.',
    ]);
  });
});
