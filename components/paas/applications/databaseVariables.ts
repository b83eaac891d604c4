/**
 * The variables that hand a database to an app, and the keys of its secret that they come from: the connection string that most
 * frameworks look for, and what clients of PostgreSQL themselves look for (PostgreSQL documentation, "libpq: Environment Variables";
 * CloudNativePG documentation, "Connecting from an application").
 */
export const databaseVariables = [
  { name: "DATABASE_URL", key: "uri" },
  { name: "PGHOST", key: "host" },
  { name: "PGPORT", key: "port" },
  { name: "PGDATABASE", key: "dbname" },
  { name: "PGUSER", key: "username" },
  { name: "PGPASSWORD", key: "password" },
] as const;
