import { describe, expect, test } from "@jest/globals";

import { limitRangeSpec } from "../../../../../components/paas/environment/limitRangeSpec.ts";
import { quotaSpecs } from "../../../../../components/paas/environment/quotaSpecs.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";

const { quota, containers } = environmentPlan("prod");
const database = {
  cpuMillis: 3000,
  memoryMiB: 6144,
  storageGiB: 30,
  pods: 4,
  largest: { cpuMillis: 1000, memoryMiB: 8192, volumeGiB: 25 },
  objects: { "count/secrets": 6, "count/leases.coordination.k8s.io": 1 },
};
const scope = (operator: string) => ({
  matchExpressions: [{ scopeName: "PriorityClass", operator, values: ["tenantry-platform"] }],
});

describe("the quotas of an environment", () => {
  test("give the customer what the tier grants, and the platform nothing where it runs nothing", () => {
    expect(quotaSpecs(quota, undefined)).toEqual({
      customer: {
        hard: {
          "requests.cpu": "2000m",
          "requests.memory": "4096Mi",
          "limits.cpu": "2000m",
          "limits.memory": "4096Mi",
          pods: "40",
        },
        scopeSelector: scope("NotIn"),
      },
      platform: {
        hard: {
          "requests.cpu": "0m",
          "requests.memory": "0Mi",
          "limits.cpu": "0m",
          "limits.memory": "0Mi",
          pods: "0",
        },
        scopeSelector: scope("In"),
      },
      objects: {
        hard: {
          "limits.ephemeral-storage": "80Gi",
          "requests.storage": "20Gi",
          "tenantry.storageclass.storage.k8s.io/requests.storage": "20Gi",
          "tenantry-database.storageclass.storage.k8s.io/requests.storage": "0Gi",
          "count/secrets": "200",
          "services.nodeports": "0",
        },
      },
    });
  });

  test("count what the platform runs apart, so that it takes nothing from the customer (C7)", () => {
    const { customer, platform, objects } = quotaSpecs(quota, database);
    expect(customer).toEqual(quotaSpecs(quota, undefined).customer);
    expect(platform.hard).toEqual({
      "requests.cpu": "3000m",
      "requests.memory": "6144Mi",
      "limits.cpu": "3000m",
      "limits.memory": "6144Mi",
      pods: "4",
    });
    expect(objects.hard).toEqual({
      "limits.ephemeral-storage": "88Gi",
      "requests.storage": "50Gi",
      "tenantry.storageclass.storage.k8s.io/requests.storage": "20Gi",
      "tenantry-database.storageclass.storage.k8s.io/requests.storage": "30Gi",
      "count/secrets": "206",
      "services.nodeports": "0",
    });
  });
});

describe("the bounds of containers and volumes", () => {
  test("are the customer's where the platform's are smaller or none", () => {
    expect(limitRangeSpec(containers, quota, undefined).limits.map(({ max }) => max)).toEqual([
      { cpu: "2000m", memory: "4096Mi", "ephemeral-storage": "8Gi" },
      { storage: "20Gi" },
    ]);
  });

  test("let in what the platform runs, each amount for itself", () => {
    expect(limitRangeSpec(containers, quota, database).limits.map(({ max }) => max)).toEqual([
      { cpu: "2000m", memory: "8192Mi", "ephemeral-storage": "8Gi" },
      { storage: "25Gi" },
    ]);
  });
});
