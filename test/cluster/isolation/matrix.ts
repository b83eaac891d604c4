import { beforeAll, describe, expect, test } from "@jest/globals";

import { cellNamespace } from "../../../components/shared/clusterObjects.ts";
import { allowedByRequest, allowedByReview } from "../../helpers/isolation/answers.ts";
import {
  actLine,
  actsInCluster,
  actsInNamespaces,
  actsOfServer,
  clusterQuestions,
  documentedLines,
  foreignQuestions,
  mainActs,
  questionLine,
  type Question,
} from "../../helpers/isolation/questions.ts";
import { allowedByRules, linesOf, readRules, type RuleBook } from "../../helpers/isolation/rules.ts";
import { pairsOfTiers, rotatingPart } from "../../helpers/isolation/sample.ts";
import { person, type Place, type Subject } from "../../helpers/isolation/subjects.ts";
import { namespaceOf, namespacesOf, tenantIds } from "../../helpers/isolation/tenants.ts";
import { inhabitantsOf, type Inhabitants, type World } from "../../helpers/isolation/world.ts";

/** Namespaces that are no tenant's. */
const platformPlaces = [cellNamespace, "default", "kube-system", "kube-public", "kube-node-lease"].map(
  (namespace): Place => ({ namespace, tenant: "" }),
);

const cell: Place = { namespace: cellNamespace, tenant: "" };

const isAdmin = ({ role }: Subject): boolean => role === "admin";

/** Where a subject may do something else than is documented, one line each. */
function wrongRights(book: RuleBook, subjects: readonly Subject[], places: readonly Place[]): string[] {
  return subjects.flatMap((subject) =>
    places.flatMap(({ namespace, tenant }) => {
      const expected = tenant === subject.tenant ? documentedLines(subject.role) : [];
      const found = linesOf(book(subject, namespace));
      return found.join() === expected.join() ? [] : [`${subject.label} in ${namespace}: ${found.join(", ")}`];
    }),
  );
}

/** Those of the questions that the server's lists say yes to; of the cluster by what a subject may do in a place that is nobody's. */
const allowedByLists = (book: RuleBook, questions: readonly Question[]): Question[] =>
  questions.filter((question) =>
    allowedByRules(book(question.subject, question.namespace === "" ? cellNamespace : question.namespace), question),
  );

/**
 * What people and pods of tenants may do, by what the server says and by what it does.
 *
 * Every question about every pair of a subject and a place is answered from the server's lists of rules, which are all that it decides
 * by: its authorizers allow what a rule of a role that is bound allows, and no more; a list is made of the rules that a decision goes
 * through, and says so where it is not complete, which is an error here. That lists and decisions are the same is then asked of the
 * decisions: everything of people in their own environment, everything of a pair of each two tiers, and of every pair a part that
 * rotates; and for everything that matters most, of every pair, by real requests.
 */
export function matrixSuite(world: () => World): void {
  describe("rights", () => {
    let inhabitants: Inhabitants;
    let book: RuleBook;
    beforeAll(async () => {
      inhabitants = await inhabitantsOf(world().cluster);
      const { subjects, places } = inhabitants;
      book = await readRules(world().cluster, subjects, [...places, ...platformPlaces]);
    });

    /** All that can be asked about one of each two tiers, and a rotating part of these questions. */
    const sample = (questions: readonly Question[]): Question[] => {
      const { subjects, places } = inhabitants;
      const whole = pairsOfTiers(subjects.filter(isAdmin), places).flatMap(([subject, place]) =>
        foreignQuestions([subject], [place]),
      );
      return [...whole, ...rotatingPart(questions)];
    };

    test("everybody who could ask is known: people of three roles, and two accounts in each environment", () => {
      const { places, subjects } = inhabitants;
      expect(places.map(({ namespace }) => namespace)).toEqual(namespacesOf(...tenantIds));
      expect(subjects).toHaveLength(6 * 3 + 9 * 2);
    });

    test("are what is documented in the own environments, and nothing in any other namespace, by the server's lists", () => {
      const { places, subjects } = inhabitants;
      expect(wrongRights(book, subjects, [...places, ...platformPlaces])).toEqual([]);
    });

    test("are no more than the lists say, whatever the server knows to be done", async () => {
      const { resources } = inhabitants;
      const acts = actsOfServer(resources);
      expect(acts.length).toBeGreaterThan(500);
      for (const role of ["viewer", "developer", "admin"] as const) {
        const subject = person("curie", role);
        const namespace = namespaceOf("curie");
        const questions = acts.map((act): Question => ({ ...act, subject, namespace }));
        const allowed = await allowedByReview(world().cluster, questions);
        expect(allowed.map(questionLine)).toEqual(allowedByLists(book, questions).map(questionLine));
        // What no server of the cluster has, such as metrics, is not among its acts.
        const known = new Set(acts.map((act) => actLine(act)));
        const expected = documentedLines(role).filter((line) => known.has(line));
        expect(allowed.map((found) => actLine(found)).toSorted()).toEqual(expected.toSorted());
      }
    });

    test("over neighbours, the cluster and the platform's namespaces are none, for every pair and every act", async () => {
      const { places, subjects } = inhabitants;
      const overNeighbours = foreignQuestions(subjects, places);
      const pairs = new Set(overNeighbours.map(({ subject, namespace }) => `${subject.label} ${namespace}`));
      expect(pairs.size).toBe(3 * (5 * 8) + 3 * (7 * 7));
      const questions = [
        ...overNeighbours,
        ...foreignQuestions(subjects, platformPlaces),
        ...clusterQuestions(subjects),
      ];
      expect(questions.length).toBeGreaterThan(100_000);
      expect(allowedByLists(book, questions).map(questionLine)).toEqual([]);

      const asked = sample(questions);
      expect(new Set(asked.map(({ subject, namespace }) => `${subject.label} ${namespace}`)).size).toBe(
        pairs.size + subjects.length * (platformPlaces.length + 1),
      );
      const acts = new Set([...actsInNamespaces, ...actsInCluster].map((act) => actLine(act)));
      expect(new Set(asked.map((question) => actLine(question)))).toEqual(acts);
      expect((await allowedByReview(world().cluster, asked)).map(questionLine)).toEqual([]);
    });

    test("are refused to everybody who takes them, by real requests for what is there", async () => {
      const { places, subjects, resources, nameOf } = inhabitants;
      const questions = [
        ...sample(foreignQuestions(subjects, [...places, cell])),
        ...foreignQuestions(subjects, [...places, cell], mainActs),
        ...clusterQuestions(subjects.filter(isAdmin)),
      ];
      const { asked, passed } = await allowedByRequest(world().cluster, questions, resources, nameOf);
      expect(asked).toBeGreaterThan(8_000);
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
      const slipped = await readRules(cluster, own, [place]);
      expect(wrongRights(slipped, own, [place])).toEqual([
        `${admin.label} in ${place.namespace}: delete /configmaps, get /configmaps`,
      ]);
      expect(allowedByLists(slipped, questions).map(questionLine)).toEqual(expected);
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
