import { describe, expect, test } from "@jest/globals";

import { iaas } from "../../../../components/iaas/kind.ts";

const offer = (entitlements: object, features: object) => ({
  entitlements: iaas.entitlementsSchema.parse({ buckets: 0, ...entitlements }),
  features: iaas.featuresSchema.parse({ zones: 2, ...features }),
});

const titles = (...given: Parameters<typeof offer>): string[] =>
  iaas.tradeOffs(offer(...given)).map(({ title }) => title);

describe("what a tier leaves open", () => {
  test("is everything where it switches nothing on", () => {
    expect(titles({}, { zones: 1 })).toEqual([
      "One zone",
      "No way out",
      "Security groups alone",
      "AWS services by their public addresses",
      "No record of traffic",
      "Shared keys",
      "Old versions for ever",
      "No record of requests",
      "No backups",
      "No alarm on cost",
    ]);
  });

  test("is only what no setting closes where it switches everything on", () => {
    const everything = {
      natGateways: "per-zone",
      networkAcls: true,
      serviceEndpoints: ["ssm"],
      flowLogs: { retentionDays: 30 },
      dedicatedKey: true,
      scaling: { cpuPercent: 50 },
      machineLifetimeDays: 30,
      loadBalancers: { deletionProtection: true },
      bucketLifecycle: { noncurrentDays: 30 },
      accessLogs: { retentionDays: 30 },
      backup: { schedule: "daily", retentionDays: 30, copy: { retentionDays: 30 } },
      budget: { monthlyUsd: 100, thresholds: [100] },
    };
    expect(titles({ machines: 1, loadBalancers: 1, fileSystems: 1 }, everything)).toEqual([
      "The key stays",
      "HTTPS to everywhere",
      "HTTP behind the load balancer",
      "Records by S3's own keys",
      "File systems trust the network",
      "Backups can be administered",
    ]);
  });

  test.each([
    ["One NAT gateway", { natGateways: "one" }],
    ["Databases in one zone", { database: { sizes: {}, backupRetentionDays: 7 } }],
    ["Databases' logs for days", { database: { sizes: {}, backupRetentionDays: 7 } }],
    ["No record of databases' load", { database: { sizes: {}, backupRetentionDays: 7 } }],
    ["Roles see their own alone", { accessRoles: ["read-only"] }],
    ["Sessions with the machine's rights", { accessRoles: ["operator"] }],
    ["Backups in one region", { backup: { schedule: "daily", retentionDays: 30 } }],
  ])("is %s where the tier says so", (title, features) => {
    expect(titles({}, features)).toContain(title);
    expect(titles({}, {})).not.toContain(title);
  });

  test("is a fixed size and an old image for machines without scaling and age, and none without machines", () => {
    const ofMachines = ["Fixed size", "Machines keep their image"];
    expect(titles({ machines: 1 }, {})).toEqual(expect.arrayContaining(ofMachines));
    expect(titles({}, {}).filter((title) => ofMachines.includes(title))).toEqual([]);
  });
});
