/** `cost`, and C18: price, cost and margin beside what `check`, `diff` and summaries tell, as a user types it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";

import { checkDocument } from "../../../core/results/check.ts";
import { costDocument, type CostDocument } from "../../../core/results/costs.ts";
import { fleetDiffDocument } from "../../../core/results/fleetDiff.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { fleetDiffMarkdown } from "../../../reports/fleetDiffMarkdown.ts";
import { gitEstate, type GitEstate } from "../../helpers/gitEstate.ts";
import { priceBookTexts } from "../../helpers/priceBooks.ts";

let repository: GitEstate;
beforeEach(() => {
  repository = gitEstate();
  for (const [name, text] of Object.entries(priceBookTexts)) repository.write(name, text);
  repository.commit();
});
afterEach(() => {
  repository.files.remove();
});

const run = (...args: readonly string[]) => repository.files.command(args, "2026-11-26T12:00:00.000Z");

async function costs(...args: readonly string[]): Promise<CostDocument> {
  const { code, stdout } = await run("cost", "--json", ...args);
  expect(code).toBe(0);
  return costDocument.parse(JSON.parse(stdout));
}

const figures = ({ price, cost, margin }: { price: string; cost: { expected: string }; margin: string }) => [
  price,
  cost.expected,
  margin,
];

/** What nothing of the price book says of buckets. */
const bucketGaps = ["aws.s3.standard.read.million", "aws.s3.standard.write.million"];

describe("cost", () => {
  test("agrees with a hand computation: buckets, support, and shares of the cell", async () => {
    const { tenants, total } = await costs();
    expect(tenants.map(({ tenant, balance }) => [tenant, ...figures(balance)])).toEqual([
      // Two buckets of 50 GiB at 0.02, an hour of support.
      ["acme", "490.00", "22.00", "468.00"],
      // 8 processors, 16 GiB of memory and 100 GiB of storage: 80.00, 32.00 and 6.40; an hour of support.
      ["globex", "390.00", "138.40", "251.60"],
      // A bucket and an hour; 2 processors, 4 GiB and 20 GiB, 20.00, 8.00 and 1.28, and an hour.
      ["initech", "280.00", "70.28", "209.72"],
    ]);
    expect(figures(total)).toEqual(["1160.00", "230.68", "929.32"]);
    expect(total.gaps.map(({ subject }) => subject)).toEqual(expect.arrayContaining(bucketGaps));
  });

  test.each(["tenant", "tier", "service", "cell"])("by %s it adds up to the total exactly", async (by) => {
    const { groups, total } = await costs("--by", by);
    const cents = groups.map(({ balance }) => Math.round(Number(balance.margin) * 100));
    expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(total.margin) * 100));
    expect(groups.length).toBeGreaterThan(1);
  });

  test("says at which share of sold capacity the shared cell pays for itself", async () => {
    const { cells } = await costs("globex");
    expect(cells).toEqual([
      {
        cell: "eu-shared-1",
        cost: "1280.00",
        // 10 of 64 processors by half, 20 of 256 GiB by four tenths, 120 of 2000 GiB by a tenth.
        soldPercent: "11.5",
        unsold: expect.stringMatching(/^1132\.32/),
        // 390 + 90, less two hours of support.
        contribution: "440.00",
        margin: "-840.00",
        breakEvenPercent: "33.6",
        example: false,
        gaps: [],
      },
    ]);
  });

  test("tells what would be if tiers, prices, and the use of cells were other", async () => {
    const { whatIf } = await costs("initech", "--what-if", "tier=web:standard@1,price=+10%,utilisation=50");
    expect(whatIf?.assumed).toEqual([
      "the subscription web is of standard@1",
      "prices are 10 % higher",
      "shared cells are meant to be sold to 50 %",
    ]);
    // 490 and 90, a tenth more; half of the cell is to bear all of its cost, so that the shares of 29.28 double.
    expect(whatIf?.tenants).toMatchObject([
      {
        tenant: "initech",
        before: { price: "280.00", cost: "70.28", margin: "209.72" },
        after: { price: "638.00", cost: "99.56", margin: "538.44" },
      },
    ]);
  });

  test("in a region without rates it names what is missing, and does not take it for nothing", async () => {
    repository.write(
      "pricebook/list.yaml",
      (priceBookTexts["pricebook/list.yaml"] ?? "").replace("currency: EUR", "currency: EUR\n  region: eu-central-1"),
    );
    const { whatIf } = await costs("acme", "--what-if", "region=eu-west-1");
    expect(whatIf?.assumed).toEqual(["what is in eu-central-1-main is in eu-west-1"]);
    expect(whatIf?.after.cost).toBe("0.00");
    expect(whatIf?.after.gaps).toEqual(expect.arrayContaining(["aws.s3.standard.gibMonth", "support.hour"]));
  });

  test("an order that does not fit its assumed tier is told as in its manifest, and nothing is written", async () => {
    const before = repository.read("tenants/acme.yaml");
    const { code, stdout, stderr } = await run("cost", "acme", "--what-if", "tier=web:starter@1");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("TEN208");
    expect(repository.read("tenants/acme.yaml")).toBe(before);
  });

  test("what is not understood of what is assumed is told, all at once", async () => {
    const { code, stderr } = await run("cost", "--what-if", "price=5,colour=red,utilisation=0");
    expect(code).toBe(2);
    expect(stderr).toContain('"price=5" is not like price=+5% or price=-2.5%.');
    expect(stderr).toContain('"colour=red" is none of tier, price, region, utilisation with a value.');
    expect(stderr).toContain('"utilisation=0" is not like utilisation=60');
  });

  test("shows gaps, lines and who is least profitable", async () => {
    const { code, stdout } = await run("cost", "--lines");
    expect(code).toBe(0);
    expect(stdout).toContain("Least profitable:\n  globex: 251.60 (64.5 %)\n");
    expect(stdout).toContain('Without a rate: aws.s3.standard.read.million: bucket "assets":');
    expect(stdout).toMatch(/globex\/apps +share of eu-shared-1: vcpu +cell\.eu-shared-1\.vcpu +8 vcpu +10\.00 +80\.00/);
  });

  test("without a price book it says how to begin one", async () => {
    for (const name of Object.keys(priceBookTexts)) repository.remove(name);
    const { code, stderr } = await run("cost");
    expect(code).toBe(2);
    expect(stderr).toContain("The estate has no price book");
  });

  test("its document follows its schema", async () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(generatedFiles()["reference/json/cost.schema.json"] ?? "") as object,
    );
    const document = await costs("--what-if", "price=-5%");
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });
});

