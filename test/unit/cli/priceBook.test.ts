/** `pricebook refresh`, as a user types it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";

import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, root, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate();
});
afterEach(() => {
  estate.remove();
});

const list = (offer: string): string => join(root, "test/fixtures/pricelist", `${offer}.json`);
const file = (name: string): string => join(estate.directory, "estate/pricebook", `${name}.yaml`);
const books = (): string[] => readdirSync(join(estate.directory, "estate/pricebook")).toSorted();
const refresh = (from: string, ...options: string[]) =>
  estate.command(["pricebook", "refresh", "--from", from, "--region", "eu-central-1", ...options]);

/** The list of machines with a piece of its text replaced, which must be there. */
function changed(from: string, to: string): string {
  const text = readFileSync(list("AmazonEC2"), "utf8");
  if (!text.includes(from)) throw new Error(`the list has no ${from}`);
  const path = join(estate.directory, "changed.json");
  writeFileSync(path, text.replace(from, to));
  return path;
}

test("writes a book of the rates that the estate knows, once, with its source and the day of reading", async () => {
  const first = await refresh(list("AmazonEC2"));
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toContain("aws.ec2.natGateway.hour          -       0.053");
  const name = "amazonec2-eu-central-1-20261120";
  const text = readFileSync(file(name), "utf8");
  expect(text).toMatch(/ {4}read: 20\d\d-\d\d-\d\d\n/);
  expect(
    text
      .replace(/read: .*/, "read: TODAY")
      .split("\n")
      .slice(2),
  ).toEqual([
    "apiVersion: tenantry.dev/v1",
    "kind: PriceBook",
    `metadata: { name: ${name} }`,
    "spec:",
    "  currency: USD",
    "  region: eu-central-1",
    "  validFrom: 2026-11-20",
    "  source:",
    "    kind: published",
    "    title: AWS's price list of AmazonEC2 in eu-central-1, version 20261120093000, published 2026-11-20",
    "    url: https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/20261120093000/eu-central-1/index.json",
    "    read: TODAY",
    "  rates:",
    "    aws.ebs.gp3.gibMonth: { unit: gibMonth, cost: 0.0971 }",
    "    aws.ec2.instance.m7g.large.hour: { unit: hour, cost: 0.0991 }",
    "    aws.ec2.natGateway.gib: { unit: gib, cost: 0.053 }",
    "    aws.ec2.natGateway.hour: { unit: hour, cost: 0.053 }",
    "",
  ]);
  const again = await refresh(list("AmazonEC2"), "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ written: false, changed: [], unchanged: 4 });
  expect(readFileSync(file(name), "utf8")).toBe(text);
});

test("tells what it could not match and how prices by ranges were read, in a document of its schema", async () => {
  const databases = JSON.parse((await refresh(list("AmazonRDS"), "--json")).stdout) as {
    missing: string[];
    notes: object[];
  };
  expect(databases.missing).toContain("aws.rds.instance.mysql.db.t4g.medium.multi.hour");
  expect(databases.notes).toEqual([
    {
      rate: "aws.rds.backup.gibMonth",
      text: "2 products are this at different prices, so that none is taken",
    },
  ]);
  const storage: unknown = JSON.parse((await refresh(list("AmazonS3"), "--json")).stdout);
  expect(storage).toMatchObject({
    changed: [
      { rate: "aws.s3.standard.gibMonth", before: null, after: "0.0249" },
      { rate: "aws.s3.standard.read.million", before: null, after: "0.43" },
      { rate: "aws.s3.standard.write.million", before: null, after: "5.4" },
    ],
    notes: [
      {
        rate: "aws.s3.standard.gibMonth",
        text: "its price has 3 ranges of use, of which the first is taken",
      },
    ],
    missing: [],
  });
  const schema = JSON.parse(generatedFiles()["reference/json/pricebook-refresh.schema.json"] ?? "") as object;
  const ajv = new Ajv2020();
  expect(ajv.validate(schema, databases) && ajv.validate(schema, storage)).toBe(true);
});

test("takes every rate that the list gives, when asked to", async () => {
  const { stdout } = await refresh(list("AmazonEC2"), "--all", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    changed: expect.arrayContaining([
      { rate: "aws.ec2.instance.c7g.large.hour", before: null, after: "0.0825" },
    ]) as unknown,
  });
});

