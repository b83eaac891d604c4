import { sqlIdentifier } from "./quote.ts";

/** The owner of a pool's database, as which the application and its migrations log in. */
const owner = sqlIdentifier("app");

/** The group of all tenants' roles. It has no two hyphens, so it is no tenant's. */
const tenants = sqlIdentifier("tenantry_tenants");

/** The policy of row-level security of each protected table, by which protected tables are found too. */
const policy = sqlIdentifier("tenantry");

/** A function of the schema, which belongs to the owner and looks up nothing but what it names whole. */
function define(signature: string, returns: string, body: string): string {
  return `CREATE FUNCTION tenantry.${signature} RETURNS ${returns} LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $tenantry$
${body}
$tenantry$`;
}

/** Each table that is protected, the youngest first, so that what refers to others comes before them. */
const protectedTables = `SELECT polrelid::regclass AS name FROM pg_policy WHERE polname = 'tenantry' ORDER BY polrelid DESC`;

/** The role of a tenant has two hyphens in a row, and no other role has. */
const refuseOthers = `  IF strpos(tenant, '--') = 0 THEN RAISE EXCEPTION '% is the role of no tenant', tenant; END IF;`;

/**
 * A table's rows are their tenants' (PostgreSQL documentation, "Row Security Policies"): each has the role that wrote it, and no other
 * role sees, changes or writes it. The owner is bound too, and so sees none before it takes a tenant's role.
 */
const protect = define(
  "protect(wanted regclass)",
  "void",
  `BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS tenant name NOT NULL DEFAULT current_user', wanted);
  EXECUTE format('ALTER TABLE %s ALTER COLUMN tenant SET NOT NULL, ALTER COLUMN tenant SET DEFAULT current_user', wanted);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', wanted);
  EXECUTE format('DROP POLICY IF EXISTS ${policy} ON %s', wanted);
  EXECUTE format('CREATE POLICY ${policy} ON %s TO ${tenants} USING (tenant = current_user) WITH CHECK (tenant = current_user)', wanted);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${tenants}', wanted);
END`,
);

/** A tenant's role and record. The owner may take the role and has none of its rights before. */
const provision = define(
  "provision(tenant name, registered jsonb)",
  "void",
  `BEGIN
${refuseOthers}
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = tenant) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', tenant); END IF;
  EXECUTE format('GRANT ${tenants} TO %I WITH INHERIT TRUE, SET FALSE', tenant);
  EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', tenant);
  INSERT INTO tenantry.tenants AS known (id, record) VALUES (tenant, registered)
    ON CONFLICT (id) DO UPDATE SET record = excluded.record;
END`,
);

/** All rows of the tenant whose role is taken, and of nobody else, whoever asks. */
const exported = define(
  "export()",
  `TABLE ("table" text, "row" jsonb)`,
  `DECLARE
  wanted record;
BEGIN
  FOR wanted IN ${protectedTables} LOOP
    RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(kept) FROM %s AS kept WHERE kept.tenant = current_user', wanted.name, wanted.name);
  END LOOP;
END`,
);

/** Deletes all rows of a tenant, its record and its role; nothing where it has gone. */
const erase = define(
  "erase(tenant name)",
  "void",
  `DECLARE
  asked name := current_user;
  wanted record;
BEGIN
${refuseOthers}
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = tenant) THEN RETURN; END IF;
  FOR wanted IN ${protectedTables} LOOP
    PERFORM set_config('role', tenant, true);
    EXECUTE format('DELETE FROM %s AS kept WHERE kept.tenant = current_user', wanted.name);
    PERFORM set_config('role', asked, true);
  END LOOP;
  DELETE FROM tenantry.tenants AS known WHERE known.id = tenant;
  EXECUTE format('DROP ROLE %I', tenant);
END`,
);

/**
 * What a superuser runs once in the new database of a pool: the schema `tenantry` with all that keeps tenants' rows apart, for the
 * application's own migrations to use. Whoever logs in as the owner may make roles of tenants, and take them, and nothing else of a
 * superuser's.
 */
export const setUpStatements: readonly string[] = [
  `CREATE ROLE ${tenants} NOLOGIN`,
  `GRANT ${tenants} TO ${owner} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
  `ALTER ROLE ${owner} CREATEROLE`,
  `CREATE SCHEMA tenantry AUTHORIZATION ${owner}`,
  `GRANT USAGE ON SCHEMA tenantry TO ${tenants}`,
  `CREATE TABLE tenantry.tenants (id name PRIMARY KEY, record jsonb NOT NULL)`,
  `ALTER TABLE tenantry.tenants OWNER TO ${owner}`,
  protect,
  provision,
  exported,
  erase,
  ...["protect(regclass)", "provision(name, jsonb)", "export()", "erase(name)"].map(
    (signature) => `ALTER FUNCTION tenantry.${signature} OWNER TO ${owner}`,
  ),
];
