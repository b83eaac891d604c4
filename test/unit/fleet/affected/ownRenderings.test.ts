import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { indexRenderings, readRendering } from "../../../../fleet/affected/ownRenderings.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const head = '{"verb":"render","format":"tenantry.dev/render/v1","code":"0.2.0","tenants":[';
const resource = { type: "a:b:C", name: "größe", urn: "urn:1", inputs: { text: "ü\n" } };
const tenant = (id: string, more: object = {}) => ({
  tenant: id,
  digest: "a".repeat(64),
  count: 1,
  resolved: { id, displayName: "Größe" },
  resources: [resource],
  ...more,
});

const index = async (...lines: readonly string[]) => {
  const file = join(folder, "render.json");
  writeFileSync(file, lines.join("\n") + "\n");
  return { file, tenants: await indexRenderings(file) };
};

test("finds each tenant in the document, and reads its resources when they are asked for", async () => {
  const second = tenant("globex", { resources: [], count: 0, error: "no", later: "a field of a later version" });
  const { file, tenants } = await index(head, `${JSON.stringify(tenant("acme"))},`, JSON.stringify(second), "]}");
  expect([...(tenants ?? [])].map(([id, { resolved, digest }]) => [id, resolved, digest])).toEqual([
    ["acme", { id: "acme", displayName: "Größe" }, "a".repeat(64)],
    ["globex", { id: "globex", displayName: "Größe" }, "a".repeat(64)],
  ]);
  const [acme, globex] = [...(tenants?.values() ?? [])].map((line) => readRendering(file, line));
  const { digest, resolved, resources } = tenant("acme");
  const rendered = { tenant: "acme", digest, resolved, resources };
  expect(acme).toEqual(rendered);
  expect(globex).toEqual({ ...rendered, tenant: "globex", resolved: second.resolved, resources: [], error: "no" });
});

test("an estate without tenants is a document, too", async () => {
  expect((await index(head, "]}")).tenants).toEqual(new Map());
});

test.each<[string, readonly string[]]>([
  ["the beginning of one alone", [head, `${JSON.stringify(tenant("acme"))},`]],
  ["a line that is cut off", [head, JSON.stringify(tenant("acme")).slice(0, -5), "]}"]],
  ["a format of another time", [head.replace("/v1", "/v2"), JSON.stringify(tenant("acme")), "]}"]],
  ["a document without resources", [head, JSON.stringify(tenant("acme", { resources: undefined })), "]}"]],
  ["a digest that is none", [head, JSON.stringify(tenant("acme", { digest: "x" })), "]}"]],
  ["another document", ['{"verb":"check","tenants":[]}']],
  ["nothing", [""]],
])("%s is no document", async (_what, lines) => {
  expect((await index(...lines)).tenants).toBeUndefined();
});
