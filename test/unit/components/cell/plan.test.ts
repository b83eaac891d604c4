import { describe, expect, test } from "@jest/globals";

import { admissionManifests } from "../../../../components/cell/admission/manifests.ts";
import { planCell, type CellPlan } from "../../../../components/cell/plan.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";

const bare = planCell(kubernetesCell({}));
const full = planCell(
  kubernetesCell({
    gateway: { controller: "gateway.example/controller" },
    volumes: { provisioner: "disks.example", parameters: { type: "fast" } },
    databases: { operator: "system:serviceaccount:databases:operator" },
    registries: ["registry.example"],
  }),
);
const namesOf = ({ admission }: CellPlan): string[] => admission.validating.map(({ name }) => name);

describe("what the tenants of a cell share", () => {
  test("is plain JSON, and the same every time", () => {
    expect(JSON.parse(JSON.stringify(full))).toEqual(full);
    expect(planCell(kubernetesCell({}))).toEqual(bare);
  });

  test("has nothing that the cell does not declare", () => {
    expect(Object.keys(bare)).toEqual(["priorities", "admission"]);
    expect(JSON.stringify(bare)).not.toMatch(/serviceaccount:cnpg/);
    expect(namesOf(bare)).toEqual(namesOf(full).filter((name) => !name.startsWith("tenantry-database-")));
  });

  test("has the gateway and the classes of volumes that the cell declares", () => {
    expect(full.gateway).toEqual({ controllerName: "gateway.example/controller" });
    const driver = { provisioner: "disks.example", parameters: { type: "fast" } };
    expect(full.volumes).toEqual([
      { name: "tenantry", ...driver, reclaimPolicy: "Delete" },
      { name: "tenantry-database", ...driver, reclaimPolicy: "Retain" },
    ]);
  });

  test("has the priorities in the order of the tiers, the platform's above all and the cluster's own above that", () => {
    expect(bare.priorities.map(({ name, value, preemptionPolicy }) => [name, value, preemptionPolicy])).toEqual([
      ["tenantry-low", 1000, "Never"],
      ["tenantry-normal", 2000, "PreemptLowerPriority"],
      ["tenantry-high", 3000, "PreemptLowerPriority"],
      ["tenantry-platform", 10_000, "PreemptLowerPriority"],
    ]);
  });
});

describe("the policies of a cell", () => {
  test("are these", () => {
    expect(full.admission.mutating.map(({ name }) => name)).toEqual(["tenantry-defaults"]);
    expect(namesOf(full)).toEqual([
      "tenantry-images",
      "tenantry-placement",
      "tenantry-privileges",
      "tenantry-credentials",
      "tenantry-services",
      "tenantry-endpoints",
      "tenantry-storage",
      "tenantry-listeners",
      "tenantry-routes",
      "tenantry-autoscaling",
      "tenantry-database-objects",
      "tenantry-database-sessions",
    ]);
  });

  test("look after objects of several tenants where the cell hosts something for them", () => {
    const hosting = planCell(kubernetesCell({ hosts: ["saas/shared@1"] }));
    expect(namesOf(hosting).filter((name) => !namesOf(bare).includes(name))).toEqual(["tenantry-shared-objects"]);
    const hostsOf = ({ admission }: CellPlan): (string | undefined)[] =>
      admission.validating
        .filter(({ name }) => ["tenantry-listeners", "tenantry-routes"].includes(name))
        .map(({ spec }) => spec.variables.find(({ name }) => name === "hosts")?.expression);
    expect(hostsOf(hosting)).toHaveLength(2);
    for (const expression of hostsOf(hosting)) expect(expression).toContain("tenantry.dev/shared");
    for (const expression of hostsOf(bare)) expect(expression).not.toContain("tenantry.dev/shared");
  });

  test("apply to the namespaces of tenants alone, and refuse when they cannot be asked", () => {
    const all = [...full.admission.mutating, ...full.admission.validating];
    for (const { name, spec, binding } of all) {
      expect([name, spec.failurePolicy, binding.policyName]).toEqual([name, "Fail", name]);
      expect(spec.matchConstraints.namespaceSelector).toEqual({
        matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }],
      });
    }
    expect(full.admission.validating.map(({ binding }) => binding.validationActions)).toEqual(
      namesOf(full).map(() => ["Deny"]),
    );
  });

  test("know the cell's registries and the operator of its databases", () => {
    const of = (name: string) => JSON.stringify(full.admission.validating.find((policy) => policy.name === name)?.spec);
    expect(of("tenantry-images")).toContain(String.raw`[\"registry.example\"]`);
    for (const name of ["tenantry-images", "tenantry-placement", "tenantry-storage", "tenantry-database-sessions"]) {
      expect(of(name)).toContain("system:serviceaccount:databases:operator");
    }
  });

  test("ask the authorizer in no expression that a message is made of: messages cannot", () => {
    for (const { spec } of full.admission.validating) {
      const variables = spec.variables.map(({ expression }) => expression);
      const messages = spec.validations.map(({ messageExpression }) => messageExpression);
      expect([...variables, ...messages].filter((expression) => expression.includes("authorizer"))).toEqual([]);
    }
  });

  test("have a name for every variable, and no reserved word for an item", () => {
    for (const { spec } of full.admission.validating) {
      const names = spec.variables.map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
      // Words that CEL keeps for itself (CEL language definition, "Syntax", RESERVED).
      const reserved =
        /\.(?:map|filter|exists|all)\((?:as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while),/;
      for (const { expression } of spec.variables) expect(expression).not.toMatch(reserved);
    }
  });

  test("are manifests, each policy before its binding", () => {
    const manifests = admissionManifests(full.admission, { app: "x" });
    expect(manifests).toHaveLength(2 * 13);
    expect(manifests.slice(0, 3).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "MutatingAdmissionPolicy tenantry-defaults",
      "MutatingAdmissionPolicyBinding tenantry-defaults",
      "ValidatingAdmissionPolicy tenantry-images",
    ]);
    expect(manifests[2]?.metadata).toEqual({
      name: "tenantry-images",
      labels: { app: "x" },
      annotations: { "pulumi.com/patchForce": "true" },
    });
  });
});
