/** What the people and the pods of tenants may do to each other on a real API server: nothing. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CoreV1Api } from "@kubernetes/client-node";

import { rolePermissions, tenantRoles, type TenantRole } from "../../components/paas/environment/rolePermissions.ts";
import { runDocument } from "../../core/results/tenantRun.ts";
import { clusterTimeout, startCluster, type TestCluster } from "../helpers/cluster.ts";
import { copyEstate, type TestEstate } from "../helpers/cli.ts";

const tenants = ["ada", "bell", "curie", "darwin", "euler", "fermi"];
const environmentsOf = (index: number): string[] => (index % 2 === 0 ? ["prod"] : ["prod", "staging"]);

/** Somebody or something that asks the server: a person by a group, or a pod by its account. */
interface Subject {
  readonly tenant: string;
  readonly label: string;
  readonly user: string;
  readonly groups: readonly string[];
  /** What the subject may do in the environments of its own tenant. */
  readonly role: TenantRole | undefined;
  /** The namespace of an account. */
  readonly home?: string;
}

let estate: TestEstate;
let cluster: TestCluster | undefined;
let namespaces: { readonly name: string; readonly tenant: string }[] = [];

beforeAll(async () => {
  estate = copyEstate();
  estate.onlyTenants(Object.fromEntries(tenants.map((id, index) => [id, manifestOf(id, index)])));
  cluster = await startCluster(estate);
  const up = await estate.tenantry(["up", "--all", "--json"], { env: cluster.env });
  const { results } = runDocument.parse(JSON.parse(up.stdout));
  expect(results.map(({ tenant, result, errors }) => [tenant, result, errors])).toEqual(
    tenants.map((tenant) => [tenant, "created", []]),
  );
  const { items } = await cluster.config
    .makeApiClient(CoreV1Api)
    .listNamespace({ labelSelector: "tenantry.dev/tenant" });
  namespaces = items.map(({ metadata }) => ({
    name: metadata?.name ?? "",
    tenant: metadata?.labels?.["tenantry.dev/tenant"] ?? "",
  }));
}, clusterTimeout);

afterAll(async () => {
  await cluster?.stop();
  estate.remove();
});

function manifestOf(id: string, index: number): string {
  const spec = {
    environments: environmentsOf(index),
    access: { viewer: [`${id}-viewers`], developer: [`${id}-developers`], admin: [`${id}-admins`] },
  };
  const subscription = { name: "apps", service: "paas", tier: index % 2 === 0 ? "starter@1" : "standard@1", spec };
  return JSON.stringify({
    apiVersion: "tenantry.dev/v1",
    kind: "Tenant",
    metadata: { id, displayName: id },
    spec: {
      contract: {
        start: "2026-12-01",
        contacts: { technical: `ops@${id}.example`, billing: `ap@${id}.example`, security: `sec@${id}.example` },
      },
      subscriptions: [{ ...subscription, cell: "eu-shared-1" }],
    },
  });
}

function subjects(): Subject[] {
  const people = tenants.flatMap((tenant) =>
    tenantRoles.map((role): Subject => {
      const groups = [`${tenant}-${role}s`, "system:authenticated"];
      return { tenant, label: `${tenant}'s ${role}`, user: `${role}@${tenant}.example`, groups, role };
    }),
  );
  const pods = namespaces.flatMap(({ name: home, tenant }) =>
    ["default", "apps"].map((account): Subject => ({
      tenant,
      label: `account ${account} of ${home}`,
      user: `system:serviceaccount:${home}:${account}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${home}`, "system:authenticated"],
      role: undefined,
      home,
    })),
  );
  return [...people, ...pods];
}

/** The server's own answer to what a subject may do in a namespace, as `verb group/resource`; reviews of oneself aside. */
async function permitted(subject: Subject, namespace: string): Promise<string[]> {
  const body = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } };
  const answer = await started().ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", body, subject);
  expect(answer.status).toBe(201);
  const { resourceRules } = (answer.body as { status: { resourceRules: Rule[] } }).status;
  return linesOf(resourceRules);
}

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

