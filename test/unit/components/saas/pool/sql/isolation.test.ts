import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { setUpStatements } from "../../../../../../components/saas/pool/sql/setUp.ts";
import { tenantStatements } from "../../../../../../components/saas/pool/sql/tenantStatements.ts";
import type { TenantRecord } from "../../../../../../components/saas/record.ts";
import { startPostgres, type Postgres } from "../../../../../helpers/postgres.ts";

// The SQL of pools on PostgreSQL itself, which PGlite is, compiled to WebAssembly.

/** What somebody would order who tries to get out of a text. */
const hostile = `'); DROP TABLE notes; -- \\'; $tenantry$ "; SET ROLE app; \u0000`.replace("\u0000", "");

const recordOf = (id: string, changes: Partial<TenantRecord> = {}): TenantRecord => ({
  id,
  tenant: "some",
  subscription: "notes",
  tier: "shared@1",
  state: "active",
  channel: "stable",
  version: "4.2.0",
  flags: {},
  limits: { users: 5, storageGiB: 1, requestsPerMinute: 60 },
  configuration: { greeting: hostile },
  secrets: [],
  ...changes,
});

const acme = recordOf("acme--notes");
const globex = recordOf("globex--notes");

let database: Postgres;

/** What a statement of a tenant's gives, in a transaction of its own, as the application asks. */
const as = (role: string, statement: string, values: unknown[] = []): Promise<readonly unknown[]> =>
  database.ask(statement, { role, values });

beforeAll(async () => {
  database = startPostgres();
  await database.run("CREATE ROLE app LOGIN; GRANT CREATE ON SCHEMA public TO app;");
  for (const statement of setUpStatements) await database.run(statement);
  // From here on as the application logs in: no superuser, and bound by its own policies.
  await database.run("SET SESSION AUTHORIZATION app");
  await database.run(`
    CREATE TABLE notes (tenant name NOT NULL DEFAULT current_user, id int, body text, PRIMARY KEY (tenant, id));
    CREATE TABLE pages (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note int, tenant name NOT NULL DEFAULT current_user,
      FOREIGN KEY (tenant, note) REFERENCES notes);
    SELECT tenantry.protect('notes'); SELECT tenantry.protect('pages');
  `);
  for (const tenant of [acme, globex]) await database.run(tenantStatements(tenant).provision);
  await as(acme.id, "INSERT INTO notes (id, body) VALUES (1, $1), (2, 'plans')", [hostile]);
  await as(globex.id, "INSERT INTO notes (id, body) VALUES (1, 'secret of globex')");
  await as(globex.id, "INSERT INTO pages (note) VALUES (1)");
});

afterAll(async () => {
  await database.close();
});

test("each tenant sees its own rows alone, whatever it asks for", async () => {
  expect(await as(acme.id, "SELECT id, body FROM notes ORDER BY id")).toEqual([
    { id: 1, body: hostile },
    { id: 2, body: "plans" },
  ]);
  expect(await as(globex.id, "SELECT tenant, body FROM notes")).toEqual([
    { tenant: globex.id, body: "secret of globex" },
  ]);
  expect(await as(acme.id, "SELECT * FROM notes WHERE tenant = $1", [globex.id])).toEqual([]);
  expect(await as(acme.id, "SELECT count(*)::int AS rows FROM pages")).toEqual([{ rows: 0 }]);
});

test("no tenant changes, deletes or writes another's rows", async () => {
  expect(await as(acme.id, "UPDATE notes SET body = 'mine' WHERE tenant = $1 RETURNING id", [globex.id])).toEqual([]);
  expect(await as(acme.id, "DELETE FROM notes WHERE body LIKE '%globex%' RETURNING id")).toEqual([]);
  const forged = "INSERT INTO notes (tenant, id, body) VALUES ($1, 7, 'forged')";
  await expect(as(acme.id, forged, [globex.id])).rejects.toThrow("row-level security");
  await expect(as(acme.id, "UPDATE notes SET tenant = $1 WHERE id = 2", [globex.id])).rejects.toThrow(
    "row-level security",
  );
  await expect(as(acme.id, "TRUNCATE notes")).rejects.toThrow("permission denied");
  expect(await as(globex.id, "SELECT body FROM notes")).toEqual([{ body: "secret of globex" }]);
});

test("a tenant cannot guess what another has: the same key is free, and nothing refers to a foreign row", async () => {
  // What globex has at 1 is no obstacle to acme's own 1, which is there; a page of acme's cannot hang on globex's note.
  expect(await as(acme.id, "INSERT INTO notes (id, body) VALUES (3, 'x') ON CONFLICT DO NOTHING RETURNING id")).toEqual(
    [{ id: 3 }],
  );
  await expect(as(acme.id, "INSERT INTO pages (tenant, note) VALUES ($1, 1)", [globex.id])).rejects.toThrow(
    "row-level security",
  );
  await as(acme.id, "DELETE FROM notes WHERE id = 3");
});