test("changes only what has changed in a book that is named, comments and all others stay", async () => {
  await refresh(list("AmazonEC2"), "--out", "machines");
  estate.edit("pricebook/machines.yaml", "cost: 0.0971 }", "cost: 0.0971 } # disks");
  const { stdout } = await refresh(changed('"0.0991000000"', '"0.1000000000"'), "--out", "machines", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    written: true,
    changed: [{ rate: "aws.ec2.instance.m7g.large.hour", before: "0.0991", after: "0.1" }],
    unchanged: 3,
  });
  const text = readFileSync(file("machines"), "utf8");
  expect(text).toContain("cost: 0.0971 } # disks");
  expect(text).toContain("aws.ec2.instance.m7g.large.hour: { unit: hour, cost: 0.1 }");
});

describe("refuses, and writes nothing:", () => {
  test.each<[string, string, string, string]>([
    ["what is no JSON", '"formatVersion"', "formatVersion", "it is not JSON"],
    ["what is no price list", '"offerCode"', '"offer"', "it is no price list of a service: offerCode"],
    ["a service whose code is a path", '"AmazonEC2",', '"../../etc",', "it is no price list of a service: offerCode"],
    [
      "a version with markup in it",
      '"20261120093000"',
      '"1\\n  region: x"',
      "it is no price list of a service: version",
    ],
    ["a product that is none", '"attributes": {', '"attribute": {', "products.EC2M7GLARGE00001.attributes"],
    ["a negative price", '"0.0991000000"', '"-0.0991000000"', "has the price -0.0991000000 USD, and none is negative"],
    ["a price that is no number", '"0.0991000000"', '"1e3"', "terms.OnDemand.EC2M7GLARGE00001"],
    [
      "prices in two currencies",
      '"USD": "0.0991000000"',
      '"CNY": "0.6"',
      "it has prices in CNY and USD, and a book has one",
    ],
    ["a price in two currencies", '"USD": "0.0991000000"', '"USD": "0.1", "CNY": "0.6"', "has a price in USD and CNY"],
  ])("%s", async (_what, from, to, told) => {
    const before = books();
    const { code, stderr } = await refresh(changed(from, to));
    expect(code).toBe(2);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("    at ");
    expect(books()).toEqual(before);
  });

  test("a list that has nothing of the region", async () => {
    const args = ["pricebook", "refresh", "--from", list("AmazonS3"), "--region", "us-east-1"];
    const { code, stderr } = await estate.command(args);
    expect(code).toBe(2);
    expect(stderr).toContain("the price list of AmazonS3 has no price on demand in us-east-1");
  });

  test("a currency that nothing brings into the estate's", async () => {
    const text = readFileSync(list("AmazonEC2"), "utf8").replaceAll('"USD"', '"CNY"');
    const path = join(estate.directory, "yuan.json");
    writeFileSync(path, text);
    const { code, stderr } = await refresh(path);
    expect(code).toBe(2);
    expect(stderr).toContain("TEN271");
    expect(existsSync(file("amazonec2-eu-central-1-20261120"))).toBe(false);
  });

  test("a book that has other rates, or is of another region", async () => {
    const before = readFileSync(file("aws-eu-central-1"), "utf8");
    const other = await refresh(list("AmazonEC2"), "--out", "aws-eu-central-1");
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("the book aws-eu-central-1 has rates that the list does not give");
    expect((await refresh(list("AmazonEC2"), "--out", "aws-us-east-1")).stderr).toContain("is for us-east-1, not for");
    expect(readFileSync(file("aws-eu-central-1"), "utf8")).toBe(before);
  });

  test.each([
    ["--out", "../x", "a book's name has"],
    ["--region", "europe", "a region looks like eu-central-1"],
  ])("%s %s", async (option, value, told) => {
    const { code, stderr } = await refresh(list("AmazonEC2"), option, value);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});
