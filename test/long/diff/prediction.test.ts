/** What `diff` predicts without an engine, against what the engine itself previews. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PQueue from "p-queue";
import { stringify } from "yaml";

import { predictSteps } from "../../../core/diff/predict.ts";
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import type { PredictedStep } from "../../../core/results/fleetDiff.ts";
import { runDocument } from "../../../core/results/tenantRun.ts";
import { providerRules } from "../../../fleet/diff/providerRules.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { byHand } from "../../helpers/byHand.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { diffCases, type DiffCase, type Order } from "../../helpers/diffCases.ts";
import { previewSteps, type EnginePreview } from "../../helpers/previewSteps.ts";

jest.setTimeout(900_000);

let estate: TestEstate;
const predicted = new Map<string, readonly PredictedStep[]>();
const previewed = new Map<string, EnginePreview>();

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  prepareEstate();
  const after = order(({ before, after: changed }) => ({ ...before, ...changed }));
  const published = await estate.command(["catalogue", "publish"]);
  if (published.code !== 0) throw new Error(published.stderr);
  const now = resolved();
  order(({ before }) => before);
  const old = resolved();
  const up = await estate.tenantry(["up", "--all", "--json"]);
  if (up.stdout === "") throw new Error(up.stderr);
  const failed = runDocument.parse(JSON.parse(up.stdout)).results.filter(({ result }) => result !== "created");
  if (failed.length > 0) throw new Error(JSON.stringify(failed.map(({ tenant, errors }) => [tenant, errors])));
  estate.onlyTenants(after);
  const env = { ...(await byHand(estate)), ...withoutCheckpoints };
  const queue = new PQueue({ concurrency: 2 });
  await queue.addAll(
    diffCases.map(({ id }) => async () => {
      previewed.set(id, await previewSteps(estate, env, id));
    }),
  );
  for (const { id } of diffCases) {
    const [before, wanted] = [old.get(id), now.get(id)];
    if (before === undefined || wanted === undefined) throw new Error(`${id} is lost`);
    predicted.set(id, predictSteps(await renderTenant(before), await renderTenant(wanted), providerRules));
  }
});

/** Writes what every tenant orders, in place of all before. */
function order(orderOf: (each: DiffCase) => Order): Record<string, string> {
  const manifests = Object.fromEntries(diffCases.map((each) => [each.id, manifestOf(each.id, orderOf(each))]));
  estate.onlyTenants(manifests);
  return manifests;
}

afterAll(() => {
  estate.remove();
});

/** Room for all tenants, a second cell of each target, and a tier that differs in what it grants alone. */
function prepareEstate(): void {
  estate.edit("estate.yaml", "regions: [eu-central-1]", "regions: [eu-central-1, eu-west-1]");
  estate.edit("estate.yaml", "limits: { vpcs: 5,", "limits: { vpcs: 50, elasticIps: 50,");
  estate.edit(
    "estate.yaml",
    "capacity: { vcpu: 64, memoryGiB: 256, storageGiB: 2000, pods: 660 }",
    "capacity: { vcpu: 640, memoryGiB: 2560, storageGiB: 20000, pods: 6600 }",
  );
  estate.edit("estate.yaml", "{ tenant: hooli,", "{ tenant: platform-up,");
  const cells = `
    - id: eu-west-1-main
      target: aws
      region: eu-west-1
      accountId: "000000000000"
      zones: [eu-west-1a, eu-west-1b, eu-west-1c]
      supernet: 10.64.0.0/13
      limits: { vpcs: 50, buckets: 10000 }
    - id: eu-shared-2
      target: kubernetes
      region: eu-central-1
      context: eu-shared-2
      clusterUid: 73c59b6f-2a0a-4f25-b09b-f6c2f4a99395
      capacity: { vcpu: 64, memoryGiB: 256, storageGiB: 2000, pods: 660 }
`;
  estate.edit("estate.yaml", "\n  jurisdictions:", `${cells}  jurisdictions:`);
  const tier = join(estate.directory, "estate/catalogue/paas/standard@2.yaml");
  const text = readFileSync(tier, "utf8").replace("version: 2 }", "version: 3 }").replace("pods: 90", "pods: 80");
  writeFileSync(tier.replace("@2", "@3"), text);
  estate.sandbox({ limits: { vpcsPerRegion: 50, eipsPerRegion: 50, natGatewaysPerZone: 50 } });
}

function manifestOf(id: string, { service, tier, cell, owner, spec }: Order): string {
  const contacts = { technical: `ops@${id}.example`, billing: `ap@${id}.example`, security: `sec@${id}.example` };
  return stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: {
      contract: { start: "2025-01-01", contacts, ...(owner !== undefined && { owner }) },
      region: cell.startsWith("eu-west-1") ? "eu-west-1" : "eu-central-1",
      subscriptions: [{ name: "main", service, tier, cell, spec }],
    },
  });
}

function resolved(): Map<string, ResolvedTenant> {
  const { estate: opened, diagnostics } = openEstate("estate", estate.directory);
  if (opened === undefined) throw new Error(JSON.stringify(diagnostics));
  return new Map(opened.tenants.map((tenant) => [tenant.resolved.id, tenant.resolved]));
}

describe.each(diffCases.map(({ id }) => id))("%s", (id) => {
  const sides = (): { ours: readonly PredictedStep[]; theirs: EnginePreview } => {
    const [ours, theirs] = [predicted.get(id), previewed.get(id)];
    if (ours === undefined || theirs === undefined) throw new Error(`${id} was not compared`);
    return { ours, theirs };
  };

  test("the engine would do to each resource what is predicted, and for the same causes", () => {
    const told = ({ urn, op, causes }: Readonly<{ urn: string; op: string; causes: readonly string[] }>) => [
      ...[urn, op],
      ...causes,
    ];
    const { ours, theirs } = sides();
    expect(ours.map(told)).toEqual(theirs.steps.map(told));
  });

  test("the properties that change are those that are predicted", () => {
    const { ours, theirs } = sides();
    const pathsOf = new Map(theirs.steps.map(({ urn, paths }) => [urn, paths]));
    for (const { urn, op, paths } of ours.filter((step) => step.op === "update" || step.op === "replace")) {
      const expected = pathsOf.get(urn) ?? [];
      // Of a list that is made of several outputs at once, the engine knows no element where it does not know one.
      const whole = (path: string): string => path.replace(/\[\d+\]$/, "");
      const told = paths.map((path) => (expected.includes(whole(path)) ? whole(path) : path));
      expect([urn, op, ...new Set(told)]).toEqual([urn, op, ...expected]);
    }
  });

  test("the engine refuses where that is predicted, and nowhere else", () => {
    const { ours, theirs } = sides();
    const refused = ours.filter((step) => step.refused).map(({ urn }) => urn);
    const told = theirs.errors.filter((error) => error.includes("protect")).join("\n");
    expect(refused.filter((urn) => !told.includes(urn))).toEqual([]);
    expect(theirs.errors.length > 0).toBe(refused.length > 0);
  });
});

test("the table has every operation on both targets, and one that is refused", () => {
  const operations = [...predicted.values()].flat().map(({ op, type }) => `${type.split(":")[0] ?? ""} ${op}`);
  const expected = ["aws", "kubernetes"].flatMap((target) =>
    ["create", "update", "replace", "delete"].map((op) => `${target} ${op}`),
  );
  expect(expected.filter((operation) => !operations.includes(operation))).toEqual([]);
  expect([...predicted.values()].flat().some(({ refused }) => refused)).toBe(true);
});