describe("C18: check and previews show what tenants bring and take, and what a change does to it", () => {
  test("check shows price, cost and margin of each tenant", async () => {
    const { stdout } = await run("check", "acme", "globex");
    expect(stdout).toMatch(/^TENANT +RESOURCES +FINDINGS +PRICE +COST +MARGIN +MARGIN %\n/);
    expect(stdout).toMatch(/\nacme +\d+ +0 +490\.00 +22\.00\? +468\.00 +95\.5 %\n/);
    expect(stdout).toContain("\n? without a rate: ");
    const document = checkDocument.parse(JSON.parse((await run("check", "acme", "--json")).stdout));
    expect(document.tenants[0]?.money).toMatchObject({
      currency: "EUR",
      price: "490.00",
      cost: "22.00",
      margin: "468.00",
      marginPercent: "95.5",
      example: false,
      gaps: expect.arrayContaining(bucketGaps),
    });
  });

  test("a commit's change of the monthly price, cost and margin stands in diff and in its comment", async () => {
    repository.write(
      "tenants/acme.yaml",
      repository.read("tenants/acme.yaml").replace("[assets, backups]", "[assets]"),
    );
    repository.write(
      "pricebook/list.yaml",
      (priceBookTexts["pricebook/list.yaml"] ?? "").replace(
        "support.hour: { unit: hour, cost: 20 }",
        "support.hour: { unit: hour, cost: 21 }",
      ),
    );
    const { stdout } = await run("diff", "--base", "HEAD", "--json");
    const document = fleetDiffDocument.parse(JSON.parse(stdout));
    const comment = fleetDiffMarkdown(document);
    expect(comment).toContain("- **Money:** price 0.00, cost +3.00, margin -3.00 EUR a month");
    // A bucket less and a dearer hour are even; the others pay for their hours.
    expect(comment).toMatch(/- price 0\.00, cost \+2\.00, margin -2\.00 EUR a month[^\n]*: `initech`/);
    expect(comment).toMatch(/- price 0\.00, cost \+1\.00, margin -1\.00 EUR a month[^\n]*: `globex`/);
    expect(document.tenants.map(({ tenant, money }) => [tenant, money?.cost])).toEqual([
      ["acme", undefined],
      ["globex", "1.00"],
      ["initech", "2.00"],
    ]);
  }, 60_000);

  test("an estate without price books shows nothing of it", async () => {
    for (const name of Object.keys(priceBookTexts)) repository.remove(name);
    repository.commit();
    const { stdout } = await run("check", "acme");
    expect(stdout).toMatch(/^TENANT +RESOURCES +FINDINGS\n/);
    expect((await run("check", "acme", "--json")).stdout).not.toContain('"money"');
    expect((await run("diff", "--base", "HEAD", "--json")).stdout).not.toContain('"money"');
  });
});

describe("what the provider wants to earn", () => {
  test("a tenant below the floor is a finding, which only tells unless the estate says otherwise", async () => {
    repository.files.edit("estate.yaml", "  jurisdictions:", `  money: { marginFloorPercent: 70 }\n  jurisdictions:`);
    const { code, stdout } = await run("check");
    expect(code).toBe(0);
    expect(stdout).toContain(
      "globex: medium money/margin-floor: pulumi:pulumi:Stack tenantry-globex The tenant's margin should not be below the floor of the estate's spec.money. (advisory)",
    );
    expect(stdout).not.toContain("acme: medium money/margin-floor");
    repository.files.edit(
      "estate.yaml",
      "  jurisdictions:",
      `  policies: { enforcement: [{ rule: money/margin-floor, level: mandatory }] }\n  jurisdictions:`,
    );
    expect((await run("check")).code).toBe(1);
  });

  test("a tier that cannot pay at full use is a warning, and an error where the estate says so", async () => {
    repository.write(
      "pricebook/list.yaml",
      (priceBookTexts["pricebook/list.yaml"] ?? "").replace("cost: 1280", "cost: 12800"),
    );
    const warned = await run("validate", "--json");
    expect(warned.code).toBe(0);
    expect(JSON.parse(warned.stdout)).toMatchObject({
      diagnostics: [
        { code: "TEN275", severity: "warning", field: "spec.price.monthly" },
        { code: "TEN275", severity: "warning" },
      ],
    });
    repository.files.edit("estate.yaml", "  jurisdictions:", `  money: { unprofitableTiers: error }\n  jurisdictions:`);
    expect((await run("validate")).code).toBe(2);
    const checked = await run("check");
    expect([checked.code, checked.stdout]).toEqual([2, ""]);
    expect(checked.stderr).toContain("TEN275");
  });
});
