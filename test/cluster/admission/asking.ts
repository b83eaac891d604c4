/** Asks the API server of an admission test in somebody's name, and tells refusals apart. */
import { expect } from "@jest/globals";

import type { AdmissionServer } from "../../helpers/admissionServer.ts";
import type { Answer } from "../../helpers/cluster.ts";

/** A namespace that enforces `restricted`, with hosts and registries of its own. */
export const acme = "acme--apps--prod";
/** One that enforces `baseline`, without. */
export const lax = "acme--apps--dev";
/** One of another tenant, on nodes of its own. */
export const globex = "globex--apps--prod";

/** Somebody of a tenant's, who may do everything in its namespaces. */
const developer = { user: "dev@acme.example", groups: ["developers", "system:authenticated"] };

let count = 0;
/** A name that no other object of the test has. */
export const named = (): { name: string } => ({ name: `test-${String(count++)}` });

/** How a test asks. */
export interface Asking {
  /** Sends an object without the version that was read: the cluster's controllers write some of them too. */
  readonly send: (
    method: string,
    namespace: string,
    path: string,
    body?: object,
    as?: typeof developer,
  ) => Promise<Answer>;
  /** Creates an object under a name of its own unless it has one. */
  readonly create: (namespace: string, path: string, body: object, as?: typeof developer) => Promise<Answer>;
}

/** Requests to a server that has started when the first is made; of a developer's unless they say whose. */
export function asking(server: () => AdmissionServer): Asking {
  const send: Asking["send"] = (method, namespace, path, body, as = developer) => {
    const [group = "", ...rest] = path.split(" ");
    const { metadata = {} } = (body ?? {}) as { metadata?: object };
    const sent = body && { ...body, metadata: { ...metadata, resourceVersion: undefined } };
    return server().ask(method, `${group}/namespaces/${namespace}/${rest.join(" ")}`, sent, as);
  };
  return {
    send,
    create: (namespace, path, body, as) => send("POST", namespace, path, { metadata: named(), ...body }, as),
  };
}

/** What was answered to a request, if anything was said. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** What was answered. */
export const refusal = ({ status, body }: Answer): Refusal => ({
  status,
  message: (body as { message?: string }).message ?? "",
});

/** The refusal by a policy, named without `tenantry-`, with all that it says. */
export const denied = (policy: string, message: string): Refusal => ({
  status: 403,
  message: expect.stringMatching(
    new RegExp(
      `^[\\w.]+(?: "[^"]+")? is forbidden: ValidatingAdmissionPolicy 'tenantry-${policy}' with binding 'tenantry-${policy}' denied request: ${escaped(message)}$`,
    ),
  ) as unknown as string,
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
