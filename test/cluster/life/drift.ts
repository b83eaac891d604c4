import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import { rolePermissions } from "../../../components/paas/environment/rolePermissions.ts";
import { driftDocument } from "../../../core/results/drift.ts";
import type { PaasServer } from "../../helpers/paasServer.ts";

const namespace = "globex--apps--prod";
const core = `/api/v1/namespaces/${namespace}`;
const apps = `/apis/apps/v1/namespaces/${namespace}`;
const networking = `/apis/networking.k8s.io/v1/namespaces/${namespace}`;
const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
const developer = { user: "dora", groups: ["globex-developers", "system:authenticated"] };

/** What the customer adds, as a developer of its own. */
const shop = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "shop" },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: "shop" } },
    template: {
      metadata: { labels: { app: "shop" } },
      spec: { containers: [{ name: "shop", image: "registry.northwind.example/globex/shop:1" }] },
    },
  },
};

/** What the test changes in objects. */
interface Edited {
  readonly metadata: { readonly labels: Record<string, string> };
  readonly rules: object[];
  readonly spec: { readonly hard: Record<string, string>; ingress?: object[] };
}

const viewerRules = rolePermissions.filter(({ viewer }) => viewer.length > 0).length;

const entry = (drift: string, kind: string, name: string, paths: readonly string[] = []) => ({
  cell: "eu-shared-1",
  kind,
  namespace: kind === "Namespace" ? "" : namespace,
  name,
  drift,
  // Whatever hands do to what bounds an environment is about security.
  relevance: "security",
  paths,
  repaired: false,
});

const changed = [
  entry("changed", "Namespace", namespace, ['metadata.labels["tenantry.dev/gateway"]']),
  entry("foreign", "NetworkPolicy", "allow-all"),
  entry("missing", "NetworkPolicy", "allow-dns"),
  entry("changed", "NetworkPolicy", "default-deny", ["spec.ingress"]),
  entry("changed", "ResourceQuota", "tenantry", ["spec.hard.pods", 'spec.hard["count/configmaps"]']),
  entry("changed", "Role", "tenantry-viewer", [`rules[${String(viewerRules)}]`]),
  entry("foreign", "RoleBinding", "stranger"),
  entry("missing", "RoleBinding", "tenantry-developer"),
  entry("changed", "RoleBinding", "tenantry-viewer", ["metadata.annotations", "metadata.labels", "roleRef.name"]),
];

