import { beforeAll, describe, expect, test } from "@jest/globals";

import { cellNamespace } from "../../../components/shared/clusterObjects.ts";
import { allowedByRequest, allowedByReview, listedRights } from "../../helpers/isolation/answers.ts";
import { atOnce } from "../../helpers/isolation/atOnce.ts";
import {
  actLine,
  actsOfServer,
  clusterQuestions,
  documentedLines,
  foreignQuestions,
  mainActs,
  questionLine,
  type Question,
} from "../../helpers/isolation/questions.ts";
import { person, type Place, type Subject } from "../../helpers/isolation/subjects.ts";
import { namespaceOf, namespacesOf, tenantIds } from "../../helpers/isolation/tenants.ts";
import { inhabitantsOf, type Inhabitants, type World } from "../../helpers/isolation/world.ts";

/** Namespaces that are no tenant's. */
const platformPlaces = [cellNamespace, "default", "kube-system", "kube-public", "kube-node-lease"].map(
  (namespace): Place => ({ namespace, tenant: "" }),
);

const cell: Place = { namespace: cellNamespace, tenant: "" };

/** The first of a tenant's environments, which is asked everything about; its others differ in nothing that rights know of. */
const isFirst = ({ namespace }: Place): boolean => namespace.endsWith("--prod");

/** Of accounts, which may do nothing at all, the server's lists tell everything. */
const isPerson = ({ role }: Subject): boolean => role !== undefined;

const isAdmin = ({ role }: Subject): boolean => role === "admin";

/** Where a subject may do something else than is documented, one line each. */
async function wrongRights(world: World, subjects: readonly Subject[], places: readonly Place[]): Promise<string[]> {
  const pairs = subjects.flatMap((subject) => places.map((place) => ({ subject, place })));
  const lines = await atOnce(pairs, async ({ subject, place: { namespace, tenant } }) => {
    const expected = tenant === subject.tenant ? documentedLines(subject.role) : [];
    const found = await listedRights(world.cluster, subject, namespace);
    return found.join() === expected.join() ? [] : [`${subject.label} in ${namespace}: ${found.join(", ")}`];
  });
  return lines.flat();
}

