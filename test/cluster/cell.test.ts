/** What a cell's tenants share on a real API server, through the real Kubernetes provider: asked for, there, repaired, kept, gone. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { planCell } from "../../components/cell/plan.ts";
import { cellRunDocument } from "../../core/results/cells.ts";
import { runDocument } from "../../core/results/tenantRun.ts";
import { copyEstate, type Outcome, type TestEstate } from "../helpers/cli.ts";
import { clusterTimeout, startCluster, type TestCluster } from "../helpers/cluster.ts";
import { kubernetesCell } from "../helpers/kubernetesCell.ts";

let estate: TestEstate;
let cluster: TestCluster | undefined;

beforeAll(async () => {
  estate = copyEstate();
  estate.onlyTenants({ globex: readFileSync(join(estate.directory, "estate/tenants/globex.yaml"), "utf8") });
  cluster = await startCluster(estate);
}, clusterTimeout);

afterAll(async () => {
  await cluster?.stop();
  estate.remove();
});

interface Item {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

const run = (...args: string[]): Promise<Outcome> => estate.tenantry([...args, "--json"], { env: cluster?.env ?? {} });
const cellResult = ({ stdout }: Outcome) => cellRunDocument.parse(JSON.parse(stdout)).results[0];
const tenantResult = ({ stdout }: Outcome) => runDocument.parse(JSON.parse(stdout)).results[0];

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await cluster?.ask(method, path, body);
  return answer?.body;
}
const list = async (path: string, selector = "tenantry.dev/cell=eu-shared-1"): Promise<readonly Item[]> =>
  ((await ask("GET", `${path}?labelSelector=${encodeURIComponent(selector)}`)) as { items: readonly Item[] }).items;
const names = (items: readonly Item[]): string[] => items.map(({ metadata }) => metadata.name);
const namespacesOfGlobex = async (): Promise<string[]> =>
  names(await list("/api/v1/namespaces", "tenantry.dev/tenant=globex"));

const admission = "/apis/admissionregistration.k8s.io/v1";
const gateways = "/apis/gateway.networking.k8s.io/v1";
const lists = [
  "/api/v1/namespaces",
  "/apis/scheduling.k8s.io/v1/priorityclasses",
  "/apis/storage.k8s.io/v1/storageclasses",
  `${gateways}/gatewayclasses`,
  `${gateways}/gateways`,
  `${gateways}/httproutes`,
  `${admission}/validatingadmissionpolicies`,
  `${admission}/validatingadmissionpolicybindings`,
  `${admission}/mutatingadmissionpolicies`,
  `${admission}/mutatingadmissionpolicybindings`,
];
const everything = async (): Promise<string[]> => (await Promise.all(lists.map((path) => list(path)))).flatMap(names);

const none = { create: 0, update: 0, replace: 0, delete: 0 };

test("a tenant is not touched while its cell is not prepared", async () => {
  const up = await run("up", "globex");
  expect(tenantResult(up)?.errors).toEqual([
    'The cell "eu-shared-1" has not been prepared: its policies are not there. Nothing was touched. Run: tenantry cell up eu-shared-1',
  ]);
  expect(up.code).toBe(1);
  expect(await namespacesOfGlobex()).toEqual([]);
});

test("one command prepares the cell", async () => {
  const up = await run("cell", "up", "eu-shared-1");
  expect(cellResult(up)).toMatchObject({ result: "created", errors: [] });
  expect(up.code).toBe(0);

  const [namespace] = await list("/api/v1/namespaces");
  expect(namespace?.metadata).toMatchObject({ name: "tenantry-cell", labels: { "tenantry.dev/gateway": "true" } });
  const priorities = await list("/apis/scheduling.k8s.io/v1/priorityclasses");
  expect(priorities.map(({ metadata, ...row }) => [metadata.name, row["value"], row["preemptionPolicy"]])).toEqual([
    ["tenantry-high", 3000, "PreemptLowerPriority"],
    ["tenantry-low", 1000, "Never"],
    ["tenantry-normal", 2000, "PreemptLowerPriority"],
    ["tenantry-platform", 10_000, "PreemptLowerPriority"],
  ]);
  const volumes = {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true" },
    allowVolumeExpansion: true,
    volumeBindingMode: "WaitForFirstConsumer",
  };
  const classes = await list("/apis/storage.k8s.io/v1/storageclasses");
  expect(names(classes)).toEqual(["tenantry", "tenantry-database"]);
  expect(classes).toMatchObject([
    { ...volumes, reclaimPolicy: "Delete" },
    { ...volumes, reclaimPolicy: "Retain" },
  ]);
});

test("the gateway's objects are as its definitions want them", async () => {
  expect(await list(`${gateways}/gatewayclasses`)).toMatchObject([
    { metadata: { name: "tenantry" }, spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" } },
  ]);
  expect(await list(`${gateways}/gateways`)).toMatchObject([
    {
      metadata: { name: "tenantry", namespace: "tenantry-cell" },
      spec: {
        gatewayClassName: "tenantry",
        listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } }],
        allowedListeners: { namespaces: { from: "Selector" } },
      },
    },
  ]);
  expect(await list(`${gateways}/httproutes`)).toMatchObject([
    {
      metadata: { name: "redirect", namespace: "tenantry-cell" },
      spec: { rules: [{ filters: [{ requestRedirect: { scheme: "https", statusCode: 301 } }] }] },
    },
  ]);
});

test("each policy of the cell is there with a binding of its own", async () => {
  const plan = planCell(kubernetesCell({ gateway: { controller: "any.example/controller" }, databases: {} })).admission;
  for (const sort of ["validating", "mutating"] as const) {
    const planned = plan[sort].map(({ name }) => name).sort();
    const bindings = await list(`${admission}/${sort}admissionpolicybindings`);
    expect(names(await list(`${admission}/${sort}admissionpolicies`))).toEqual(planned);
    expect(bindings.map(({ spec }) => (spec as { policyName: string }).policyName)).toEqual(planned);
  }
});

test("the next run changes nothing", async () => {
  const again = await run("cell", "up", "eu-shared-1");
  expect(cellResult(again)).toMatchObject({ result: "unchanged", changes: none, errors: [] });
});

test("a tenant lands in the prepared cell", async () => {
  const up = await run("up", "globex");
  // Not `created`: the run that was stopped has made the stack, with nothing but its provider in it.
  expect(tenantResult(up)).toMatchObject({
    result: "updated",
    changes: { update: 0, replace: 0, delete: 0 },
    errors: [],
  });
  expect(up.code).toBe(0);
  expect(await namespacesOfGlobex()).toEqual(["globex--apps--prod", "globex--apps--staging"]);
});

test("a policy that somebody has changed by hand is put right by a run that looks", async () => {
  const path = `${admission}/validatingadmissionpolicies/tenantry-images`;
  const before = (await ask("GET", path)) as { spec: object };
  const open = [{ expression: "true" }];
  const changed = await ask("PUT", path, { ...before, spec: { ...before.spec, validations: open } });
  expect(changed).toMatchObject({ spec: { validations: open } });

  const repaired = await run("cell", "up", "eu-shared-1", "--refresh");
  expect(cellResult(repaired)).toMatchObject({ result: "updated", errors: [] });
  expect(((await ask("GET", path)) as typeof before).spec).toEqual(before.spec);
});

test("the cell stays as long as a tenant runs there, and leaves nothing when it goes", async () => {
  const there = await everything();
  const refused = await run("cell", "destroy", "eu-shared-1", "--yes");
  expect(refused.code).toBe(1);
  expect(cellResult(refused)).toMatchObject({
    result: "refused",
    errors: [
      'Tenants run in the cell "eu-shared-1": globex. Nothing was touched. Destroy them or move them first; what they share keeps them apart.',
    ],
  });
  expect(await everything()).toEqual(there);

  expect(tenantResult(await run("destroy", "globex", "--yes"))).toMatchObject({ result: "destroyed", errors: [] });
  expect(await namespacesOfGlobex()).toEqual([]);
  expect(await everything()).toEqual(there);
  expect(cellResult(await run("cell", "destroy", "eu-shared-1", "--yes"))).toMatchObject({
    result: "destroyed",
    errors: [],
  });
  expect(await everything()).toEqual([]);
});
