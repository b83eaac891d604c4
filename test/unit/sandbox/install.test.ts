import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Inventory } from "../../../sandbox/inventory/inventory.ts";
import { installSandbox, listObjects, uninstallSandbox } from "../../../sandbox/install.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "tenantry it's home "));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

test("installs once, with the SDK's version and every path quoted", () => {
  const inventory = path.join(home, "inventory.sqlite");
  const options = { pulumiHome: home, inventory, providers: ["aws", "kubernetes"] as const };
  const installed = installSandbox(options);
  expect(installed.map(({ name, changed }) => [name, changed])).toEqual([
    ["aws", true],
    ["kubernetes", true],
  ]);
  const [aws] = installed;
  const { version } = JSON.parse(readFileSync("node_modules/@pulumi/aws/package.json", "utf8")) as { version: string };
  expect(aws?.program).toBe(path.join(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws"));
  const script = readFileSync(aws?.program ?? "", "utf8");
  expect(script).toContain(`'--inventory' '${inventory.replaceAll("'", `'\\''`)}' '--version' '${version}' "$@"`);
  expect(statSync(aws?.program ?? "").mode & 0o777).toBe(0o755);
  expect(installSandbox(options).map(({ changed }) => changed)).toEqual([false, false]);
});

test("takes away its own plugins only", () => {
  const inventory = path.join(home, "inventory.sqlite");
  const [aws, kubernetes] = installSandbox({ pulumiHome: home, inventory, providers: ["aws", "kubernetes"] });
  mkdirSync(path.dirname(kubernetes?.program ?? ""), { recursive: true });
  writeFileSync(kubernetes?.program ?? "", "a real provider");
  expect(uninstallSandbox({ pulumiHome: home, providers: ["aws", "kubernetes"] })).toEqual(["aws"]);
  expect(() => statSync(aws?.program ?? "")).toThrow(/ENOENT/);
  expect(readFileSync(kubernetes?.program ?? "", "utf8")).toBe("a real provider");
});

test("tells what exists, all of it or what one stack has made, and nothing where no inventory is", async () => {
  const file = path.join(home, "inventory.sqlite");
  expect(await listObjects(file)).toEqual([]);
  const inventory = new Inventory(file);
  const times = { createdAt: "2026-11-01T00:00:00.000Z", updatedAt: "2026-11-02T00:00:00.000Z" };
  const vpc = { target: "aws", scope: "000000000000/eu-central-1", type: "aws:ec2/vpc:Vpc", tags: { Name: "web" } };
  const put = (id: string, stack: string): void => {
    const facts = { ...vpc, ...times, id, stack, urn: `urn:${stack}`, birth: id, revision: 1, inputs: {}, outputs: {} };
    inventory.transaction(() => {
      inventory.put(facts, [], []);
    });
  };
  put("vpc-1", "acme");
  put("vpc-2", "globex");
  inventory.close();
  expect(await listObjects(file, "acme")).toEqual([
    { ...vpc, id: "vpc-1", stack: "acme", urn: "urn:acme", createdAt: times.createdAt },
  ]);
  expect((await listObjects(file)).map(({ id }) => id)).toEqual(["vpc-1", "vpc-2"]);
});
