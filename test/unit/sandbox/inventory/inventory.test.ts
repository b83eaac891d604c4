import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Inventory, type StoredObject } from "../../../../sandbox/inventory/inventory.ts";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "tenantry-inventory-"));
  file = path.join(directory, "deep", "inventory.sqlite");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function object(id: string, type = "aws:ec2/vpc:Vpc"): StoredObject {
  return {
    target: "aws",
    scope: "000000000000/eu-central-1",
    type,
    id,
    inputs: { cidrBlock: "10.0.0.0/16" },
    outputs: { cidrBlock: "10.0.0.0/16", arn: `arn:${id}` },
    tags: { Name: id },
    urn: `urn:${id}`,
    stack: "acme",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    birth: `birth ${id}`,
    revision: 1,
  };
}

describe("an inventory", () => {
  test("keeps objects over closing and opening", () => {
    const first = new Inventory(file);
    const { sealKey } = first;
    first.transaction(() => {
      first.put(object("vpc-1"), [], ["name"]);
    });
    first.close();
    const second = new Inventory(file);
    expect(second.list()).toEqual([object("vpc-1")]);
    expect(second.count({ stack: "acme", type: "aws:ec2/vpc:Vpc" })).toBe(1);
    expect(second.count({ stack: "globex" })).toBe(0);
    expect(second.ownerOf("name")?.id).toBe("vpc-1");
    expect(second.sealKey).toBe(sealKey);
    expect(second.clear()).toBe(1);
    expect(second.ownerOf("name")).toBeUndefined();
    second.close();
  });

  test("knows who refers to an object", () => {
    const inventory = new Inventory(file);
    const subnet = object("subnet-1", "aws:ec2/subnet:Subnet");
    inventory.transaction(() => {
      inventory.put(object("vpc-1"), [], []);
      inventory.put(
        subnet,
        [{ toScope: subnet.scope, toType: "aws:ec2/vpc:Vpc", toId: "vpc-1", onDelete: "restrict" }],
        [],
      );
    });
    expect(inventory.referrers(object("vpc-1"))).toEqual([{ ...subnet, onDelete: "restrict" }]);
    inventory.transaction(() => inventory.remove(subnet));
    expect(inventory.referrers(object("vpc-1"))).toEqual([]);
    inventory.close();
  });

  test("undoes a transaction that throws", () => {
    const inventory = new Inventory(file);
    expect(() => {
      inventory.transaction(() => {
        inventory.put(object("vpc-1"), [], []);
        throw new Error("no");
      });
    }).toThrow("no");
    expect(inventory.count()).toBe(0);
    inventory.close();
  });

  test("is changed by hand through edit", () => {
    const inventory = new Inventory(file);
    inventory.transaction(() => {
      inventory.put(object("vpc-1"), [], []);
    });
    inventory.edit(object("vpc-1"), (properties) => ({ ...properties, extra: true }));
    expect(inventory.get(object("vpc-1"))?.outputs["extra"]).toBe(true);
    expect(() => {
      inventory.edit(object("vpc-2"), (properties) => properties);
    }).toThrow("no aws:ec2/vpc:Vpc vpc-2 in aws 000000000000/eu-central-1");
    inventory.close();
  });
});

test("many processes make one file at once and lose nothing", async () => {
  const program = path.join(directory, "count.ts");
  const module = JSON.stringify(path.resolve("sandbox/inventory/inventory.ts"));
  writeFileSync(
    program,
    `const { Inventory } = await import(${module});
const inventory = new Inventory(process.argv[2]);
for (let i = 0; i < 25; i++) inventory.transaction(() => inventory.next("shared"));
inventory.close();`,
  );
  const processes = Array.from({ length: 8 }, () =>
    spawn("node", ["--disable-warning=ExperimentalWarning", program, file], { stdio: "inherit" }),
  );
  const codes = await Promise.all(processes.map(async (child) => (await once(child, "exit"))[0] as number));
  expect(codes).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  const inventory = new Inventory(file);
  expect(inventory.transaction(() => inventory.next("shared"))).toBe(201);
  inventory.close();
}, 60_000);

test("a file of the first version keeps its objects and references", () => {
  mkdirSync(path.dirname(file), { recursive: true });
  const old = new DatabaseSync(file);
  old.exec(`
    CREATE TABLE objects (target, scope, type, id, inputs, outputs, tags, urn, stack, created_at, updated_at, birth, revision);
    CREATE TABLE object_references (target, scope, type, id, to_type, to_id, on_delete);
    CREATE INDEX object_references_by_source ON object_references (target, scope, type, id);
    CREATE TABLE unique_names (name, target, scope, type, id);
    CREATE TABLE counters (name, value);
    CREATE TABLE settings (name, value);
    INSERT INTO objects VALUES ('aws', 'a/b', 't', 'i', '{}', '{}', '{}', 'urn', 'acme', '', '', '', 1);
    INSERT INTO object_references VALUES ('aws', 'a/b', 't', 'i', 'u', 'j', 'cascade');
    PRAGMA user_version = 1;
  `);
  old.close();
  const inventory = new Inventory(file);
  const users = inventory.referrers({ target: "aws", scope: "a/b", type: "u", id: "j" });
  expect(users.map(({ id, onDelete }) => ({ id, onDelete }))).toEqual([{ id: "i", onDelete: "cascade" }]);
  inventory.close();
});

describe("a file that cannot be used", () => {
  test("that is no database", () => {
    const garbage = path.join(directory, "garbage.sqlite");
    writeFileSync(garbage, "not a database, certainly not one of SQLite's".repeat(100));
    expect(() => new Inventory(garbage)).toThrow(
      `sandbox inventory ${garbage} is not an SQLite database: move the file away to begin with an empty sandbox`,
    );
  });

  test("whose directory is a file", () => {
    const blocked = path.join(directory, "file");
    writeFileSync(blocked, "");
    expect(() => new Inventory(path.join(blocked, "inventory.sqlite"))).toThrow(
      /^sandbox inventory .* cannot be created: /,
    );
  });

  test("that is full", () => {
    const inventory = new Inventory(file);
    inventory.limitPages(1);
    expect(() => {
      inventory.transaction(() => {
        inventory.put({ ...object("vpc-1"), outputs: { filler: "x".repeat(100_000) } }, [], []);
      });
    }).toThrow(/cannot grow: database or disk is full/);
    expect(inventory.count()).toBe(0);
    inventory.limitPages(0);
    inventory.transaction(() => {
      inventory.put(object("vpc-1"), [], []);
    });
    expect(inventory.count()).toBe(1);
    inventory.close();
  });
});
