// The JSON Schemas judged by a validator that knows nothing of ours.
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse } from "yaml";

import { serviceKinds } from "../../../../components/registry.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import { placeOf } from "../../../../core/estate/places.ts";
import { jsonSchemas } from "../../../../core/schema/jsonSchemas.ts";
import { corpusCases } from "../../../helpers/corpus.ts";
import { exampleTexts } from "../../../helpers/estateFiles.ts";
import { root } from "../../../helpers/cli.ts";

// Every format comes with a pattern, so that it is checked also where formats are but remarks.
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { date: true, email: true, uuid: true } });
const schemas = jsonSchemas(serviceKinds);
const validators = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name.replace(".schema.json", ""), ajv.compile(schema)]),
);

/** What the schema says against a document: the places with what is wrong there, without the frames around them. */
function errors(schema: string, text: string): string[] {
  const validate = validators[schema];
  if (validate === undefined) throw new Error(`no schema ${schema}`);
  if (validate(parse(text))) return [];
  const told = (validate.errors ?? [])
    .filter(({ keyword }) => !["if", "oneOf", "anyOf"].includes(keyword))
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`);
  return [...new Set(told)];
}

const texts = exampleTexts();

describe("the example estate", () => {
  const schemaOf = (name: string): string => placeOf(name) ?? "none";

  test.each(Object.keys(texts))("%s is valid by its schema, which its modeline names", (name) => {
    const text = texts[name] ?? "";
    expect(errors(schemaOf(name), text)).toEqual([]);
    const path = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? "";
    const schema = relative(root, resolve(root, "estate", name, "..", path));
    expect(schema).toBe(`estate/schemas/${schemaOf(name)}.schema.json`);
  });

  test("has a schema for each kind of file", () => {
    expect(readdirSync(join(root, "estate/schemas")).toSorted()).toEqual(Object.keys(schemas).toSorted());
    for (const name of readdirSync(join(root, "estate/schemas"))) {
      const { $id } = JSON.parse(readFileSync(join(root, "estate/schemas", name), "utf8")) as { $id: string };
      expect($id).toBe(`https://tenantry.dev/schemas/v1/${name}`);
    }
  });
});

describe("the corpus of broken files", () => {
  /** What the schemas cannot say: rules in code, and what the other files of an estate give. */
  const beyondSchemas = new Set([
    "add-on-entitlement-over-the-kinds-limit",
    "approval-expires-before",
    "approval-too-long",
    "billing-tax-exempt-with-a-rate",
    "billing-tax-without-a-reason",
    "cell-costs-weights",
    "customer-discount-backwards",
    "customer-discount-two-kinds",
    "customer-minimum-five-decimals",
    "estate-cell-supernet-host-bits",
    "estate-freeze-backwards",
    "estate-name-reserved",
    "exchange-rate-for-itself",
    "offboarding-hostile-reason",
    "price-book-cost-eleven-decimals",
    "rollout-probe-with-password",
    "suspension-note-control",
    "tenant-spec-cidr-host-bits",
    "tenant-spec-cidr-missing",
    "tenant-spec-network-missing",
    "tier-credits-above-the-promise",
    "tier-credits-ascending",
    "tier-credits-less-for-worse",
    "tier-credits-three-decimals",
    "tier-meter-no-price",
    "tier-meter-price-eleven-decimals",
    "tier-meter-tiers-end",
    "tier-meter-tiers-fall",
    "tier-meter-tiers-without-mode",
    "tier-meter-twice",
    "tier-meter-two-prices",
    "tier-price-five-decimals",
    "tier-support-schedule-backwards",
    "tier-support-schedule-day-twice",
    "tier-support-schedule-zone",
    "usage-out-of-order",
    "usage-share-above-the-whole",
  ]);

  const cases = corpusCases().flatMap(({ name, expected, files }) =>
    Object.entries(files).flatMap(([file, bytes]) => {
      const place = placeOf(file);
      const source = { path: file, name: file, bytes: bytes ?? new Uint8Array() };
      const { document } = parseDocument(source);
      if (document === undefined || place === undefined || place === "lock") return [];
      const codes = expected
        .filter((told) => told.startsWith(`estate/${file} `))
        .map((told) => told.split(" ")[1] ?? "");
      const isWrong = codes.some((code) => code.startsWith("TEN10") || code === "TEN205");
      return [{ name, place, value: document.value, isWrong }];
    }),
  );

  test.each(cases)("$name: $place is told right from wrong as the loader does", ({ name, place, value, isWrong }) => {
    expect(validators[place]?.(value)).toBe(!isWrong || beyondSchemas.has(name));
  });
});

/** A file of the example with one piece of text replaced, which must be there. */
function edited(name: string, from: string, to: string): string {
  const text = texts[name] ?? "";
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return text.replace(from, to);
}

