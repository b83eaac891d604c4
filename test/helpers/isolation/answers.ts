import type { TestCluster } from "../cluster.ts";
import { pathOf, type ApiResource } from "./apiResources.ts";
import { atOnce } from "./atOnce.ts";
import type { Question } from "./questions.ts";

type Server = Pick<TestCluster, "ask">;

/** Those of the questions that the server says yes to, by a review of access each. */
export async function allowedByReview(server: Server, questions: readonly Question[]): Promise<Question[]> {
  const answers = await atOnce(questions, async ({ subject, verb, group, resource: whole, namespace }) => {
    const [resource = "", subresource = ""] = whole.split("/");
    const resourceAttributes = { verb, group, resource, subresource, namespace };
    const spec = { user: subject.user, groups: subject.groups, resourceAttributes };
    const body = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec };
    const answer = await server.ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", body);
    return (answer.body as { status: { allowed: boolean } }).status.allowed;
  });
  return questions.filter((_question, index) => answers[index] === true);
}

/** A request that asks for what a question is about. */
interface Request {
  readonly method: string;
  readonly path: string;
}

/** The request that a question is about; undefined for what is no request by itself, or of no resource that the server has. */
export function requestOf(
  { verb, group, resource: whole, namespace }: Question,
  resources: ReadonlyMap<string, ApiResource>,
  name: string,
): Request | undefined {
  const found = resources.get(`${group}/${whole}`);
  if (found?.verbs.includes(verb) !== true) return undefined;
  const [plural = "", part] = whole.split("/");
  const all = pathOf(found, plural, found.namespaced ? namespace : "");
  // A namespace is asked for in itself.
  const own = plural === "namespaces" && namespace !== "" ? namespace : name;
  const one = part === undefined ? `${all}/${own}` : `${all}/${own}/${part}`;
  const method = { create: "POST", update: "PUT", patch: "PATCH", delete: "DELETE" }[verb] ?? "GET";
  if (verb === "list") return { method, path: all };
  if (verb === "watch") return { method, path: `${all}?watch=true&timeoutSeconds=1` };
  return { method, path: verb === "create" && part === undefined ? all : one };
}

/** What came of real requests in the names of subjects. */
export interface RequestsMade {
  /** How many questions could be asked so. */
  readonly asked: number;
  /** Those that were not answered by 403 Forbidden. */
  readonly passed: readonly Question[];
}

/**
 * Makes the requests that questions are about, for objects that are there where there are any: what is refused, is refused before
 * anything of it is looked at.
 *
 * @param nameOf the name of an object that is there of what a question is about.
 */
export async function allowedByRequest(
  server: Server,
  questions: readonly Question[],
  resources: readonly ApiResource[],
  nameOf: (question: Question) => string | undefined,
): Promise<RequestsMade> {
  const known = new Map(resources.map((one) => [`${one.group}/${one.resource}`, one]));
  const requests = questions.flatMap((question) => {
    const request = requestOf(question, known, nameOf(question) ?? "any");
    return request === undefined ? [] : [{ ...request, question }];
  });
  const answers = await atOnce(requests, async ({ method, path, question }) => {
    const answer = await server.ask(method, path, undefined, question.subject);
    return answer.status === 403 && (answer.body as { reason?: string }).reason === "Forbidden";
  });
  const passed = requests.filter((_request, index) => answers[index] !== true).map(({ question }) => question);
  return { asked: requests.length, passed };
}
