import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** How an order names what holds data, by the parts of its logical name behind the subscription's. */
const partNames: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  "aws:backup/vault:Vault": () => "backups",
  "aws:ebs/volume:Volume": ([name = ""]) => `volumes/${name}`,
  "aws:efs/fileSystem:FileSystem": ([name = ""]) => `fileSystems/${name}`,
  "aws:kms/key:Key": () => "key",
  "aws:rds/instance:Instance": ([name = ""]) => `databases/${name}`,
  "aws:s3/bucket:Bucket": (parts) => (parts.length > 1 ? "accessLogs" : `buckets/${parts[0] ?? ""}`),
  "kubernetes:core/v1:PersistentVolumeClaim": ([environment = "", app = ""]) => `apps/${app}/${environment}`,
  "kubernetes:postgresql.cnpg.io/v1:Cluster": ([environment = ""]) => `databases/${environment}`,
};

/** What holds data is not deleted by a mistake in an order, nor of a tenant that has left, whose data is kept until `tenantry purge`. */
export const dataProtected: Rule = {
  id: "tenancy/data-protected",
  title: "What holds data is protected against deletion",
  severity: "high",
  rationale:
    "A line that is missing from a manifest would delete the customer's data at the next apply; the engine refuses that for what is protected.",
  remediation:
    "Create the resource with protect, and lift it by an entry of unprotected in the order, in a change of its own.",
  controls: [iso27001("A.5.33"), soc2("A1.2")],
  resourceTypes: Object.keys(partNames),
  looksAt: "tenant",
  check(resource, context) {
    if (resource.protect === true) return [];
    const subscription = subscriptionOf(resource, context);
    const lifted = listAt(subscription?.bundle, "unprotected");
    if (subscription !== undefined && lifted.includes(partOf(resource, subscription.name))) return [];
    return [{ message: "The resource should be protected against deletion." }];
  },
};

function partOf({ type, name }: RenderedResource, subscription: string): string | undefined {
  return partNames[type]?.(name.slice(subscription.length).split("--").filter(Boolean));
}
