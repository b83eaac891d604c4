/** Every object that exists in the simulated targets, shared by all provider processes. */
import type { Properties } from "../provider/values.ts";
import { Database } from "./database.ts";

/** Which object: unique in the inventory. */
export interface ObjectKey {
  /** `aws` or `kubernetes`. */
  readonly target: string;
  /** Account and region (`000000000000/eu-central-1`), or the cluster's context name. */
  readonly scope: string;
  /** Pulumi type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The target's own id: `vpc-0123456789abcdef0`, `my-namespace/my-config`. */
  readonly id: string;
}

/** One simulated object. Secret values are stored as digests only. */
export interface StoredObject extends ObjectKey {
  /** What its creator asked for. */
  readonly inputs: Properties;
  /** What it is now; edit this to simulate a change by hand. */
  readonly outputs: Properties;
  /** AWS tags or Kubernetes labels. */
  readonly tags: Properties;
  /** Pulumi URN and stack that created it. */
  readonly urn: string;
  readonly stack: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Text that no other object has, from which ids and digits are derived. */
  readonly birth: string;
  /** 1 at creation, one more with every change. */
  readonly revision: number;
}

/** An object's tie to another one in the same target. */
export interface StoredReference {
  readonly toScope: string;
  readonly toType: string;
  readonly toId: string;
  /** What deleting the other object does: it is refused, or it takes this object along. */
  readonly onDelete: "restrict" | "cascade";
}

/** Selects objects; every given field must match. */
export interface ObjectFilter {
  readonly target?: string;
  readonly scope?: string;
  readonly type?: string;
  readonly id?: string;
  readonly stack?: string;
}

function parse(column: unknown): Properties {
  return JSON.parse(String(column)) as Properties;
}

function toObject(row: Record<string, unknown>): StoredObject {
  return {
    target: String(row["target"]),
    scope: String(row["scope"]),
    type: String(row["type"]),
    id: String(row["id"]),
    inputs: parse(row["inputs"]),
    outputs: parse(row["outputs"]),
    tags: parse(row["tags"]),
    urn: String(row["urn"]),
    stack: String(row["stack"]),
    createdAt: String(row["created_at"]),
    updatedAt: String(row["updated_at"]),
    birth: String(row["birth"]),
    revision: Number(row["revision"]),
  };
}

function where(filter: ObjectFilter): { sql: string; values: string[] } {
  const entries = (["target", "scope", "type", "id", "stack"] as const).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const sql = entries.length === 0 ? "" : ` WHERE ${entries.map(([name]) => `${name} = ?`).join(" AND ")}`;
  return { sql, values: entries.map(([, value]) => value) };
}

const KEY = "target = ? AND scope = ? AND type = ? AND id = ?";

function keyValues(key: ObjectKey): [string, string, string, string] {
  return [key.target, key.scope, key.type, key.id];
}

/**
 * The inventory of one sandbox: an SQLite file that many processes use at once. Writes belong inside
 * {@link Inventory.transaction}; {@link Inventory.list}, {@link Inventory.count}, {@link Inventory.edit} and
 * {@link Inventory.clear} are for people and tests.
 */
export class Inventory {
  readonly #database: Database;

  /**
   * Opens the file, making it when absent.
   * @throws SandboxError when the file cannot be opened, read or written, with the remedy.
   */
  constructor(file: string) {
    this.#database = new Database(file);
  }

  /** Absolute path of the SQLite file. */
  get file(): string {
    return this.#database.file;
  }

