import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isSharedNamespace, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { featureOf, grantOf, numberOf, subscriptionOf } from "../../../core/policies/subscriptions.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { jsonDigest } from "../../../core/jsonDigest.ts";
import { recordType } from "./recordType.ts";

const property = "data.tenant.json";

/** By its record the application knows a tenant, so that says what was sold, and stays for as long as the tenant does. */
export const poolRecordAsSold: Rule = {
  id: "tenancy/pool-record-as-sold",
  title: "The record of a pool's tenant says what was sold",
  severity: "high",
  rationale:
    "The application serves a tenant of a pool by its record alone: one that says more than was sold gives it away, one that says active of a suspended tenant serves it on, and one that is deleted by mistake has the tenant's rows deleted.",
  remediation:
    "Render the record with the tier's flags, at most what the tier grants, and the tenant's own id and state, and protect it unless unprotected of the order has data.",
  controls: [iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: [recordType],
  looksAt: "tenant",
  check(resource, context) {
    const subscription = subscriptionOf(resource, context);
    const { tenant } = context;
    if (subscription === undefined || tenant === undefined || !isSharedNamespace(namespaceOf(resource))) {
      return notApplicable;
    }
    const record = recordIn(resource);
    const wrong = (field: string, should: string): Violation => ({
      property,
      message: `${field} of the record should ${should}.`,
    });
    const limits = (["users", "storageGiB"] as const).filter(
      (limit) => !(numberOf(valueAt(record, "limits", limit)) <= grantOf(subscription, limit)),
    );
    const requests = numberOf(valueAt(record, "limits", "requestsPerMinute"));
    const lifted = valueAt(subscription.bundle, "unprotected");
    return [
      ...(valueAt(record, "id") === valueAt(resource.inputs, "metadata", "name")
        ? []
        : [wrong("id", "be the object's name")]),
      ...(valueAt(record, "tenant") === tenant.id ? [] : [wrong("tenant", "be the tenant's id")]),
      ...((valueAt(record, "state") === "active") === (tenant.state === "active")
        ? []
        : [wrong("state", "be the tenant's")]),
      ...(jsonDigest(valueAt(record, "flags")) === jsonDigest(featureOf(subscription, "flags"))
        ? []
        : [wrong("flags", "be the tier's")]),
      ...limits.map((limit) => wrong(`limits.${limit}`, "be at most what the tier grants")),
      ...(requests > 0 && requests <= numberOf(featureOf(subscription, "requestsPerMinute"))
        ? []
        : [wrong("limits.requestsPerMinute", "be the tier's")]),
      ...(resource.protect === true || (Array.isArray(lifted) && lifted.includes("data"))
        ? []
        : [{ message: "The resource should be protected against deletion." }]),
    ];
  },
};

/** What the record says; nothing where it is no JSON. */
function recordIn({ inputs }: RenderedResource): unknown {
  const text = valueAt(inputs, "data", "tenant.json");
  try {
    return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