test("the registry is no tenant's to read, and no tenant makes itself another", async () => {
  await expect(as(acme.id, "SELECT * FROM tenantry.tenants")).rejects.toThrow("permission denied");
  await expect(as(acme.id, "SELECT tenantry.provision('evil--notes', '{}')")).rejects.toThrow();
  await expect(as(acme.id, `SELECT tenantry.erase('${globex.id}')`)).rejects.toThrow();
  await expect(as(acme.id, "ALTER TABLE notes DISABLE ROW LEVEL SECURITY")).rejects.toThrow("must be owner");
  await expect(as(acme.id, "DROP POLICY tenantry ON notes")).rejects.toThrow("must be owner");
  expect(await as(globex.id, "SELECT count(*)::int AS rows FROM notes")).toEqual([{ rows: 1 }]);
});

test("the application itself sees no row before it takes a tenant's role", async () => {
  expect(await database.ask("SELECT * FROM notes")).toEqual([]);
  await expect(database.ask("INSERT INTO notes (tenant, id) VALUES ($1, 9)", { values: [acme.id] })).rejects.toThrow(
    "row-level security",
  );
});

test("the record is kept as it was written, and changed in place", async () => {
  const recorded = (): Promise<unknown> =>
    database.ask("SELECT record FROM tenantry.tenants WHERE id = $1", { values: [acme.id] });
  expect(await recorded()).toEqual([{ record: acme }]);
  const suspended = { ...acme, state: "suspended" } as const;
  await database.run(tenantStatements(suspended).provision);
  expect(await recorded()).toEqual([{ record: suspended }]);
  expect(await as(acme.id, "SELECT count(*)::int AS rows FROM notes")).toEqual([{ rows: 2 }]);
  await database.run(tenantStatements(acme).provision);
});

test("an export has all rows of its tenant and none of another's", async () => {
  const exported = (record: TenantRecord): Promise<readonly unknown[]> => database.run(tenantStatements(record).export);
  expect(await exported(acme)).toEqual([
    { table: "public.notes", row: { id: 1, body: hostile, tenant: acme.id } },
    { table: "public.notes", row: { id: 2, body: "plans", tenant: acme.id } },
  ]);
  expect(await exported(globex)).toEqual([
    { table: "public.pages", row: expect.objectContaining({ note: 1, tenant: globex.id }) },
    { table: "public.notes", row: { id: 1, body: "secret of globex", tenant: globex.id } },
  ]);
  // Outside of a tenant's role there is nothing to export.
  expect(await database.ask("SELECT * FROM tenantry.export()")).toEqual([]);
});

test("neither a record nor an id breaks out of its statement", async () => {
  const evil = recordOf(`x--${hostile}`.slice(0, 60), { tenant: hostile });
  const { provision, export: exported, erase } = tenantStatements(evil);
  await database.run(provision);
  const known = "SELECT id FROM tenantry.tenants ORDER BY id";
  expect(await database.ask(known)).toEqual([{ id: acme.id }, { id: globex.id }, { id: evil.id }]);
  expect(await database.run(exported)).toEqual([]);
  await database.run(erase);
  expect(await database.ask(known)).toEqual([{ id: acme.id }, { id: globex.id }]);
  expect(await as(globex.id, "SELECT body FROM notes")).toEqual([{ body: "secret of globex" }]);
});

test("only roles of tenants are made or erased", async () => {
  await expect(database.run("SELECT tenantry.provision('app', '{}')")).rejects.toThrow("is the role of no tenant");
  await expect(database.run("SELECT tenantry.erase('tenantry_tenants')")).rejects.toThrow("is the role of no tenant");
});

test("erasing a tenant leaves nothing of it and everything of the others, and may be asked for twice", async () => {
  const { erase } = tenantStatements(globex);
  await database.run(erase);
  await database.run(erase);
  expect(await as(acme.id, "SELECT count(*)::int AS rows FROM notes")).toEqual([{ rows: 2 }]);
  await database.run("SET SESSION AUTHORIZATION postgres");

  const left = await database.ask(
    "SELECT DISTINCT tenant FROM (SELECT tenant FROM notes UNION SELECT tenant FROM pages)",
  );
  expect(left).toEqual([{ tenant: acme.id }]);
  const roles = await database.ask("SELECT rolname FROM pg_roles WHERE rolname LIKE '%--%'");
  expect(roles).toEqual([{ rolname: acme.id }]);
});
