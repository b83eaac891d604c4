import type { DriftedObject } from "../results/drift.ts";

/** How much it matters that an object is not as it was made. */
export type Relevance = DriftedObject["relevance"];

/**
 * What decides who gets in, what gets out, and what can be found out or brought back afterwards. Kubernetes kinds by name; AWS types by
 * the beginning of Pulumi's token.
 */
const securityKinds = new Set([
  ...["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "ServiceAccount", "ServiceAccountPatch"],
  ...["NetworkPolicy", "ResourceQuota", "LimitRange", "ReferenceGrant", "Secret"],
  ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
  ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
]);
const securityTypes = [
  ...["aws:iam/", "aws:kms/", "aws:backup/", "aws:vpc/securityGroup", "aws:cloudwatch/logGroup:"],
  ...["securityGroup", "defaultSecurityGroup", "networkAcl", "route", "internetGateway", "vpcEndpoint", "flowLog"].map(
    (name) => `aws:ec2/${name}`,
  ),
  ...["bucketPolicy", "bucketPublicAccessBlock", "bucketOwnershipControls", "bucketServerSideEncryption"].map(
    (name) => `aws:s3/${name}`,
  ),
  ...["aws:s3/bucketVersioning", "aws:s3/bucketLogging", "aws:s3/bucketReplicationConfig", "aws:s3/accessPoint"],
  ...["aws:efs/fileSystemPolicy", "aws:budgets/budgetAction"],
];

/** Properties of any object that do the same: its exposure, its encryption, whose rights it has, its protection. */
const securityPaths =
  /encrypt|kms|public|polic(?:y|ies)|securitygroup|ingress|egress|protection|tls|ssl|certificate|password|secret|privileged|capabilities|host(?:network|pid|ipc|path)|runas|serviceaccount|metadataoptions|pod-security\.kubernetes\.io|logging|loggroup|backup|retention/i;

/** Properties that are for people. Those with our own names are not: by them the tenant's objects are found again. */
const wordPaths = /^(?:tags|tagsAll|description|displayName|metadata\.(?:labels|annotations))(?:[.[]|$)/;
const ownName = "tenantry";

/**
 * Decides how much a drift matters, by the object's kind and the properties' paths alone: what is foreign bounds or opens an environment,
 * so it is always about security.
 */
export function relevanceOf({ kind, drift, paths }: Pick<DriftedObject, "kind" | "drift" | "paths">): Relevance {
  if (drift === "foreign") return "security";
  const decided = paths.filter((path) => !wordPaths.test(path) || path.includes(ownName) || securityPaths.test(path));
  if (drift === "changed" && paths.length > 0 && decided.length === 0) return "cosmetic";
  if (securityKinds.has(kind) || securityTypes.some((type) => kind.startsWith(type))) return "security";
  // By a namespace's labels policies and gateways decide what may be done there.
  const isSecurity = (path: string): boolean =>
    securityPaths.test(path) || (kind === "Namespace" && path.includes(ownName));
  return decided.some(isSecurity) ? "security" : "function";
}
