import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { exposuresOf } from "../../../../core/upkeep/exposure.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

const base = baseTexts();

/** Lifecycles of versions: product, version, last day, last day of extended support. */
function lifecycles(...versions: readonly (readonly [string, string, string, (string | undefined)?])[]): string {
  const lines = versions.map(
    ([product, version, endOfSupport, endOfExtendedSupport]) =>
      `    - ${JSON.stringify({
        ...{ product, version, released: "2020-01-01", endOfSupport, source: "https://vendor.example/versions" },
        ...(endOfExtendedSupport !== undefined && { endOfExtendedSupport }),
      })}`,
  );
  return `apiVersion: tenantry.dev/v1\nkind: Lifecycles\nspec:\n  versions:\n${lines.join("\n")}\n`;
}

function replaced(file: string, from: string, to: string): Record<string, string> {
  const text = base[file] ?? "";
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}

/** A second version of a tier of the base estate, as a draft or published. */
function secondVersion(tier: string): Record<string, string> {
  const text = base[`catalogue/${tier}@1.yaml`] ?? "";
  return { [`catalogue/${tier}@2.yaml`]: text.replace("version: 1", "version: 2") };
}

interface Told {
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly today?: string;
  readonly within?: number;
}

/** The exposures of the tenants of the base estate, all of it in the sandbox. */
function told({ texts = {}, today = "2026-11-26", within = 90 }: Told) {
  const estate = baseEstate({ "catalogue.lock": undefined, ...texts });
  return exposuresOf(estate, estate.tenants, serviceKinds, { today, within });
}

const ofTier = (given: Told) => told(given).exposures.filter(({ part }) => part === "tier");

describe("the versions of products", () => {
  const cluster = replaced(
    "estate.yaml",
    "      context: eu-shared-1\n",
    '      context: eu-shared-1\n      kubernetesVersion: "1.35"\n',
  );
  const kubernetes = (end: string, extended?: string) => ({
    ...cluster,
    "catalogue/lifecycles.yaml": lifecycles(["kubernetes", "1.35", end, extended]),
  });
  const common = { tenant: "globex", subscription: "apps", part: "cell eu-shared-1", product: "kubernetes" };
  const advice = "Upgrade the cluster, and say so in the cell's kubernetesVersion.";

  test.each([
    ["2026-11-25", { state: "ended", daysLeft: -1 }],
    ["2026-11-26", { state: "ending", daysLeft: 0 }],
    ["2027-02-24", { state: "ending", daysLeft: 90 }],
  ])("one whose last day is %s", (lastDay, state) => {
    const [first] = told({ texts: kubernetes(lastDay) }).exposures;
    expect(first).toEqual({ ...common, version: "1.35", pinned: false, ...state, lastDay, advice });
  });

  test("one that is supported for a day longer than is asked is counted alone", () => {
    const { exposures, supported } = told({ texts: kubernetes("2027-02-25") });
    const tiers = 4;
    expect(exposures).toEqual([]);
    expect(supported).toBe(2 + tiers);
  });

  test("what the vendor sells beyond the end is told of, and mends nothing", () => {
    const [first] = told({ texts: kubernetes("2026-11-25", "2029-11-25") }).exposures;
    expect(first).toMatchObject({ state: "ended", extendedUntil: "2029-11-25" });
  });

  test("one without a known life, and one that nobody has stated, are unknown and not fine", () => {
    const stated = told({ texts: cluster }).exposures.filter(({ tenant }) => tenant === "globex");
    const text = "Write down in catalogue/lifecycles.yaml until when it is supported.";
    expect(stated).toEqual([{ ...common, version: "1.35", pinned: false, state: "unknown", advice: text }]);
    const unstated = told({}).exposures.filter(({ tenant }) => tenant === "globex");
    const say = "Say in the cell's kubernetesVersion which version runs.";
    expect(unstated).toEqual([{ ...common, version: null, pinned: false, state: "unknown", advice: say }]);
  });

  test("nothing of an offboarded tenant matters", () => {
    const left = replaced("tenants/globex.yaml", "  ring: early\n", "  ring: early\n  state: offboarded\n");
    const { exposures } = told({ texts: { ...kubernetes("2026-11-25"), ...left } });
    expect(exposures.map(({ tenant }) => tenant)).toEqual(["initech"]);
  });
});

describe("a tier version", () => {
  const status = (tier: string, text: string) =>
    replaced(`catalogue/${tier}@1.yaml`, "\nspec:\n", `\nstatus: { ${text} }\nspec:\n`);

  test.each([
    ["2026-11-26", { state: "ended", lastDay: "2026-11-25", daysLeft: -1 }],
    ["2026-11-27", { state: "ending", lastDay: "2026-11-26", daysLeft: 0 }],
  ])("that is retired on %s ends on the day before; the pin is moved by itself", (retired, state) => {
    const texts = {
      ...status("iaas/standard", `retired: ${retired}, successor: standard@2`),
      ...secondVersion("iaas/standard"),
    };
    expect(ofTier({ texts }).filter(({ tenant }) => tenant === "acme")).toEqual([
      {
        ...{ tenant: "acme", subscription: "web", part: "tier", product: "iaas", version: "standard@1", pinned: true },
        ...state,
        successor: "standard@2",
        advice: "The tenant is pinned: agree on the change with the customer.",
        command: "tenantry move acme web --to standard@2",
      },
    ]);
  });

  test("that is deprecated and followed is left by a rollout, as its ring does not follow the next yet", () => {
    const texts = {
      ...status("paas/standard", "deprecated: 2026-11-26, successor: standard@2"),
      ...Object.fromEntries(
        Object.entries(secondVersion("paas/standard")).map(([name, text]) => [
          name,
          text.replace("\nspec:\n", "\nspec:\n  rings: [late]\n"),
        ]),
      ),
    };
    expect(ofTier({ texts }).filter(({ tenant }) => tenant === "globex")).toEqual([
      {
        ...{
          tenant: "globex",
          subscription: "apps",
          part: "tier",
          product: "paas",
          version: "standard@1",
          pinned: false,
        },
        state: "deprecated",
        successor: "standard@2",
        advice: "Roll the newer version out to all who follow their rings.",
        command: "tenantry rollout start paas-standard-2 --service paas --tier standard --to 2",
      },
    ]);
  });

  test("that names no successor has no command", () => {
    const [first] = ofTier({ texts: status("iaas/standard", "retired: 2026-01-01") });
    expect(first).toMatchObject({
      tenant: "acme",
      state: "ended",
      advice: "The catalogue names no successor. Choose another tier: tenantry tiers iaas",
    });
    expect(first?.command).toBeUndefined();
  });
});

test("what has ended comes first, the longest ago before all, then what ends soonest, then what nobody knows", () => {
  const twoClusters = replaced(
    "estate.yaml",
    "      context: eu-shared-1\n",
    '      context: eu-shared-1\n      kubernetesVersion: "1.35"\n',
  );
  const texts = {
    ...twoClusters,
    ...replaced("catalogue/iaas/standard@1.yaml", "\nspec:\n", "\nstatus: { retired: 2026-11-20 }\nspec:\n"),
    "catalogue/lifecycles.yaml": lifecycles(["kubernetes", "1.35", "2026-11-01"]),
  };
  expect(told({ texts }).exposures.map(({ tenant, part, daysLeft }) => [tenant, part, daysLeft])).toEqual([
    ["globex", "cell eu-shared-1", -25],
    ["initech", "cell eu-shared-1", -25],
    ["acme", "tier", -7],
  ]);
});
