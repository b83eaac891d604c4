import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "csv-parse/sync";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";

import type { Evidence } from "../../../../core/results/evidence.ts";
import { generatedFiles } from "../../../../docs/generatedFiles.ts";
import { evidenceAsCsv } from "../../../../reports/audit/csv.ts";
import { digestOf, evidenceAsJson } from "../../../../reports/audit/json.ts";
import { evidenceAsJunit } from "../../../../reports/audit/junit.ts";
import { evidenceAsSarif } from "../../../../reports/audit/sarif.ts";
import { root } from "../../../helpers/cli.ts";
import { exampleEvidence, hostileEvidence, hostileTexts, largeEvidence } from "../../../helpers/evidence.ts";

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const all: readonly (readonly [string, () => Evidence])[] = [
  ["the example", exampleEvidence],
  ["hostile names", hostileEvidence],
  ["twenty tenants", () => largeEvidence(20)],
  ["no tenant", () => ({ ...exampleEvidence(), tenants: [], waivers: [] })],
];

describe("JSON", () => {
  const schema = JSON.parse(generatedFiles()["reference/json/evidence.schema.json"] ?? "") as object;

  test.each(all)("of %s is valid by its published schema, and its bytes have the evidence's digest", (_, make) => {
    const text = evidenceAsJson(make());
    const ajv = new Ajv2020({ formats: { "date-time": true, date: true } });
    expect([ajv.validate(schema, JSON.parse(text)), ajv.errors]).toEqual([true, null]);
    expect(createHash("sha256").update(text).digest("hex")).toBe(digestOf(make()));
    const pairs = (_key: string, value: unknown): unknown => (typeof value === "string" ? value.toWellFormed() : value);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(make()), pairs));
  });

  test("is refused by the schema when something is wrong with it", () => {
    const ajv = new Ajv2020({ formats: { "date-time": true, date: true } });
    expect(ajv.validate(schema, { ...exampleEvidence(), of: "hearsay" })).toBe(false);
  });
});

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly unknown[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly suppressions: readonly unknown[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

describe("SARIF", () => {
  const logOf = (evidence: Evidence): Log => JSON.parse(evidenceAsSarif(evidence)) as Log;
  const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  // It is of draft 4: without its own name Ajv reads it as draft 7, which is the same for what it uses.
  const schema = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  delete schema["$schema"];
  delete schema["id"];
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });

  test.each(all)("of %s is valid by the published schema and shows everything", (_name, make) => {
    expect([ajv.validate(schema, logOf(make())), ajv.errors]).toEqual([true, null]);
    expect(evidenceAsSarif(make()).replaceAll("\n", "")).not.toMatch(unseen);
  });

  test("has a result each failure, then each problem of a waiver", () => {
    const [run] = logOf(exampleEvidence()).runs;
    expect(run?.results.map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions.length])).toEqual([
      ["network/no-public-subnet", "error", 0],
      ["storage/bucket-public-access-blocked", "error", 0],
      ["storage/bucket-public-access-blocked", "error", 0],
      ["storage/bucket-tls-only", "warning", 0],
      ["storage/bucket-tls-only", "error", 1],
      ["waivers/expired", "error", 0],
      ["waivers/unused", "error", 0],
      ["waivers/self-approved", "error", 0],
    ]);
    expect(run?.results[4]).toMatchObject({
      ruleIndex: 4,
      message: {
        text: "globex: aws:s3/bucket:Bucket assets: The bucket should have a policy that denies requests without TLS.",
      },
      locations: [
        {
          logicalLocations: [
            { name: "assets", fullyQualifiedName: "globex/aws:s3/bucket:Bucket/assets", kind: "resource" },
          ],
        },
      ],
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: "An old scanner speaks plain HTTP until it is replaced",
          properties: { approver: "security@northwind.example", expires: "2026-12-31", ticket: "SEC-41" },
        },
      ],
    });
  });

  test("says of each rule what it is about and which controls it is evidence for", () => {
    const [run] = logOf(exampleEvidence()).runs;
    expect(run?.tool.driver.rules[3]).toEqual({
      id: "storage/bucket-public-access-blocked",
      shortDescription: { text: "Buckets are closed" },
      fullDescription: { text: "Why storage/bucket-public-access-blocked matters." },
      help: { text: "What to do about storage/bucket-public-access-blocked." },
      relationships: [
        {
          target: { id: "2.1.4", index: 1, toolComponent: { name: "cis-aws-foundations", index: 0 } },
          kinds: ["relevant"],
        },
        { target: { id: "A.8.20", index: 0, toolComponent: { name: "iso-27001", index: 1 } }, kinds: ["relevant"] },
      ],
      properties: {
        tags: ["security", "storage", "cis-aws-foundations/2.1.4", "iso-27001/A.8.20"],
        "security-severity": "9.5",
      },
    });
  });

  test("has not succeeded when a tenant could not be judged", () => {
    expect(logOf(exampleEvidence()).runs[0]?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: "error", message: { text: "initech: The program failed: the tier standard@9 is not known." } },
        ],
      },
    ]);
  });

  test("knows a failure again in the next report, and each from every other", () => {
    const fingerprints = (evidence: Evidence): (string | undefined)[] =>
      logOf(evidence).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints["tenantryFinding/v1"]) ??
      [];
    const now = fingerprints(exampleEvidence());
    const { tenants, rules, ...more } = exampleEvidence();
    expect(fingerprints({ ...more, tenants, rules, time: "2026-12-01T00:00:00Z" })).toEqual(now);
    expect(new Set(now).size).toBe(now.length);
  });
});

