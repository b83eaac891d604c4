import type { Rule } from "../rule.ts";
import { namespaceClosed } from "./isolation/namespaceClosed.ts";
import { podSecurityEnforced } from "./isolation/podSecurityEnforced.ts";
import { noPublicSubnet } from "./network/noPublicSubnet.ts";
import { bucketEncrypted } from "./storage/bucketEncrypted.ts";
import { bucketPublicAccessBlocked } from "./storage/bucketPublicAccessBlocked.ts";
import { bucketTlsOnly } from "./storage/bucketTlsOnly.ts";
import { clusterScopedOwn } from "./tenancy/clusterScopedOwn.ts";
import { labelsPresent } from "./tenancy/labelsPresent.ts";
import { tagsPresent } from "./tenancy/tagsPresent.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  namespaceClosed,
  podSecurityEnforced,
  noPublicSubnet,
  bucketEncrypted,
  bucketPublicAccessBlocked,
  bucketTlsOnly,
  clusterScopedOwn,
  labelsPresent,
  tagsPresent,
];
