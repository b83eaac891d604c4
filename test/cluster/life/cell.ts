import { describe, expect, test } from "@jest/globals";

import { planCell } from "../../../components/cell/plan.ts";
import { forgetRuns } from "../../helpers/journals.ts";
import { kubernetesCell } from "../../helpers/kubernetesCell.ts";
import type { PaasServer } from "../../helpers/paasServer.ts";
import { admission, cellResult, gateways, looking, names, tenantResult } from "./looking.ts";

const none = { create: 0, update: 0, replace: 0, delete: 0 };

/** What a cell's tenants share is asked for, and there when it has been made. */
export function describePreparation(server: () => PaasServer): void {
  const { list, namespacesOfGlobex } = looking(server);

  describe("a cell", () => {
    test("a tenant is not touched while its cell is not prepared", async () => {
      const up = await server().run("up", "globex");
      expect(tenantResult(up)?.errors).toEqual([
        'The cell "eu-shared-1" has not been prepared: its policies are not there. Nothing was touched. Run: tenantry cell up eu-shared-1',
      ]);
      expect(up.code).toBe(1);
      expect(await namespacesOfGlobex()).toEqual([]);
    });

    test("one command prepares the cell", async () => {
      const up = await server().run("cell", "up", "eu-shared-1");
      expect(cellResult(up)).toMatchObject({ result: "created", errors: [] });
      expect(up.code).toBe(0);

      const namespaces = await list("/api/v1/namespaces");
      expect(namespaces.map(({ metadata }) => metadata)).toEqual([
        expect.objectContaining({
          name: "tenantry--saas--shared",
          labels: expect.objectContaining({ "tenantry.dev/shared": "true", "tenantry.dev/tenant": "cell-eu-shared-1" }),
        }),
        expect.objectContaining({
          name: "tenantry-cell",
          labels: expect.objectContaining({ "tenantry.dev/gateway": "true" }),
        }),
      ]);
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
      const gateway = { controller: "any.example/controller" };
      const plan = planCell(kubernetesCell({ gateway, databases: {}, hosts: ["saas/shared@1"] })).admission;
      for (const sort of ["validating", "mutating"] as const) {
        const planned = plan[sort].map(({ name }) => name).sort();
        const bindings = await list(`${admission}/${sort}admissionpolicybindings`);
        expect(names(await list(`${admission}/${sort}admissionpolicies`))).toEqual(planned);
        expect(bindings.map(({ spec }) => (spec as { policyName: string }).policyName)).toEqual(planned);
      }
    });

    test("the next run changes nothing", async () => {
      forgetRuns(server().estate);
      const again = await server().run("cell", "up", "eu-shared-1");
      expect(cellResult(again)).toMatchObject({ result: "unchanged", changes: none, errors: [] });
    });
  });
}
