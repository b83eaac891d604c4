/** The type token of a tenant's record in a pool. */
export const recordType = "kubernetes:core/v1:ConfigMap";
