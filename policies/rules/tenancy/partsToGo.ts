import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { RuleContext } from "../../../core/policies/rule.ts";
import { subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** How orders of all kinds name what holds data, by the parts of its logical name behind the subscription's. */
const partNames: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  "aws:backup/vault:Vault": () => "backups",
  "aws:ebs/volume:Volume": ([name = ""]) => `volumes/${name}`,
  "aws:efs/fileSystem:FileSystem": ([name = ""]) => `fileSystems/${name}`,
  "aws:kms/key:Key": () => "key",
  "aws:rds/instance:Instance": ([name = ""]) => `databases/${name}`,
  "aws:s3/bucket:Bucket": ([name = "", kept]) =>
    kept === undefined ? `buckets/${name}` : kept === "replica" ? `replicas/${name}` : "accessLogs",
  "kubernetes:core/v1:PersistentVolumeClaim": ([environment = "", app = ""]) => `apps/${app}/${environment}`,
  "kubernetes:postgresql.cnpg.io/v1:Cluster": ([environment = ""]) => `databases/${environment}`,
};

/** Type tokens of what holds data, and what orders can let go of. */
export const dataTypes = Object.keys(partNames);

/** True for what holds data and whose protection the order lifts: `unprotected` of its bundle has it. */
export function isToGo(resource: RenderedResource, context: RuleContext): boolean {
  const subscription = subscriptionOf(resource, context);
  if (subscription === undefined) return false;
  const { type, name } = resource;
  const part = partNames[type]?.(name.slice(subscription.name.length).split("--").filter(Boolean));
  return part !== undefined && listAt(subscription.bundle, "unprotected").includes(part);
}
