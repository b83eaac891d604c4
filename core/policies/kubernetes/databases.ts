/** The type token of a CloudNativePG cluster. */
export const databaseType = "kubernetes:postgresql.cnpg.io/v1:Cluster";
