import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { compareVersions, formatLock, readLock } from "../../../../core/catalogue/catalogueLock.ts";
import { contentDigest } from "../../../../core/catalogue/contentDigest.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import { loadEstate, type LoadOptions } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const parse = (name: string, text: string) => {
  const { document } = parseDocument({ path: `estate/${name}`, name, bytes: new TextEncoder().encode(text) });
  if (document === undefined) throw new Error(`${name} is no document`);
  return document;
};

const texts = baseTexts();
const standard = texts["catalogue/iaas/standard@1.yaml"] ?? "";
const digestOf = (text: string): string => contentDigest(parse("catalogue/iaas/standard@1.yaml", text));

/** A lock in which every tier of the example is published as it stands. */
const wholeLock = (): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([name, text]) => {
      const id = /^catalogue\/(.*)\.yaml$/.exec(name)?.[1];
      return id === undefined ? [] : [[id, contentDigest(parse(name, text))]];
    }),
  );

const problems = (changes: Record<string, string | undefined>, options?: LoadOptions): string[] =>
  loadEstate(
    estateFiles({ ...texts, "catalogue.lock": formatLock(wholeLock()), ...changes }),
    "estate",
    serviceKinds,
    options,
  ).diagnostics.map(formatDiagnostic);

const real = { "estate.yaml": (texts["estate.yaml"] ?? "").replace("aws: sandbox", "aws: real") };

