import { describe, expect, test } from "@jest/globals";

import { paas } from "../../../../components/paas/kind.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";

const entitlements = paas.entitlementsSchema.parse({
  environments: 3,
  vcpu: 8,
  memoryGiB: 16,
  storageGiB: 100,
  pods: 90,
});
const titles = (features: object): string[] =>
  paas.tradeOffs({ entitlements, features: paas.featuresSchema.parse(features) }).map(({ title }) => title);

describe("what a tier of the platform leaves open", () => {
  test("is told of the weakest tier", () => {
    expect(titles({ podSecurity: "baseline" })).toEqual([
      "Pods may run as root",
      "Shared nodes",
      "Pods of an app may share a node",
      "One container may take all",
      "One network in an environment",
      "Egress by address",
      "Developers see every secret",
      "Volumes are kept by convention",
      "Policies of the cell",
      "Suspended pods run on",
    ]);
  });

  test("is less where the tier closes it", () => {
    const strict = titles({
      podSecurity: "restricted",
      containerMaximum: { vcpu: 2, memoryGiB: 4 },
      nodes: "own",
      spread: "zones",
    });
    expect(titles({ podSecurity: "baseline" }).filter((title) => !strict.includes(title))).toEqual([
      "Pods may run as root",
      "Shared nodes",
      "Pods of an app may share a node",
      "One container may take all",
    ]);
  });
});

test("an order comes to as many environments, apps and hosts as it names, and to its databases' storage in all of them", () => {
  const app = { image: "ghcr.io/globex/shop:1", port: 8080, vcpu: 0.5, memoryMiB: 256 };
  const spec = paas.specSchema.parse({
    environments: ["prod", "staging"],
    apps: [
      { ...app, name: "shop" },
      { ...app, name: "search" },
    ],
    hosts: [{ name: "www.globex.example" }],
    database: { storageGiB: 15 },
  });
  expect(paas.demand(spec, paas.featuresSchema.parse({ podSecurity: "restricted" }))).toEqual({
    environments: { amount: 2, path: ["environments"] },
    apps: { amount: 2, path: ["apps"] },
    hosts: { amount: 1, path: ["hosts"] },
    databaseStorageGiB: { amount: 30, path: ["database"] },
  });
});

test("of a wrong order of a database is said what is wrong with it, and not what follows from it for apps", () => {
  const app = { name: "shop", image: "ghcr.io/globex/shop:1", port: 8080, vcpu: 0.5, memoryMiB: 256, database: true };
  const problemsOf = (database: object, cell: object): string[] => {
    const features = paas.featuresSchema.parse({
      podSecurity: "restricted",
      database: { instances: 1, vcpu: 0.5, memoryGiB: 1 },
    });
    const spec = paas.specSchema.parse({ environments: ["prod", "staging"], apps: [app], database });
    const { problems } = paas.plan({
      estateName: "northwind",
      tenantId: "globex",
      subscriptionName: "apps",
      tier: { name: "standard", version: 2 },
      region: "eu-central-1",
      cell: kubernetesCell({ registries: ["ghcr.io"], ...cell }),
      isolation: "bridge",
      state: "active",
      maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
      contacts: { technical: "t@globex.example", billing: "b@globex.example", security: "s@globex.example" },
      residency: undefined,
      spec,
      entitlements,
      features,
    });
    return problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  const able = { databases: {}, volumes: { provisioner: "ebs.csi.aws.com" } };
  expect(problemsOf({ storageGiB: 5 }, able)).toEqual([]);
  expect(problemsOf({ storageGiB: 5 }, { ...able, databases: undefined })).toEqual([
    'database: The cell "eu-shared-1" has no operator of databases (databases).',
  ]);
  expect(problemsOf({ storageGiB: 5, environments: ["prod", "stagign"] }, able)).toEqual([
    'database.environments.1: There is no environment "stagign".',
  ]);
  expect(problemsOf({ storageGiB: 5, environments: ["prod"] }, able)).toEqual([
    'apps.0.database: The app "shop" wants a database in "staging", where none is ordered.',
  ]);
});