describe("JUnit", () => {
  const schema = {
    fileName: "jenkins-junit.xsd",
    contents: readFileSync(join(root, "test/fixtures/schemas/jenkins-junit.xsd"), "utf8"),
  };
  const problemsOf = async (contents: string): Promise<readonly string[]> => {
    const { errors } = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema: [schema] });
    return errors.map(({ rawMessage }) => rawMessage);
  };

  test.each(all)(
    "of %s is valid by Jenkins's schema, checked by libxml2, and shows everything",
    async (_name, make) => {
      const text = evidenceAsJunit(make());
      expect(await problemsOf(text)).toEqual([]);
      expect(text.replaceAll("\n", "")).not.toMatch(unseen);
    },
  );

  test("is refused by the schema when something is wrong with it", async () => {
    expect(
      await problemsOf(
        evidenceAsJunit(exampleEvidence()).replace("<failure", "<fault").replace("</failure", "</fault"),
      ),
    ).not.toEqual([]);
  });

  test("has a suite each tenant and one for waivers, a case each rule", () => {
    const text = evidenceAsJunit(exampleEvidence());
    expect(text.match(/<testsuites .*?>/g)).toEqual([
      '<testsuites name="tenantry audit of northwind" tests="31" failures="6" errors="1" time="0">',
    ]);
    expect(text.match(/<testsuite .*?>/g)?.map((suite) => suite.replace(/ package.*hostname="localhost"/, ""))).toEqual(
      [
        '<testsuite name="acme" tests="5" failures="3" errors="0" skipped="1" time="0">',
        '<testsuite name="globex" tests="5" failures="0" errors="0" skipped="4" time="0">',
        '<testsuite name="hooli" tests="5" failures="0" errors="0" skipped="4" time="0">',
        '<testsuite name="initech" tests="6" failures="0" errors="1" skipped="5" time="0">',
        '<testsuite name="umbrella" tests="5" failures="0" errors="0" skipped="2" time="0">',
        '<testsuite name="waivers" tests="5" failures="3" errors="0" skipped="0" time="0">',
      ],
    );
    expect(text)
      .toContain(`<testcase name="storage/bucket-public-access-blocked: Buckets are closed" classname="acme.storage" time="0"><failure message="2 findings" type="critical">2 findings
aws:s3/bucket:Bucket assets (blockPublicAcls): blockPublicAcls should be true.
aws:s3/bucket:Bucket assets (blockPublicPolicy): blockPublicPolicy should be true.
What to do about storage/bucket-public-access-blocked.</failure></testcase>`);
    expect(text).toContain(`<skipped>waived
aws:s3/bucket:Bucket assets: The bucket should have a policy that denies requests without TLS. Waived until 2026-12-31 by security@northwind.example: An old scanner speaks plain HTTP until it is replaced</skipped>`);
    expect(text).toContain("<skipped>disabled: No bucket is reachable from outside here</skipped>");
  });
});

