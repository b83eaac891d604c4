import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { allocate, type Allocation } from "../../../../core/onboarding/allocate.ts";
import type { OrderedSubscription, TenantOrder } from "../../../../core/onboarding/tenantOrder.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const order = (...subscriptions: OrderedSubscription[]): TenantOrder => ({
  id: "umbrella",
  displayName: "Umbrella",
  contract: {
    start: "2026-12-02",
    contacts: { technical: "a@u.example", billing: "b@u.example", security: "c@u.example" },
  },
  subscriptions,
});

const web: OrderedSubscription = { name: "web", service: "iaas", tier: "standard@1", spec: { buckets: ["assets"] } };
const apps: OrderedSubscription = {
  name: "apps",
  service: "paas",
  tier: "starter@1",
  spec: { environments: ["prod"] },
};

/** Cells as `estate.yaml` has them, in flow style. */
const awsCell = (id: string, supernet: string, more = ""): string =>
  `    - { id: ${id}, target: aws, region: eu-central-1, accountId: "000000000000", zones: [eu-central-1a, eu-central-1b], supernet: ${supernet}${more} }\n`;

function place(
  given: TenantOrder,
  cells = "",
  edit: (text: string) => string = (text) => text,
  networkPrefix?: number,
): Allocation {
  const texts = baseTexts();
  const estateText = edit((texts["estate.yaml"] ?? "").replace("  jurisdictions:", `${cells}  jurisdictions:`));
  const files = estateFiles({ ...texts, ...named(texts), "estate.yaml": estateText });
  const { estate, diagnostics } = loadEstate(files, "estate", serviceKinds);
  if (estate === undefined) throw new Error(JSON.stringify(diagnostics));
  const context = { estate, files, kinds: serviceKinds, options: {} };
  return allocate(given, { ...context, ...(networkPrefix !== undefined && { networkPrefix }) });
}

/** The example's tenants with their cell named, so that another of the region leaves them be. */
function named(texts: Readonly<Record<string, string>>): Record<string, string> {
  const names = ["tenants/acme.yaml", "tenants/initech.yaml"];
  const cell = "service: iaas\n      cell: eu-central-1-main";
  return Object.fromEntries(names.map((name) => [name, (texts[name] ?? "").replace("service: iaas", cell)]));
}

describe("allocate", () => {
  test("takes the first free network of the only cell, and names it", () => {
    expect(place(order(web, apps))).toEqual({
      order: order(
        { ...web, cell: "eu-central-1-main", spec: { network: { cidr: "10.40.32.0/20" }, buckets: ["assets"] } },
        { ...apps, cell: "eu-shared-1" },
      ),
    });
  });

  test("gives two subscriptions of one tenant different networks, of the length that was asked for", () => {
    const result = place(order(web, { ...web, name: "web2" }), "", undefined, 22);
    expect("order" in result && result.order.subscriptions.map(({ spec }) => spec["network"])).toEqual([
      { cidr: "10.40.32.0/22" },
      { cidr: "10.40.36.0/22" },
    ]);
  });

  test("leaves a network that was asked for", () => {
    const asked = { ...web, spec: { network: { cidr: "10.47.0.0/20" } } };
    expect(place(order(asked))).toEqual({ order: order({ ...asked, cell: "eu-central-1-main" }) });
  });

  test("takes the first cell of the estate's list that has room, wherever others have less in them", () => {
    const cells = awsCell("eu-b", "10.50.0.0/16", ", limits: { vpcs: 2 }") + awsCell("eu-a", "10.60.0.0/16");
    const given = order(...["a", "b", "c", "d", "e", "f"].map((name) => ({ ...web, name })));
    const result = place(given, cells);
    expect("order" in result && result.order.subscriptions.map(({ cell, spec }) => [cell, spec["network"]])).toEqual([
      ["eu-central-1-main", { cidr: "10.40.32.0/20" }],
      ["eu-central-1-main", { cidr: "10.40.48.0/20" }],
      ["eu-central-1-main", { cidr: "10.40.64.0/20" }],
      ["eu-b", { cidr: "10.50.0.0/20" }],
      ["eu-b", { cidr: "10.50.16.0/20" }],
      ["eu-a", { cidr: "10.60.0.0/20" }],
    ]);
  });

  test("passes over a cell without a free network, with too few zones or with nothing left", () => {
    const small = awsCell("eu-a", "10.60.0.0/24");
    const oneZone = awsCell("eu-b", "10.61.0.0/16").replace(", eu-central-1b", "");
    const full = awsCell("eu-c", "10.62.0.0/16", ", limits: { vpcs: 1 }");
    const both = order({ ...web, cell: "eu-c" }, { ...web, name: "more" });
    const result = place(both, "", (text) => text.replace("  cells:\n", `  cells:\n${small}${oneZone}${full}`));
    expect("order" in result && result.order.subscriptions.map(({ cell }) => cell)).toEqual([
      "eu-c",
      "eu-central-1-main",
    ]);
  });

  test("says of each cell what it lacks", () => {
    const limits = (text: string): string => text.replace("vpcs: 5", "vpcs: 2");
    expect(place(order(web), "", limits)).toEqual({
      problems: [
        "No cell in eu-central-1 has room for web (iaas/standard@1): eu-central-1-main has 0 of 2 vpcs left, and 1 are needed.",
      ],
    });
    expect(place(order(web), "", undefined, 12)).toEqual({
      problems: [
        "No cell in eu-central-1 has room for web (iaas/standard@1): eu-central-1-main has no free /12 in 10.40.0.0/13, which is smaller.",
      ],
    });
  });

  test("leaves what is wrong with an order by itself to validation", () => {
    const wrong = [
      { ...web, tier: "gold@1" },
      { ...web, name: "b", service: "faas" },
      { ...apps, cell: "nowhere" },
    ];
    const result = place(order(...wrong));
    expect("order" in result && result.order.subscriptions.map(({ name }) => name)).toEqual(["web", "b", "apps"]);
  });
});
