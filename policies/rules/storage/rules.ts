import type { Rule } from "../../../core/policies/rule.ts";
import { accessPointBounded } from "./accessPointBounded.ts";
import { bucketAccessPointClosed } from "./bucketAccessPointClosed.ts";
import { bucketEncrypted } from "./bucketEncrypted.ts";
import { bucketKept } from "./bucketKept.ts";
import { bucketLifecycle } from "./bucketLifecycle.ts";
import { bucketNoCustomerKeys } from "./bucketNoCustomerKeys.ts";
import { bucketOwnerEnforced } from "./bucketOwnerEnforced.ts";
import { bucketPolicyClosed } from "./bucketPolicyClosed.ts";
import { bucketPublicAccessBlocked } from "./bucketPublicAccessBlocked.ts";
import { bucketTlsOnly } from "./bucketTlsOnly.ts";
import { bucketVersioned } from "./bucketVersioned.ts";
import { fileSystemEncrypted } from "./fileSystemEncrypted.ts";
import { fileSystemTlsOnly } from "./fileSystemTlsOnly.ts";
import { mountTargetNotPublic } from "./mountTargetNotPublic.ts";
import { replicationEncrypted } from "./replicationEncrypted.ts";
import { volumeEncrypted } from "./volumeEncrypted.ts";
import { volumeFinalSnapshot } from "./volumeFinalSnapshot.ts";

/** The rules of storage, in the order of their ids. */
export const storageRules: readonly Rule[] = [
  accessPointBounded,
  bucketAccessPointClosed,
  bucketEncrypted,
  bucketKept,
  bucketLifecycle,
  bucketNoCustomerKeys,
  bucketOwnerEnforced,
  bucketPolicyClosed,
  bucketPublicAccessBlocked,
  bucketTlsOnly,
  bucketVersioned,
  fileSystemEncrypted,
  fileSystemTlsOnly,
  mountTargetNotPublic,
  replicationEncrypted,
  volumeEncrypted,
  volumeFinalSnapshot,
];
