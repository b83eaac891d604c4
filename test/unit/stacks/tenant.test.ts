import { beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";

import { digestOf, type ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { mockTarget } from "../../../fleet/engine/mockTarget.ts";
import { renderProgram } from "../../../fleet/engine/renderProgram.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { tenantProgram, type TenantOutputs } from "../../../stacks/tenant.ts";

/** The example tenant that has both an AWS and a Kubernetes subscription. */
let resolved: ResolvedTenant;
const target = () =>
  mockTarget(
    resolved.id,
    resolved.subscriptions.map(({ cell }) => cell),
  );
beforeAll(() => {
  const { estate } = openEstate("estate", join(__dirname, "../../.."));
  const found = estate?.tenants.find((tenant) => tenant.resolved.id === "initech");
  if (found === undefined) throw new Error("the example estate has no tenant initech");
  ({ resolved } = found);
});

/** Renders the tenant's program on other targets than the cells', and gives what was registered until it stopped. */
async function renderOn(found: {
  accountId?: string;
  clusterUid?: string;
  /** Labels of the namespace that says that a cluster is prepared. */
  labels?: Record<string, string>;
  /** Whether the tenant goes. */
  goes?: boolean;
}): Promise<{ error: unknown; registered: string[] }> {
  const honest = target();
  const registered: string[] = [];
  const error: unknown = await renderProgram({
    stack: resolved.id,
    program: () => tenantProgram(resolved, { resolvePath: (path) => path, protect: found.goes !== true }),
    mocks: {
      call: (call) => (found.accountId === undefined ? honest.call(call) : { accountId: found.accountId }),
      newResource: (resource) => {
        registered.push(resource.type);
        if (found.labels !== undefined && resource.id === "tenantry-cell") {
          return { id: resource.id, state: { metadata: { labels: found.labels } } };
        }
        return found.clusterUid !== undefined && resource.id === "kube-system"
          ? { id: "kube-system", state: { metadata: { uid: found.clusterUid } } }
          : honest.newResource(resource);
      },
    },
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, registered };
}

describe("the target is not the estate's", () => {
  test("another account stops the program before it creates anything", async () => {
    const { error, registered } = await renderOn({ accountId: "999999999999" });
    expect(error).toMatchObject({
      name: "Error",
      message:
        'The cell "eu-central-1-main" is account 000000000000 in the estate, and this run reaches account 999999999999. ' +
        "Nothing was touched. Correct the credentials or kubeconfig of this run, or the cell in estate.yaml.",
    });
    expect(registered.filter((type) => !type.startsWith("pulumi:"))).toEqual([]);
  });

  test("another cluster stops it too, although the account is right", async () => {
    const { error, registered } = await renderOn({ clusterUid: "00000000-dead-beef-0000-000000000000" });
    expect(String(error)).toContain(
      "and this run reaches the cluster 00000000-dead-beef-0000-000000000000. Nothing was",
    );
    // The namespace that tells the cluster is read, not created.
    expect(registered.filter((type) => !type.startsWith("pulumi:"))).toEqual(["kubernetes:core/v1:Namespace"]);
  });
});

describe("the cluster is not prepared as the estate's cell", () => {
  const stop =
    'The cell "eu-shared-1" has not been prepared: its policies are not there. Nothing was touched. Run: tenantry cell up eu-shared-1';

  test.each([
    [{}, stop],
    [{ "tenantry.dev/cell": "eu-shared-2" }, `${stop} They are those of the cell "eu-shared-2".`],
  ])("labels %j stop the program before it creates anything", async (labels, message) => {
    const { error, registered } = await renderOn({ labels });
    expect(error).toMatchObject({ message });
    // Both namespaces are read, not created.
    const namespace = "kubernetes:core/v1:Namespace";
    expect(registered.filter((type) => !type.startsWith("pulumi:"))).toEqual([namespace, namespace]);
  });

  test("which does not keep a tenant from going", async () => {
    expect(await renderOn({ labels: {}, goes: true })).toMatchObject({ error: undefined });
  });
});

test("the stack's outputs say what runs", async () => {
  let outputs: TenantOutputs | undefined;
  await renderProgram({
    stack: resolved.id,
    program: async () => {
      outputs = await tenantProgram(resolved, { resolvePath: (path) => path });
      return outputs;
    },
    mocks: target(),
  });
  expect(outputs).toMatchObject({
    tenant: "initech",
    runs: {
      digest: digestOf(resolved),
      codeVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      tiers: { web: "starter@1", apps: "starter@1" },
    },
  });
  expect(Object.keys(outputs?.subscriptions ?? {})).toEqual(["web", "apps"]);
});