  /** Key of the digests that stand for secrets; made with the file. */
  get sealKey(): string {
    return String(this.#database.get("SELECT value FROM settings WHERE name = 'sealKey'")?.["value"]);
  }

  /** One operation: all of it happens, or nothing, and no other process sees it halfway. */
  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  /** Limits the size of the file, see `maxPageCount` in sandbox.json. 0 lifts the limit. */
  limitPages(count: number): void {
    this.#database.limitPages(count);
  }

  /** The object, or undefined. */
  get(key: ObjectKey): StoredObject | undefined {
    const row = this.#database.get(`SELECT * FROM objects WHERE ${KEY}`, ...keyValues(key));
    return row === undefined ? undefined : toObject(row);
  }

  /** Matching objects in key order. */
  list(filter: ObjectFilter = {}): StoredObject[] {
    const { sql, values } = where(filter);
    return this.#database.all(`SELECT * FROM objects${sql} ORDER BY target, scope, type, id`, ...values).map(toObject);
  }

  /** How many objects match. */
  count(filter: ObjectFilter = {}): number {
    const { sql, values } = where(filter);
    return Number(this.#database.get(`SELECT count(*) AS n FROM objects${sql}`, ...values)?.["n"]);
  }

  /** How many objects of a type exist whose scope begins with `prefix` (an account across its regions). */
  countUnder(target: string, prefix: string, type: string): number {
    const sql = "SELECT count(*) AS n FROM objects WHERE target = ? AND type = ? AND substr(scope, 1, length(?)) = ?";
    return Number(this.#database.get(sql, target, type, prefix, prefix)?.["n"]);
  }

  /** Objects that refer to `key`, with what its deletion would do to them. */
  referrers(key: ObjectKey, type?: string): (StoredObject & { onDelete: StoredReference["onDelete"] })[] {
    const sql =
      "SELECT objects.*, r.on_delete FROM object_references AS r JOIN objects ON objects.target = r.target AND " +
      "objects.scope = r.scope AND objects.type = r.type AND objects.id = r.id " +
      "WHERE r.target = ? AND r.to_scope = ? AND r.to_type = ? AND r.to_id = ? AND (? IS NULL OR r.type = ?)";
    return this.#database
      .all(sql, ...keyValues(key), type ?? null, type ?? null)
      .map((row) => ({ ...toObject(row), onDelete: row["on_delete"] === "cascade" ? "cascade" : "restrict" }));
  }

  /** Who holds a name that must be unique, or undefined. */
  ownerOf(name: string): ObjectKey | undefined {
    const row = this.#database.get("SELECT * FROM unique_names WHERE name = ?", name);
    if (row === undefined) return undefined;
    return {
      target: String(row["target"]),
      scope: String(row["scope"]),
      type: String(row["type"]),
      id: String(row["id"]),
    };
  }

  /** Writes the object as it is given, replacing its earlier references and unique names. */
  put(object: StoredObject, references: readonly StoredReference[], uniqueNames: readonly string[]): void {
    this.#forget(object);
    this.#database.run(
      "INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...keyValues(object),
      JSON.stringify(object.inputs),
      JSON.stringify(object.outputs),
      JSON.stringify(object.tags),
      object.urn,
      object.stack,
      object.createdAt,
      object.updatedAt,
      object.birth,
      object.revision,
    );
    for (const { toScope, toType, toId, onDelete } of references) {
      this.#database.run(
        "INSERT OR REPLACE INTO object_references VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ...keyValues(object),
        toScope,
        toType,
        toId,
        onDelete,
      );
    }
    for (const name of uniqueNames) {
      this.#database.run("INSERT INTO unique_names VALUES (?, ?, ?, ?, ?)", name, ...keyValues(object));
    }
  }

  /** Removes the object; false when there was none. */
  remove(key: ObjectKey): boolean {
    this.#forget(key);
    return this.#database.run(`DELETE FROM objects WHERE ${KEY}`, ...keyValues(key)) > 0;
  }

  #forget(key: ObjectKey): void {
    this.#database.run(`DELETE FROM object_references WHERE ${KEY}`, ...keyValues(key));
    this.#database.run(`DELETE FROM unique_names WHERE ${KEY}`, ...keyValues(key));
  }

  /** Counts one up and returns the new value; the first is 1. */
  next(counter: string): number {
    const sql = "INSERT INTO counters VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value";
    return Number(this.#database.get(sql, counter)?.["value"]);
  }

  /**
   * Changes an object behind Pulumi's back, as a person at a console would.
   * @param change receives a copy of the live properties and returns the new ones.
   * @throws Error when there is no such object.
   */
  edit(key: ObjectKey, change: (properties: Properties) => Properties): void {
    this.transaction(() => {
      const object = this.get(key);
      if (object === undefined) throw new Error(`no ${key.type} ${key.id} in ${key.target} ${key.scope}`);
      this.#database.run(
        `UPDATE objects SET outputs = ?, revision = revision + 1 WHERE ${KEY}`,
        JSON.stringify(change(structuredClone(object.outputs))),
        ...keyValues(key),
      );
    });
  }

  /** Removes every object (not the digest key), or those that match; returns how many. */
  clear(filter: ObjectFilter = {}): number {
    return this.transaction(() => {
      const objects = this.list(filter);
      for (const object of objects) this.remove(object);
      return objects.length;
    });
  }

  close(): void {
    this.#database.close();
  }
}