/** What hands change, delete and add in a tenant's environments is seen, named and put back. */
export function describeDrift(server: () => PaasServer): void {
  const drift = async (...args: string[]) => {
    const outcome = await server().run("drift", "globex", ...args);
    const [globex] = driftDocument.parse(JSON.parse(outcome.stdout)).results;
    return { code: outcome.code, notes: outcome.stderr, globex };
  };

  const byHand = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await server().ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  };

  /** Reads an object, changes it and writes it, as an editor does. */
  const edit = async (path: string, change: (object: Edited) => void): Promise<void> => {
    const object = (await server().ask("GET", path)).body as Edited;
    change(object);
    await byHand("PUT", path, object);
  };

  const mayListSecrets = async (user: string, groups: readonly string[] = []): Promise<unknown> => {
    const review = await server().ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
      spec: { user, groups, resourceAttributes: { namespace, verb: "list", resource: "secrets" } },
    });
    return (review.body as { status: { allowed: unknown } }).status.allowed;
  };

  describe("what hands do", () => {
    test("a tenant that nobody touched is clean", async () => {
      const { code, globex } = await drift();
      expect(globex).toMatchObject({ result: "clean", objects: [], errors: [] });
      expect(code).toBe(0);
    });

    test("what hands did is named, object by object, and what the customer made is not", async () => {
      const own = await server().ask("POST", `${apps}/deployments`, shop, developer);
      expect(own).toMatchObject({ status: 201 });
      await edit(`${core}/resourcequotas/tenantry`, ({ spec }) => {
        spec.hard["pods"] = "9999";
        spec.hard["count/configmaps"] = "1000";
      });
      await edit(`/api/v1/namespaces/${namespace}`, ({ metadata }) => {
        metadata.labels["tenantry.dev/gateway"] = "true";
        metadata.labels["somebody.example/colour"] = "blue";
      });
      await edit(`${networking}/networkpolicies/default-deny`, ({ spec }) => {
        spec.ingress = [{}];
      });
      await edit(`${rbac}/roles/tenantry-viewer`, ({ rules }) => {
        rules.push({ apiGroups: [""], resources: ["secrets"], verbs: ["list"] });
      });
      await byHand("DELETE", `${networking}/networkpolicies/allow-dns`);
      await byHand("DELETE", `${rbac}/rolebindings/tenantry-developer`);
      // A binding's role cannot be changed, so a hand that wants another one makes the binding anew.
      const group = "rbac.authorization.k8s.io";
      await byHand("DELETE", `${rbac}/rolebindings/tenantry-viewer`);
      await byHand("POST", `${rbac}/rolebindings`, {
        metadata: { name: "tenantry-viewer" },
        roleRef: { apiGroup: group, kind: "Role", name: "tenantry-developer" },
        subjects: [{ apiGroup: group, kind: "Group", name: "globex-auditors" }],
      });
      await byHand("POST", `${rbac}/rolebindings`, {
        metadata: { name: "stranger" },
        roleRef: { apiGroup: group, kind: "ClusterRole", name: "admin" },
        subjects: [{ apiGroup: group, kind: "User", name: "mallory" }],
      });
      await byHand("POST", `${networking}/networkpolicies`, {
        metadata: { name: "allow-all" },
        spec: { podSelector: {}, ingress: [{}], egress: [{}] },
      });
      expect(await mayListSecrets("mallory")).toBe(true);
      expect(await mayListSecrets("anna", ["globex-auditors"])).toBe(true);

      const { code, globex } = await drift();
      expect(globex).toMatchObject({ result: "drifted", errors: [] });
      expect(globex?.objects).toEqual(changed);
      expect(code).toBe(1);
    });

    test("a repair removes what was added, puts the rest back and leaves the customer's own alone", async () => {
      const { code, notes, globex } = await drift("--repair");
      expect(globex).toMatchObject({ result: "repaired", errors: [] });
      expect(globex?.objects).toEqual(changed.map((object) => ({ ...object, repaired: true })));
      expect(code).toBe(0);
      for (const name of ["NetworkPolicy", "RoleBinding"].map((kind) => `removes ${kind} ${namespace}/`)) {
        expect(notes).toContain(`globex: ${name}`);
      }

      expect(await mayListSecrets("mallory")).toBe(false);
      expect(await mayListSecrets("anna", ["globex-auditors"])).toBe(false);
      expect(await mayListSecrets("dora", ["globex-developers"])).toBe(true);
      const policy = await server().ask("GET", `${networking}/networkpolicies/default-deny`);
      expect((policy.body as Edited).spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
      const quota = await server().ask("GET", `${core}/resourcequotas/tenantry`);
      expect((quota.body as Edited).spec.hard["pods"]).toBe("45");
      const { labels } = ((await server().ask("GET", `/api/v1/namespaces/${namespace}`)).body as Edited).metadata;
      expect(labels["tenantry.dev/gateway"]).toBeUndefined();
      expect(labels["somebody.example/colour"]).toBe("blue");
      expect((await server().ask("GET", `${apps}/deployments/shop`)).status).toBe(200);
    });

    test("an object that may hold data is all that is named after the repair, and left to a person", async () => {
      const cnpg = `/apis/postgresql.cnpg.io/v1/namespaces/${namespace}`;
      await byHand("POST", `${cnpg}/clusters`, {
        apiVersion: "postgresql.cnpg.io/v1",
        kind: "Cluster",
        metadata: { name: "side" },
        spec: { instances: 1, storage: { size: "1Gi" } },
      });
      const { code, globex } = await drift("--repair");
      expect(globex).toMatchObject({ result: "drifted", objects: [entry("foreign", "Cluster", "side")] });
      expect(globex?.errors).toEqual([
        expect.stringContaining(`Cluster ${namespace}/side in eu-shared-1 is not removed`),
      ]);
      expect(code).toBe(1);
      expect((await server().ask("GET", `${cnpg}/clusters/side`)).status).toBe(200);
    });

    test("a cluster that is not the estate's is not touched", async () => {
      const uid =
        /clusterUid: (\S+)/.exec(readFileSync(join(server().estate.directory, "estate/estate.yaml"), "utf8"))?.[1] ??
        "";
      const other = "70c62e9c-6238-46d3-8e47-dd841d9f9f52";
      server().estate.edit("estate.yaml", uid, other);
      const { code, globex } = await drift("--repair");
      server().estate.edit("estate.yaml", other, uid);
      expect(globex).toMatchObject({ result: "failed", objects: [] });
      expect(globex?.errors).toEqual([
        `The cell "eu-shared-1" is the cluster ${other} in the estate, and this run reaches the cluster ${uid}. ` +
          "Nothing was touched. Correct the kubeconfig of this run, or the cell in estate.yaml.",
      ]);
      expect(code).toBe(1);
    });
  });
}
