/** Type tokens that rows name in rules about each other. */

/** Namespaces. */
export const NAMESPACE = "kubernetes:core/v1:Namespace";
/** Quotas of a namespace. */
export const RESOURCE_QUOTA = "kubernetes:core/v1:ResourceQuota";
/** Bounds and defaults of containers. */
export const LIMIT_RANGE = "kubernetes:core/v1:LimitRange";
/** Services. */
export const SERVICE = "kubernetes:core/v1:Service";
/** Claims of volumes. */
export const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
/** Kinds of volumes. */
export const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";
/** Priorities of pods. */
export const PRIORITY_CLASS = "kubernetes:scheduling.k8s.io/v1:PriorityClass";
/** Pods without a state of their own. */
export const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
/** Pods that keep their names and volumes. */
export const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";
