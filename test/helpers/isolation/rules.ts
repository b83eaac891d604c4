import type { TestCluster } from "../cluster.ts";
import { atOnce } from "./atOnce.ts";
import { actLine, type Act } from "./questions.ts";
import type { Place, Subject } from "./subjects.ts";

/** A rule that allows something, as the server lists it (Kubernetes API reference, SelfSubjectRulesReview). */
export interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  /** Where there are any, the rule is for objects of these names alone. */
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The rules of a subject in a namespace, among them those that it has in the whole cluster. */
export type RuleBook = (subject: Subject, namespace: string) => readonly Rule[];

type Server = Pick<TestCluster, "ask">;

/** Reads what each subject may do in each place, of the server itself. */
export async function readRules(
  server: Server,
  subjects: readonly Subject[],
  places: readonly Place[],
): Promise<RuleBook> {
  const key = (subject: Subject, namespace: string): string => `${subject.label} ${namespace}`;
  const pairs = subjects.flatMap((subject) => places.map(({ namespace }) => ({ subject, namespace })));
  const found = await atOnce(pairs, ({ subject, namespace }) => listedRules(server, subject, namespace));
  const book = new Map(pairs.map(({ subject, namespace }, index) => [key(subject, namespace), found[index]]));
  return (subject, namespace) => {
    const rules = book.get(key(subject, namespace));
    if (rules === undefined) throw new TypeError(`the rules of ${key(subject, namespace)} have not been read`);
    return rules;
  };
}

/**
 * Whether rules allow an act on any object, as the server reads them (Kubernetes documentation, "Using RBAC Authorization", and
 * the API reference on rules): a star stands for all, and one before a subresource for that of every resource. A rule for objects of some names counts.
 */
export function allowedByRules(rules: readonly Rule[], { verb, group, resource }: Act): boolean {
  const names = (list: readonly string[] = [], ...wanted: readonly string[]): boolean =>
    ["*", ...wanted].some((each) => list.includes(each));
  const [, part] = resource.split("/");
  return rules.some(
    ({ verbs, apiGroups, resources }) =>
      names(verbs, verb) &&
      names(apiGroups, group) &&
      names(resources, resource, ...(part === undefined ? [] : [`*/${part}`])),
  );
}

/** What rules allow, one line each. */
export function linesOf(rules: readonly Rule[]): string[] {
  const lines = rules.flatMap(({ apiGroups = [], resources = [], verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => actLine({ verb, group, resource }))),
    ),
  );
  return [...new Set(lines)].toSorted();
}

/** The server's own list of what a subject may do in a namespace; reviews of oneself aside, which are everybody's. */
async function listedRules(server: Server, subject: Subject, namespace: string): Promise<Rule[]> {
  const body = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } };
  const answer = await server.ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", body, subject);
  const { status } = answer.body as {
    status?: { resourceRules: Rule[]; incomplete: boolean; evaluationError?: string };
  };
  if (answer.status !== 201 || status?.incomplete !== false || status.evaluationError !== undefined) {
    throw new Error(`the rules of ${subject.label} in ${namespace}: ${JSON.stringify(answer)}`);
  }
  return status.resourceRules.filter((rule) => !linesOf([rule]).every((line) => ofOneself.test(line)));
}

/** What everybody may ask of oneself (Kubernetes documentation, "Using RBAC Authorization", the role system:basic-user). */
const ofOneself = /^create (?:authorization|authentication)\.k8s\.io\/selfsubject/;