function linesOf(rules: readonly Rule[]): string[] {
  const lines = rules.flatMap(({ apiGroups = [], resources = [], verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`))),
  );
  return [...new Set(lines)]
    .filter((line) => !/^create (?:authorization|authentication)\.k8s\.io\/selfsubject/.test(line))
    .toSorted();
}

function documented(role: TenantRole | undefined): string[] {
  if (role === undefined) return [];
  return linesOf(
    rolePermissions.map((permission) => ({
      apiGroups: [permission.apiGroup],
      resources: [permission.resource],
      verbs: permission[role],
    })),
  );
}

function started(): TestCluster {
  if (cluster === undefined) throw new Error("the cluster has not started");
  return cluster;
}

const namespaceOf = (tenant: string, environment = "prod"): string => `${tenant}--apps--${environment}`;
const person = (tenant: string, role: TenantRole): Subject => {
  const found = subjects().find((subject) => subject.tenant === tenant && subject.role === role);
  if (found === undefined) throw new Error(`no ${role} of ${tenant}`);
  return found;
};

describe("six tenants on one cluster", () => {
  test("have all their environments", () => {
    expect(namespaces.map(({ name }) => name)).toEqual(
      tenants.flatMap((tenant, index) => environmentsOf(index).map((environment) => namespaceOf(tenant, environment))),
    );
    expect(subjects()).toHaveLength(6 * 3 + 9 * 2);
  });

  test("may do exactly what is documented in their own environments, and nothing in any other namespace", async () => {
    const places = [...namespaces, ...["default", "kube-system", "kube-public"].map((name) => ({ name, tenant: "" }))];
    const wrong: string[] = [];
    for (const subject of subjects()) {
      await Promise.all(
        places.map(async ({ name, tenant }) => {
          const expected = tenant === subject.tenant ? documented(subject.role) : [];
          const found = await permitted(subject, name);
          if (found.join("\n") !== expected.join("\n")) wrong.push(`${subject.label} in ${name}: ${found.join(", ")}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  });

  test("may take nothing of the cluster, and nothing of each other by name", async () => {
    const verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "impersonate", "bind", "escalate"];
    const ofCluster = [
      ...["/nodes", "/namespaces", "/persistentvolumes", "/users", "/groups", "/serviceaccounts"],
      ...["rbac.authorization.k8s.io/clusterroles", "rbac.authorization.k8s.io/clusterrolebindings"],
      "certificates.k8s.io/certificatesigningrequests",
      "admissionregistration.k8s.io/validatingadmissionpolicies",
      "scheduling.k8s.io/priorityclasses",
    ];
    const ofNeighbour = [
      ...["/secrets", "/pods", "/pods/exec", "/pods/portforward", "/resourcequotas", "/serviceaccounts/token"],
      ...["rbac.authorization.k8s.io/roles", "rbac.authorization.k8s.io/rolebindings"],
      "networking.k8s.io/networkpolicies",
    ];
    const questions = subjects()
      .filter(({ role }) => role === "admin" || role === undefined)
      .flatMap((subject) => [
        ...ofCluster.map((what) => ({ subject, what, namespace: "" })),
        ...namespaces
          .filter(({ tenant }) => tenant !== subject.tenant)
          .flatMap(({ name }) => ofNeighbour.map((what) => ({ subject, what, namespace: name }))),
      ])
      .flatMap((question) => verbs.map((verb) => ({ ...question, verb })));
    const allowed: string[] = [];
    for (let from = 0; from < questions.length; from += 64) {
      await Promise.all(
        questions.slice(from, from + 64).map(async ({ subject, what, namespace, verb }) => {
          const [group = "", resource = "", subresource = ""] = what.split("/");
          const resourceAttributes = { verb, group, resource, subresource, namespace };
          const spec = { user: subject.user, groups: subject.groups, resourceAttributes };
          const body = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec };
          const answer = await started().ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", body);
          const { status } = answer.body as { status: { allowed: boolean } };
          if (status.allowed) allowed.push(`${subject.label}: ${verb} ${what} ${namespace}`);
        }),
      );
    }
    expect(questions.length).toBeGreaterThan(15_000);
    expect(allowed).toEqual([]);
  }, 120_000);

  test.each([
    ["GET", `/api/v1/namespaces/${namespaceOf("bell")}/secrets`],
    ["GET", `/api/v1/namespaces/${namespaceOf("bell")}/pods?watch=1`],
    ["DELETE", `/api/v1/namespaces/${namespaceOf("bell")}`],
    ["GET", "/api/v1/namespaces"],
    ["GET", "/api/v1/secrets"],
    ["GET", "/api/v1/nodes"],
    ["DELETE", `/api/v1/namespaces/${namespaceOf("ada")}/resourcequotas/tenantry`],
    ["DELETE", `/apis/networking.k8s.io/v1/namespaces/${namespaceOf("ada")}/networkpolicies/default-deny`],
  ])("are refused %s %s, whoever asks", async (method, path) => {
    const answer = await started().ask(method, path, undefined, person("ada", "admin"));
    expect([answer.status, (answer.body as { reason: string }).reason]).toEqual([403, "Forbidden"]);
  });

  test("work in their own", async () => {
    const path = `/api/v1/namespaces/${namespaceOf("ada")}/configmaps`;
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { colour: "blue" } };
    expect((await started().ask("POST", path, body, person("ada", "developer"))).status).toBe(201);
    expect((await started().ask("GET", `${path}/settings`, undefined, person("ada", "viewer"))).status).toBe(200);
    expect((await started().ask("DELETE", `${path}/settings`, undefined, person("ada", "viewer"))).status).toBe(403);
  });

  test("get what they were granted, and not a thousandth of a processor more", async () => {
    const path = `/api/v1/namespaces/${namespaceOf("curie")}/pods`;
    const pod = (name: string, ...cpu: readonly string[]) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
        containers: cpu.map((amount, index) => ({
          name: `c${String(index)}`,
          image: "registry.example/app:1",
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          resources: { requests: { cpu: amount, memory: "64Mi" }, limits: { cpu: amount, memory: "64Mi" } },
        })),
      },
    });
    const developer = person("curie", "developer");
    const more = await started().ask("POST", path, pod("more", "1000m", "1001m"), developer);
    expect(more.status).toBe(403);
    expect((more.body as { message: string }).message).toMatch(
      /exceeded quota: tenantry, requested: .*cpu=2001m.*limited: .*cpu=2/,
    );
    expect((await started().ask("POST", path, pod("all", "1000m", "1000m"), developer)).status).toBe(201);
    const again = await started().ask("POST", path, pod("again", "1m"), developer);
    expect([again.status, (again.body as { message: string }).message]).toEqual([
      403,
      expect.stringContaining("exceeded quota"),
    ]);
  });

  test("leave nothing behind, and their neighbours alone", async () => {
    const gone = await estate.tenantry(["destroy", "curie", "--yes", "--json"], { env: started().env });
    const [curie] = runDocument.parse(JSON.parse(gone.stdout)).results;
    expect([curie?.result, curie?.errors]).toEqual(["destroyed", []]);
    const { items } = await started()
      .config.makeApiClient(CoreV1Api)
      .listNamespace({ labelSelector: "tenantry.dev/tenant" });
    expect(items.map(({ metadata }) => metadata?.labels?.["tenantry.dev/tenant"])).toEqual(
      namespaces.map(({ tenant }) => tenant).filter((tenant) => tenant !== "curie"),
    );
  });
});