describe("contentDigest", () => {
  test("of the example's standard tier has not changed", () => {
    expect(digestOf(standard)).toBe("sha256:9b0bede0bcdde5d4c262fc658907f64cc5c5429ec607640a194378cc36f3f77c");
  });

  test("does not see comments, order, quotes and status", () => {
    const same = [
      `${standard}\n# A remark.\n`,
      standard.replace("kind: Tier\n", "").concat("kind: Tier\n"),
      standard.replace("service: iaas, name: standard", 'name: "standard", service: iaas'),
      standard.replace("spec:", "status: { deprecated: 2027-01-01 }\nspec:"),
      standard.replace("monthly: 490,", "monthly: 490.00,"),
    ];
    expect(new Set(same).size).toBe(same.length);
    expect(same.map(digestOf)).toEqual(same.map(() => digestOf(standard)));
  });

  test("sees each change of content, and a default that is written out", () => {
    const others = [
      standard.replace("490", "491"),
      standard.replace("buckets: 5", "buckets: 6"),
      standard.replace("version: 1", "version: 2"),
      standard.replace("isolation: bridge", "isolation: bridge\n  rings: [early, general, late]"),
      standard.replace("moves:", "defaults: {}\n  moves:"),
    ];
    expect(new Set([standard, ...others].map(digestOf)).size).toBe(others.length + 1);
  });

  test("takes what JSON cannot hold", () => {
    const document = parse("catalogue/iaas/standard@1.yaml", standard);
    const spec = { defaults: { a: Infinity, b: NaN, "\ud800": "\udc00" } };
    expect(contentDigest({ ...document, value: { spec } })).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

describe("the lock", () => {
  test("is ordered by name and number, and read as it was written", () => {
    const digests = new Map(
      ["iaas/standard@10", "paas/a@1", "iaas/standard@9", "iaas/add-ons/extra@1"].map((id, index) => [
        id,
        `sha256:${String(index).repeat(64)}`,
      ]),
    );
    const text = formatLock(digests);
    expect(text.split("\n").filter((line) => !line.startsWith("#"))).toEqual([
      `iaas/add-ons/extra@1: sha256:${"3".repeat(64)}`,
      `iaas/standard@9: sha256:${"2".repeat(64)}`,
      `iaas/standard@10: sha256:${"0".repeat(64)}`,
      `paas/a@1: sha256:${"1".repeat(64)}`,
      "",
    ]);
    const { lock } = readLock(parse("catalogue.lock", text));
    expect([...(lock ?? [])].map(([id, { digest }]) => [id, digest])).toEqual(
      [...digests].toSorted(([a], [b]) => compareVersions(a, b)),
    );
    expect(lock?.get("iaas/standard@9")?.where).toEqual({ path: "estate/catalogue.lock", line: 4, column: 1 });
  });

  test("of nothing is read as nothing", () => {
    expect(readLock(parse("catalogue.lock", formatLock(new Map()))).lock?.size).toBe(0);
  });

  test.each([
    ["a conflict of a merge", "<<<<<<< HEAD\na: b\n", /^estate\/catalogue\.lock:1:1: error TEN002: /],
    ["a list", "[a]", /^estate\/catalogue\.lock:1:1: error TEN102: The document is a list\. .*Restore the file/],
    [
      "a digest that is none",
      "iaas/standard@1: sha256:12\n",
      /^estate\/catalogue\.lock:1:18: error TEN104: iaas\/standard@1 is "sha256:12": a digest is sha256: and 64/,
    ],
    [
      "a version that is none",
      `iaas/standard@0: sha256:${"1".repeat(64)}\n`,
      /^estate\/catalogue\.lock:1:1: error TEN104: The key "iaas\/standard@0" is no version of a tier or an add-on\. Allowed/,
    ],
  ])("tells of %s, and nothing else", (_what, text, expected) => {
    const told = problems({ "catalogue.lock": text, ...real });
    expect(told).toEqual([expect.stringMatching(expected)]);
  });
});

describe("a published version", () => {
  test("as it was published is no problem, on a real target either", () => {
    expect(problems(real)).toEqual([]);
  });

  test("that has changed is told at the document, with the way out", () => {
    const now = standard.replace("buckets: 5", "buckets: 6");
    expect(problems({ "catalogue/iaas/standard@1.yaml": now })).toEqual([
      `estate/catalogue/iaas/standard@1.yaml:4:53: error TEN216: iaas/standard@1 is published and has changed since: its digest is ${digestOf(now).slice(0, 19)}, and ${digestOf(standard).slice(0, 19)} at estate/catalogue.lock:3. Undo the change and publish a new version, catalogue/iaas/standard@2.yaml. If the lock is wrong and no tenant has it, \`tenantry catalogue publish --forget iaas/standard@1\` makes it a draft again.`,
    ]);
    expect(problems({ "catalogue/iaas/standard@1.yaml": now }, { forget: ["iaas/standard@1"] })).toEqual([]);
  });

  test("whose file is gone is told at the lock", () => {
    const lock = formatLock(new Map([...wholeLock(), ["iaas/premium@3", `sha256:${"a".repeat(64)}`]]));
    expect(problems({ "catalogue.lock": lock })).toEqual([
      "estate/catalogue.lock:3:1: error TEN216: iaas/premium@3 is published and its file is gone. Restore catalogue/iaas/premium@3.yaml: what has been sold stays. If no tenant has it, `tenantry catalogue publish --forget iaas/premium@3` takes it off the lock.",
    ]);
    expect(problems({ "catalogue.lock": lock }, { forget: ["iaas/premium@3"] })).toEqual([]);
  });

  test("whose file cannot be read is not gone too", () => {
    const told = problems({ "catalogue/iaas/standard@1.yaml": "a: [" });
    expect(told.filter((line) => line.includes("TEN216"))).toEqual([]);
  });
});

test("old and new presets that share a name but differ in size are two versions, never one", () => {
  const larger = standard.replace("buckets: 5", "buckets: 50");
  const two = larger.replace("version: 1", "version: 2");
  // Changing the size in place is refused; giving it a number of its own is right, and both stay.
  expect(problems({ "catalogue/iaas/standard@1.yaml": larger }).map((line) => line.split(" ")[2])).toEqual(["TEN216:"]);
  const files = estateFiles({
    ...texts,
    "catalogue.lock": formatLock(new Map([...wholeLock(), ["iaas/standard@2", digestOf(two)]])),
    "catalogue/iaas/standard@2.yaml": two,
    "tenants/initech.yaml": (texts["tenants/initech.yaml"] ?? "").replace("starter@1", "standard@2"),
  });
  const { estate, diagnostics } = loadEstate(files, "estate", serviceKinds);
  expect(diagnostics).toEqual([]);
  const granted = estate?.tenants.map(({ resolved: { id, subscriptions } }) => [
    id,
    subscriptions.find(({ service }) => service === "iaas")?.entitlements,
  ]);
  expect(granted).toMatchObject([
    ["acme", { buckets: 5 }],
    ["globex", undefined],
    ["initech", { buckets: 50 }],
  ]);
});

describe("a draft", () => {
  const draft = { "catalogue/iaas/standard@2.yaml": standard.replace("version: 1", "version: 2") };
  const acme = (tier: string): Record<string, string> => ({
    "tenants/acme.yaml": (texts["tenants/acme.yaml"] ?? "").replace("standard@1", tier),
  });
  const versionOfAcme = (changes: Record<string, string>): number | undefined =>
    loadEstate(estateFiles({ ...texts, "catalogue.lock": formatLock(wholeLock()), ...changes }), "estate", serviceKinds)
      .estate?.tenants[0]?.resolved.subscriptions[0]?.tier.version;

  test("may be tried in the sandbox, pinned or followed", () => {
    expect(versionOfAcme({ ...draft, ...acme("standard@2") })).toBe(2);
    expect(versionOfAcme({ ...draft, ...acme("standard") })).toBe(2);
  });

  test("is refused on a real target, and not followed there", () => {
    expect(problems({ ...draft, ...real, ...acme("standard@2") })).toEqual([
      "estate/tenants/acme.yaml:19:13: error TEN216: iaas/standard@2 is a draft, and the target aws is real: what a customer gets must be published. Publish it with `tenantry catalogue publish iaas/standard@2`, or choose a published version.",
    ]);
    expect(versionOfAcme({ ...draft, ...real, ...acme("standard") })).toBe(1);
    expect(problems({ ...draft, ...real, ...acme("standard@2") }, { allowDrafts: true })).toEqual([]);
  });

  test("of an add-on is refused on a real target too", () => {
    const addOn = `
apiVersion: tenantry.dev/v1
kind: AddOn
metadata: { service: iaas, name: extra, version: 1 }
spec: { summary: More, price: { monthly: 1, currency: EUR }, tiers: [standard], entitlements: { buckets: 1 } }
`;
    const manifest = acme("standard@1\n      addOns: [extra@1]");
    expect(problems({ "catalogue/iaas/add-ons/extra@1.yaml": addOn, ...manifest })).toEqual([]);
    expect(problems({ "catalogue/iaas/add-ons/extra@1.yaml": addOn, ...manifest, ...real })).toEqual([
      expect.stringMatching(
        /^estate\/tenants\/acme\.yaml:20:16: error TEN216: iaas\/add-ons\/extra@1 is a draft, and the target aws is real/,
      ),
    ]);
  });

  test("is everything where there is no lock", () => {
    expect(problems({ "catalogue.lock": undefined })).toEqual([]);
    expect(problems({ "catalogue.lock": undefined, ...real }).map((line) => line.split(" ")[0])).toEqual([
      "estate/tenants/acme.yaml:19:13:",
      "estate/tenants/initech.yaml:15:13:",
    ]);
  });
});
