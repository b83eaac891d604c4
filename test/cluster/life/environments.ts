import { describe, expect, test } from "@jest/globals";
import { CoreV1Api, NetworkingV1Api, RbacAuthorizationV1Api } from "@kubernetes/client-node";

import { result, type PaasServer } from "../../helpers/paasServer.ts";

/** What the tenant orders. */
export const ordered = {
  tier: "standard@2",
  spec: {
    environments: ["prod", "staging"],
    access: { viewer: ["globex-auditors"], developer: ["globex-developers"] },
    imagePullSecrets: ["registry"],
    egress: [{ cidr: "0.0.0.0/0", ports: [443] }],
  },
};

/** Clients of the server's. */
const clients = (server: () => PaasServer) => ({
  get core() {
    return server().config.makeApiClient(CoreV1Api);
  },
  get networking() {
    return server().config.makeApiClient(NetworkingV1Api);
  },
  get rbac() {
    return server().config.makeApiClient(RbacAuthorizationV1Api);
  },
});

/** A tenant of environments alone: what bounds and opens them is as the reference says. */
export function describeArrival(server: () => PaasServer): void {
  const api = clients(server);

  describe("a tenant's environments on a real API server", () => {
    test("is provisioned, and the objects are there", async () => {
      const up = await server().run("up", "globex");
      expect(up.stderr).toContain("target eu-shared-1");
      // The run that was stopped has left a stack with its provider, which is nothing of the tenant's.
      expect(result(up)?.result).toBe("created");
      expect(up.code).toBe(0);

      const { items } = await api.core.listNamespace({ labelSelector: "tenantry.dev/tenant=globex" });
      expect(items.map(({ metadata }) => metadata?.labels?.["tenantry.dev/environment"])).toEqual(["prod", "staging"]);
      for (const { metadata } of items) {
        expect(metadata?.labels?.["pod-security.kubernetes.io/enforce"]).toBe("restricted");
        const namespace = metadata?.name ?? "";
        const quotas = (await api.core.listNamespacedResourceQuota({ namespace })).items;
        expect(Object.fromEntries(quotas.map((quota) => [quota.metadata?.name, quota.spec?.hard]))).toEqual({
          tenantry: {
            "requests.cpu": "4",
            "requests.memory": "8Gi",
            "limits.cpu": "4",
            "limits.memory": "8Gi",
            pods: "45",
          },
          "tenantry-platform": {
            "requests.cpu": "0",
            "requests.memory": "0",
            "limits.cpu": "0",
            "limits.memory": "0",
            pods: "0",
          },
          "tenantry-objects": {
            "limits.ephemeral-storage": "90Gi",
            "requests.storage": "50Gi",
            "tenantry.storageclass.storage.k8s.io/requests.storage": "50Gi",
            "tenantry-database.storageclass.storage.k8s.io/requests.storage": "0",
            "count/services": "200",
            "count/secrets": "200",
            "count/persistentvolumeclaims": "200",
            "count/deployments.apps": "200",
            "count/statefulsets.apps": "200",
            "count/jobs.batch": "200",
            "count/cronjobs.batch": "200",
            "count/horizontalpodautoscalers.autoscaling": "200",
            "count/httproutes.gateway.networking.k8s.io": "200",
            "count/configmaps": "201",
            "count/replicasets.apps": "2200",
            "count/controllerrevisions.apps": "2200",
            "services.loadbalancers": "0",
            "services.nodeports": "0",
          },
        });
        expect((await api.core.listNamespacedLimitRange({ namespace })).items).toHaveLength(1);
        const policies = (await api.networking.listNamespacedNetworkPolicy({ namespace })).items;
        expect(policies.map((policy) => policy.metadata?.name)).toEqual([
          "allow-dns",
          "allow-egress",
          "allow-gateway",
          "allow-same-environment",
          "default-deny",
        ]);
        expect(policies.at(-1)?.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
        const accounts = (await api.core.listNamespacedServiceAccount({ namespace })).items;
        expect(accounts.map((account) => [account.metadata?.name, account.automountServiceAccountToken])).toEqual([
          ["apps", false],
          ["default", false],
        ]);
        const bindings = (await api.rbac.listNamespacedRoleBinding({ namespace })).items;
        expect(
          bindings.map(({ roleRef, subjects }) => [roleRef.name, subjects?.map((subject) => subject.name)]),
        ).toEqual([
          ["tenantry-developer", ["globex-developers"]],
          ["tenantry-viewer", ["globex-auditors"]],
        ]);
      }
    });

    test("gets back what was changed by hand by a run that looks", async () => {
      const { items } = await api.core.listNamespace({ labelSelector: "tenantry.dev/environment=prod" });
      const namespace = items[0]?.metadata?.name ?? "";
      const name = "tenantry";
      const quota = await api.core.readNamespacedResourceQuota({ name, namespace });
      const pods = quota.spec?.hard?.["pods"] ?? "";
      if (quota.spec?.hard === undefined) throw new Error("the quota has no limits");
      quota.spec.hard["pods"] = "9999";
      await api.core.replaceNamespacedResourceQuota({ name, namespace, body: quota });

      expect(result(await server().run("up", "globex", "--refresh"))?.changes).toMatchObject({
        create: 0,
        update: 1,
        delete: 0,
      });
      const restored = await api.core.readNamespacedResourceQuota({ name, namespace });
      expect(restored.spec?.hard?.["pods"]).toBe(pods);
    });
  });
}

/** What a suspended tenant keeps, and what it loses. */
export function describeSuspension(server: () => PaasServer): void {
  const api = clients(server);

  describe("a tenant that is suspended", () => {
    test("keeps its environments while it is suspended, and loses people, traffic and pods to come", async () => {
      server().order("globex", { ...ordered, state: "suspended" });
      expect(result(await server().run("up", "globex"))?.changes).toMatchObject({
        create: 0,
        update: 2,
        replace: 0,
        delete: 2 * 10,
      });
      const { items } = await api.core.listNamespace({ labelSelector: "tenantry.dev/tenant=globex" });
      expect(items).toHaveLength(2);
      for (const { metadata } of items) {
        const namespace = metadata?.name ?? "";
        const quota = await api.core.readNamespacedResourceQuota({ name: "tenantry", namespace });
        expect(quota.spec?.hard?.["pods"]).toBe("0");
        expect((await api.rbac.listNamespacedRoleBinding({ namespace })).items).toEqual([]);
        expect((await api.rbac.listNamespacedRole({ namespace })).items).toEqual([]);
        const policies = (await api.networking.listNamespacedNetworkPolicy({ namespace })).items;
        expect(policies.map((policy) => policy.metadata?.name)).toEqual(["default-deny"]);
      }
    });
  });
}