describe("CSV", () => {
  const linesOf = (evidence: Evidence): Record<string, string>[] =>
    parse(evidenceAsCsv(evidence), { columns: true, record_delimiter: "\r\n" });

  test.each(all)(
    "of %s is read back by a strict reader, and has neither formulas nor anything unseen",
    (_name, make) => {
      const text = evidenceAsCsv(make());
      expect(text.replaceAll("\r\n", "")).not.toMatch(unseen);
      const rows = parse(text, { record_delimiter: "\r\n" });
      expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([14]));
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    },
  );

  test("has a line each result of a resource, and says what has none", () => {
    const lines = linesOf(exampleEvidence()).map((line) => Object.values(line).join("|"));
    expect(lines[0]).toMatch(
      /^\|\|\|\|\|about\|\|\|\|Policy evidence of Northwind Managed Services, 2026-11-26T08:00:00Z: .*code 0\.1\.0, pack 0\.1\.0, .*catalogue [0-9a-f]{64}/,
    );
    expect(lines.slice(1, 9)).toEqual([
      "acme|general|isolation/namespace-closed|critical||not applicable||||||||iso-27001 A.8.22",
      "acme|general|network/no-public-subnet|high|mandatory|failed|aws:ec2/subnet:Subnet|private-a|mapPublicIpOnLaunch|mapPublicIpOnLaunch should be false.||||iso-27001 A.8.20",
      "acme|general|storage/bucket-encrypted|high|mandatory|passed|aws:s3/bucket:Bucket|assets||||||iso-27001 A.8.24",
      "acme|general|storage/bucket-encrypted|high|mandatory|passed|aws:s3/bucket:Bucket|backups||||||iso-27001 A.8.24",
      "acme|general|storage/bucket-public-access-blocked|critical|mandatory|failed|aws:s3/bucket:Bucket|assets|blockPublicAcls|blockPublicAcls should be true.||||cis-aws-foundations 2.1.4; iso-27001 A.8.20",
      "acme|general|storage/bucket-public-access-blocked|critical|mandatory|failed|aws:s3/bucket:Bucket|assets|blockPublicPolicy|blockPublicPolicy should be true.||||cis-aws-foundations 2.1.4; iso-27001 A.8.20",
      "acme|general|storage/bucket-public-access-blocked|critical|mandatory|passed|aws:s3/bucket:Bucket|backups||||||cis-aws-foundations 2.1.4; iso-27001 A.8.20",
      "acme|general|storage/bucket-tls-only|medium|advisory|failed|aws:s3/bucket:Bucket|assets||The bucket should have a policy that denies requests without TLS.||||cis-aws-foundations 2.1.1; iso-27001 A.8.24",
    ]);
    expect(lines.filter((line) => /\|(waived|unknown|disabled|not judged)\|/.test(line))).toEqual([
      "globex|early|storage/bucket-encrypted|high|mandatory|unknown|aws:s3/bucket:Bucket|assets||||||iso-27001 A.8.24",
      "globex|early|storage/bucket-tls-only|medium|mandatory|waived|aws:s3/bucket:Bucket|assets||The bucket should have a policy that denies requests without TLS.|2026-12-31|security@northwind.example|An old scanner speaks plain HTTP until it is replaced|cis-aws-foundations 2.1.1; iso-27001 A.8.24",
      "hooli|general|storage/bucket-tls-only|medium||disabled||||No bucket is reachable from outside here||||cis-aws-foundations 2.1.1; iso-27001 A.8.24",
      "initech|general||||not judged||||The program failed: the tier standard@9 is not known.||||",
    ]);
  });

  test.each(hostileTexts.filter((text) => /^[=+\-@]/.test(text)))("%j is no formula", (text) => {
    const { tenants, ...more } = exampleEvidence();
    const lines = linesOf({ ...more, tenants: tenants.map((tenant) => ({ ...tenant, tenant: text })) });
    expect(new Set(lines.slice(1, -3).map((line) => line["tenant"]))).toEqual(new Set([`'${text}`]));
  });
});
