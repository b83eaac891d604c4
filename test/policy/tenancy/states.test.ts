import { describe, expect, test } from "@jest/globals";

import { cellProtected } from "../../../policies/rules/tenancy/cellProtected.ts";
import { dataProtected } from "../../../policies/rules/tenancy/dataProtected.ts";
import { suspendedRunsNothing } from "../../../policies/rules/tenancy/suspendedRunsNothing.ts";
import { judgedIn, resource } from "../../helpers/judge.ts";
import { acme, apps, ofApps, ofWeb, stackOf, web } from "./tenantStack.ts";

describe("what holds data", () => {
  const parts = [
    ["aws:s3/bucket:Bucket", "web--assets", "buckets/assets"],
    ["aws:s3/bucket:Bucket", "web--access--logs", "accessLogs"],
    ["aws:s3/bucket:Bucket", "web--assets--replica", "replicas/assets"],
    ["aws:ebs/volume:Volume", "web--data", "volumes/data"],
    ["aws:efs/fileSystem:FileSystem", "web--shared", "fileSystems/shared"],
    ["aws:rds/instance:Instance", "web--orders", "databases/orders"],
    ["aws:kms/key:Key", "web-key", "key"],
    ["aws:backup/vault:Vault", "web-copy", "backups"],
    ["kubernetes:core/v1:PersistentVolumeClaim", "apps--prod--search", "apps/search/prod"],
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", "apps--prod", "databases/prod"],
  ] as const;

  test.each(parts)("%s %s is protected unless the order lifts %s", (type, name, part) => {
    const of = name.startsWith("web") ? ofWeb : ofApps;
    const judged = (protect: boolean | undefined, unprotected: string[], state = "active") => {
      const bundle = { unprotected };
      const tenant = acme([web({ bundle }), apps({ bundle })], { state });
      const data = of(type, name, {}, protect === undefined ? {} : { protect });
      return judgedIn(dataProtected, stackOf(tenant, data));
    };
    const bare = [`${name}: The resource should be protected against deletion.`];
    expect(judged(true, [])).toEqual([]);
    expect(judged(undefined, [part])).toEqual([]);
    expect(judged(false, [], "offboarded")).toEqual(bare);
    expect(judged(false, [], "suspended")).toEqual(bare);
    expect(judged(undefined, [])).toEqual(bare);
    expect(judged(false, ["buckets/other"])).toEqual(bare);
  });
});

test("what a cell's tenants share is protected", () => {
  const namespace = resource("kubernetes:core/v1:Namespace", "cell", { metadata: { name: "tenantry-cell" } });
  const gateway = resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "gateway", {});
  const inCell = (...resources: (typeof gateway)[]) => judgedIn(cellProtected, { name: "cell-eu-shared-1", resources });
  expect(inCell({ ...namespace, protect: true }, { ...gateway, protect: true })).toEqual([]);
  expect(inCell(namespace, gateway)).toEqual([
    "cell: The resource should be protected against deletion.",
    "gateway: The resource should be protected against deletion.",
  ]);
  expect(judgedIn(cellProtected, { name: "acme", resources: [namespace, gateway] })).toEqual([]);
});

describe("a suspended tenant", () => {
  const away = ["x: The resource should not be there unless the tenant is active."];
  const should = (property: string, value: string) => [
    `x ${property}: ${property} should be ${value} unless the tenant is active.`,
  ];
  const opening = { spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } };
  const platform = {
    scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["x"] }] },
  };
  const cases: [string, object, string[]][] = [
    ["aws:autoscaling/group:Group", { minSize: 0, maxSize: 0 }, []],
    ["aws:autoscaling/group:Group", { minSize: 0, maxSize: 4 }, should("maxSize", "0")],
    ["aws:autoscaling/group:Group", {}, [...should("maxSize", "0"), ...should("minSize", "0")]],
    ["aws:ec2/instance:Instance", {}, away],
    ["aws:s3/accessPoint:AccessPoint", {}, away],
    ["kubernetes:apps/v1:Deployment", { spec: { replicas: 0 } }, []],
    ["kubernetes:apps/v1:Deployment", { spec: {} }, should("spec.replicas", "0")],
    ["kubernetes:apps/v1:StatefulSet", { spec: { replicas: 1 } }, should("spec.replicas", "0")],
    ["kubernetes:apps/v1:DaemonSet", {}, away],
    ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", {}, away],
    ["kubernetes:batch/v1:Job", {}, away],
    ["kubernetes:batch/v1:CronJob", { spec: { suspend: true } }, []],
    ["kubernetes:batch/v1:CronJob", {}, should("spec.suspend", "true")],
    ["kubernetes:core/v1:Pod", {}, away],
    ["kubernetes:core/v1:ResourceQuota", { spec: { hard: { pods: "0" } } }, []],
    ["kubernetes:core/v1:ResourceQuota", { spec: { hard: { "count/secrets": "20" } } }, []],
    ["kubernetes:core/v1:ResourceQuota", { spec: { hard: { pods: "4" }, ...platform } }, []],
    ["kubernetes:core/v1:ResourceQuota", { spec: { hard: { pods: "4" } } }, should("spec.hard.pods", "0")],
    ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", {}, away],
    ["kubernetes:gateway.networking.k8s.io/v1:ListenerSet", {}, away],
    ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { spec: { podSelector: {}, policyTypes: ["Ingress"] } }, []],
    ["kubernetes:networking.k8s.io/v1:NetworkPolicy", opening, away],
    [
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      { spec: { ...opening.spec, podSelector: { matchLabels: { "cnpg.io/cluster": "db" } } } },
      [],
    ],
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", { metadata: { annotations: { "cnpg.io/hibernation": "on" } } }, []],
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", {}, should("metadata.annotations.cnpg.io/hibernation", "on")],
    ["kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", { spec: { suspend: false } }, should("spec.suspend", "true")],
    ["kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", {}, away],
    ["kubernetes:core/v1:PersistentVolumeClaim", {}, []],
  ];

  test.each(cases)("%s with %j", (type, inputs, expected) => {
    const judged = (state: string) =>
      judgedIn(suspendedRunsNothing, stackOf(acme([apps()], { state }), ofApps(type, "x", inputs)));
    expect(judged("suspended")).toEqual(expected);
    expect(judged("offboarded")).toEqual(expected);
    expect(judged("active")).toEqual([]);
  });
});