/** What people and pods of tenants may do, by what the server says and by what it does. */
export function matrixSuite(world: () => World): void {
  describe("rights", () => {
    let inhabitants: Inhabitants;
    beforeAll(async () => {
      inhabitants = await inhabitantsOf(world().cluster);
    });

    test("everybody who could ask is known: people of three roles, and two accounts in each environment", () => {
      const { places, subjects } = inhabitants;
      expect(places.map(({ namespace }) => namespace)).toEqual(namespacesOf(...tenantIds));
      expect(subjects).toHaveLength(6 * 3 + 9 * 2);
    });

    test("are what is documented in the own environments, and nothing in any other namespace, by the server's lists", async () => {
      const { places, subjects } = inhabitants;
      expect(await wrongRights(world(), subjects, [...places, ...platformPlaces])).toEqual([]);
    });

    test("are no more than the lists say, whatever the server knows to be done", async () => {
      const { resources } = inhabitants;
      const acts = actsOfServer(resources);
      expect(acts.length).toBeGreaterThan(500);
      for (const role of ["viewer", "developer", "admin"] as const) {
        const subject = person("curie", role);
        const namespace = namespaceOf("curie");
        const questions = acts.map((act): Question => ({ ...act, subject, namespace }));
        const allowed = (await allowedByReview(world().cluster, questions)).map((found) => actLine(found));
        // What no server of the cluster has, such as metrics, is not among its acts.
        const known = new Set(acts.map((act) => actLine(act)));
        const expected = documentedLines(role).filter((line) => known.has(line));
        expect(allowed.toSorted()).toEqual(expected.toSorted());
      }
    });

    test("over neighbours are none, for every pair of tenants, by reviews of access", async () => {
      const { places, subjects } = inhabitants;
      const questions = [
        ...foreignQuestions(subjects.filter(isPerson), places.filter(isFirst)),
        ...foreignQuestions(subjects, places, mainActs),
      ];
      const pairs = new Set(questions.map(({ subject, namespace }) => `${subject.label} ${namespace}`));
      expect(pairs.size).toBe(3 * (5 * 8) + 3 * (7 * 7));
      expect(questions.length).toBeGreaterThan(25_000);
      expect((await allowedByReview(world().cluster, questions)).map(questionLine)).toEqual([]);
    });

    test("over the cluster, its namespaces and the cell's are none, by reviews of access", async () => {
      const { subjects } = inhabitants;
      const questions = [
        ...clusterQuestions(subjects.filter(isPerson)),
        ...foreignQuestions(subjects.filter(isAdmin), [cell]),
        ...foreignQuestions(subjects, platformPlaces, mainActs),
      ];
      expect(questions.length).toBeGreaterThan(6_000);
      expect((await allowedByReview(world().cluster, questions)).map(questionLine)).toEqual([]);
    });

    test("are refused to everybody who takes them, by real requests for what is there", async () => {
      const { places, subjects, resources, nameOf } = inhabitants;
      const questions = [
        ...foreignQuestions(subjects.filter(isAdmin), [...places.filter(isFirst), cell]),
        ...foreignQuestions(subjects, places, mainActs),
        ...clusterQuestions(subjects.filter(isAdmin)),
      ];
      const { asked, passed } = await allowedByRequest(world().cluster, questions, resources, nameOf);
      expect(asked).toBeGreaterThan(10_000);
      expect(passed.map(questionLine)).toEqual([]);
    });

    test("would be found by each of these ways, had somebody been given one too many", async () => {
      const { cluster } = world();
      const { subjects } = inhabitants;
      const place = await scratchPlace(world(), "bell");
      const admin = person("ada", "admin");
      const own = subjects.filter(({ tenant }) => tenant === "ada" || tenant === "curie");
      const questions = foreignQuestions(own, [place], mainActs);
      const expected = ["get", "delete"].map((verb) => `ada's admin: ${verb} /configmaps in ${place.namespace}`);
      expect((await allowedByReview(cluster, questions)).map(questionLine)).toEqual(expected);
      const { passed } = await allowedByRequest(cluster, questions, inhabitants.resources, () => undefined);
      expect(passed.map(questionLine)).toEqual(expected);
      expect(await wrongRights(world(), own, [place])).toEqual([
        `${admin.label} in ${place.namespace}: delete /configmaps, get /configmaps`,
      ]);
      expect((await cluster.ask("DELETE", `/api/v1/namespaces/${place.namespace}`)).status).toBe(200);
    });

    test("let people work in their own", async () => {
      const path = `/api/v1/namespaces/${namespaceOf("ada")}/configmaps`;
      const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { colour: "blue" } };
      const { ask } = world().cluster;
      expect((await ask("POST", path, body, person("ada", "developer"))).status).toBe(201);
      expect((await ask("GET", `${path}/settings`, undefined, person("ada", "viewer"))).status).toBe(200);
      expect((await ask("DELETE", `${path}/settings`, undefined, person("ada", "viewer"))).status).toBe(403);
      expect((await ask("DELETE", `${path}/settings`, undefined, person("ada", "developer"))).status).toBe(200);
    });
  });
}

/** A namespace that says it is a tenant's, where a binding gives a neighbour's admins two rights. */
async function scratchPlace({ cluster: { ask } }: World, tenant: string): Promise<Place> {
  const namespace = "scratch";
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "slip" };
  const made = [
    await ask("POST", "/api/v1/namespaces", { metadata: { name: namespace } }),
    await ask("POST", `${rbac}/roles`, {
      metadata: { name: "slip" },
      rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "delete"] }],
    }),
    await ask("POST", `${rbac}/rolebindings`, {
      metadata: { name: "slip" },
      roleRef,
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "ada-admins" }],
    }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
  return { namespace, tenant };
}