describe("a wrong document", () => {
  const spec = "/spec/subscriptions/0/spec";
  test.each<[string, string, string, string]>([
    [
      "an unknown key of a kind's spec",
      "tenant",
      edited("tenants/acme.yaml", "buckets:", "bucket:"),
      `${spec} additionalProperties {"additionalProperty":"bucket"}`,
    ],
    [
      "another kind's spec",
      "tenant",
      edited("tenants/acme.yaml", "service: iaas", "service: paas"),
      `${spec} additionalProperties {"additionalProperty":"network"}`,
    ],
    [
      "a service that is not known",
      "tenant",
      edited("tenants/acme.yaml", "service: iaas", "service: iass"),
      `/spec/subscriptions/0/service enum {"allowedValues":${JSON.stringify(Object.keys(serviceKinds).toSorted())}}`,
    ],
    [
      "an id in capitals",
      "tenant",
      edited("tenants/acme.yaml", "id: acme", "id: ACME"),
      '/metadata/id pattern {"pattern":"^[a-z](?:-?[a-z0-9])*$"}',
    ],
    [
      "a contract without a start, which no default gives",
      "tenant",
      edited("tenants/acme.yaml", "    start: 2026-12-01\n", ""),
      '/spec/contract required {"missingProperty":"start"}',
    ],
    [
      "a tier that grants what its kind does not know",
      "tier",
      edited("catalogue/iaas/standard@1.yaml", "buckets: 5", "bucketz: 5"),
      '/spec/entitlements additionalProperties {"additionalProperty":"bucketz"}',
    ],
    [
      "a tier without a price",
      "tier",
      edited("catalogue/iaas/standard@1.yaml", "  price: { monthly: 490, currency: EUR }\n", ""),
      '/spec required {"missingProperty":"price"}',
    ],
    [
      "a cell of an unknown target",
      "estate",
      edited("estate.yaml", "aws: sandbox", "aws: simulated"),
      '/spec/targets/aws enum {"allowedValues":["sandbox","real"]}',
    ],
  ])("%s", (_what, schema, text, expected) => {
    expect(errors(schema, text)).toEqual(expect.arrayContaining([expected]));
  });

  test("of an add-on, of waivers and of a price book", () => {
    const addOn = (entitlements: string): string => `
apiVersion: tenantry.dev/v1
kind: AddOn
metadata: { service: iaas, name: extra, version: 1 }
spec: { summary: More, price: { monthly: 1, currency: EUR }, tiers: [standard], entitlements: { ${entitlements} } }
`;
    expect(errors("add-on", addOn("buckets: 3"))).toEqual([]);
    expect(errors("add-on", addOn("buckets: 0"))).toEqual([
      '/spec/entitlements/buckets exclusiveMinimum {"comparison":">","limit":0}',
    ]);
    const waiver = (expires: string): string => `
apiVersion: tenantry.dev/v1
kind: Waivers
spec:
  waivers:
    - { rule: storage/bucket-encrypted, tenant: acme, reason: Moved in March, requester: ops@acme.example, approver: sec@acme.example, granted: 2027-01-01, expires: ${expires} }
`;
    expect(errors("waivers", waiver("2027-03-31"))).toEqual([]);
    expect(errors("waivers", waiver("2027-02-30"))).toEqual([
      expect.stringMatching(/^\/spec\/waivers\/0\/expires pattern/),
    ]);
    const book = (cost: string): string => `
apiVersion: tenantry.dev/v1
kind: PriceBook
metadata: { name: aws }
spec: { currency: EUR, validFrom: 2027-01-01, source: { kind: example }, rates: { aws.s3.standard.gibMonth: { unit: gibMonth, cost: ${cost} } } }
`;
    expect(errors("price-book", book("0.02"))).toEqual([]);
    expect(errors("price-book", book("-1"))).toEqual([
      '/spec/rates/aws.s3.standard.gibMonth/cost minimum {"comparison":">=","limit":0}',
    ]);
  });
});

describe("what a lower layer may give", () => {
  test("is not required, at whatever depth", () => {
    expect(errors("tenant", edited("tenants/acme.yaml", "network: { cidr: 10.40.0.0/20 }", "network: {}"))).toEqual([]);
    const bare = (texts["tenants/acme.yaml"] ?? "").replace(/ {4}currency.*\n| {4}billing: .*\n| {2}region.*\n/g, "");
    expect(bare).not.toContain("region");
    expect(errors("tenant", bare)).toEqual([]);
  });

  test("may be an estate's, a tier's or an add-on's", () => {
    const tier = edited("catalogue/iaas/standard@1.yaml", "  moves:", "  defaults: { buckets: [assets] }\n  moves:");
    expect(errors("tier", tier)).toEqual([]);
    expect(errors("tier", tier.replace("[assets]", "assets"))).toEqual([
      '/spec/defaults/buckets type {"type":"array"}',
    ]);
    const estate = edited(
      "estate.yaml",
      "  defaults:\n",
      "  defaults:\n    services: { iaas: { buckets: [Assets] } }\n",
    );
    expect(errors("estate", estate)).toEqual([
      expect.stringMatching(/^\/spec\/defaults\/services\/iaas\/buckets\/0 pattern/),
    ]);
  });
});
