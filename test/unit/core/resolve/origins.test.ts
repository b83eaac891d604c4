import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

import { serviceKinds } from "../../../../components/registry.ts";
import { partAt } from "../../../../core/documents/sourceMap.ts";
import type { Estate, EstateTenant } from "../../../../core/estate/estate.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { explainValues } from "../../../../core/resolve/explainValues.ts";
import { leavesOf } from "../../../../core/resolve/leaves.ts";
import { resolveDocument, type ExplainedValue } from "../../../../core/results/resolve.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

/** The example estate with an add-on, and with defaults of a tier and of the estate for a service. */
function texts(): Record<string, string> {
  const example = baseTexts();
  const replaced = (name: string, from: string, to: string): Record<string, string> => {
    const text = example[name] ?? "";
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    return { [name]: text.replace(from, to) };
  };
  return {
    ...example,
    ...replaced("estate.yaml", "  defaults:\n", "  defaults:\n    services: { iaas: { buckets: [assets] } }\n"),
    ...replaced("catalogue/paas/starter@1.yaml", "  moves:", "  defaults: { environments: [prod] }\n  moves:"),
    ...replaced("tenants/initech.yaml", "        buckets: [assets]\n", "      addOns: [more-buckets@1]\n"),
    ...replaced("tenants/acme.yaml", "    contacts:", "    costCentre: K-17\n    owner: web-team\n    contacts:"),
    "catalogue/iaas/add-ons/more-buckets@1.yaml": [
      "apiVersion: tenantry.dev/v1",
      "kind: AddOn",
      "metadata: { service: iaas, name: more-buckets, version: 1 }",
      "spec:",
      "  summary: Five more buckets",
      "  price: { monthly: 20, currency: EUR }",
      "  tiers: [starter]",
      "  entitlements: { buckets: 5 }",
      "",
    ].join("\n"),
  };
}

let estate: Estate;
let files: Readonly<Record<string, string>>;
beforeAll(() => {
  files = texts();
  const loaded = loadEstate(estateFiles(files), "estate", serviceKinds);
  expect(loaded.diagnostics).toEqual([]);
  if (loaded.estate === undefined) throw new Error("the estate is right");
  ({ estate } = loaded);
});

const tenant = (id: string): EstateTenant => {
  const found = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (found === undefined) throw new Error(`no tenant ${id}`);
  return found;
};

/** `how by file field` for each place that one value comes from. */
function why(id: string, path: string): string[] {
  const [value, ...others] = explainValues(tenant(id), estate, path);
  expect(others).toEqual([]);
  return (value?.origins ?? []).map(({ how, by, where, field }) => {
    return `${how} ${by} ${where.path.replace("estate/", "")} ${field}`;
  });
}

describe("why a value is what it is", () => {
  test.each(["acme", "globex", "initech"])(
    "%s: every leaf has an answer, and what is set stands where it says",
    (id) => {
      const { resolved } = tenant(id);
      const explained = explainValues(tenant(id), estate, "");
      expect(explained.map(({ value }) => value)).toEqual(leavesOf(resolved).map(({ value }) => value));
      expect(resolveDocument.parse({ verb: "resolve", tenant: id, values: explained }).values).toHaveLength(
        explained.length,
      );
      for (const { path, value, origins } of explained) {
        for (const origin of origins.filter(({ how }) => how === "set")) {
          const standing = standingAt(origin);
          const text = typeof standing === "object" ? "" : JSON.stringify(standing).replaceAll('"', "");
          expect(textAt(origin).slice(0, text.length)).toBe(text);
          // A tier and an add-on are written with their version and resolved to name and version.
          if (/\.(?:tier|addOns\[\d+\])\.(?:name|version)$/.test(path))
            expect(String(standing)).toContain(String(value));
          else expect({ path, standing }).toEqual({ path, standing: value });
        }
      }
    },
  );

  test("of a manifest, too, also below its own spec", () => {
    const explained = explainValues(tenant("initech"), estate, "spec");
    expect(explained.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["spec.region", "spec.subscriptions[0].spec.network.cidr"]),
    );
    for (const { value, origins } of explained) expect(origins.map(standingAt)).toEqual([value]);
    expect(why("initech", "spec.subscriptions[0].spec.buckets[0]")).toEqual([
      "set the estate's defaults estate.yaml spec.defaults.services.iaas.buckets[0]",
    ]);
    expect(why("initech", "spec.subscriptions[1].spec.environments[0]")).toEqual([
      "set the manifest tenants/initech.yaml spec.subscriptions[1].spec.environments[0]",
    ]);
  });

  test.each([
    ["initech", "displayName", ["set the manifest tenants/initech.yaml metadata.displayName"]],
    ["initech", "estate.name", ["set the estate estate.yaml metadata.name"]],
    ["initech", "region", ["set the estate's defaults estate.yaml spec.defaults.tenant.region"]],
    ["globex", "region", ["set the manifest tenants/globex.yaml spec.region"]],
    ["initech", "state", ["default the schema tenants/initech.yaml spec.state"]],
    ["initech", "subscriptions[0].tier.name", ["set the manifest tenants/initech.yaml spec.subscriptions[0].tier"]],
    [
      "globex",
      "subscriptions[0].tier.version",
      [
        "computed highest version of the ring, from the manifest tenants/globex.yaml spec.subscriptions[0].tier",
        "computed highest version of the ring, from the manifest tenants/globex.yaml spec.ring",
        "computed highest version of the ring, from the tier standard@1 catalogue/paas/standard@1.yaml metadata.version",
      ],
    ],
    [
      "initech",
      "subscriptions[0].entitlements.buckets",
      [
        "computed sum of tier and add-ons, from the tier starter@1 catalogue/iaas/starter@1.yaml spec.entitlements.buckets",
        "computed sum of tier and add-ons, from the add-on more-buckets@1 catalogue/iaas/add-ons/more-buckets@1.yaml spec.entitlements.buckets",
      ],
    ],
    [
      "initech",
      "subscriptions[0].addOns[0].price.monthly",
      ["set the add-on more-buckets@1 catalogue/iaas/add-ons/more-buckets@1.yaml spec.price.monthly"],
    ],
    ["globex", "subscriptions[0].cell.id", ["set the manifest tenants/globex.yaml spec.subscriptions[0].cell"]],
    [
      "acme",
      "subscriptions[0].tags.tenantry:cost-centre",
      ["computed tagging, from the manifest tenants/acme.yaml spec.contract.costCentre"],
    ],
    [
      "initech",
      "subscriptions[0].tags.tenantry:cost-centre",
      ["computed tagging, from the manifest tenants/initech.yaml metadata.id"],
    ],
    [
      "acme",
      "subscriptions[0].tags.tenantry:owner",
      ["computed tagging, from the manifest tenants/acme.yaml spec.contract.owner"],
    ],
    [
      "initech",
      "subscriptions[1].labels.tenantry.dev/owner",
      ["computed tagging, from the manifest tenants/initech.yaml metadata.id"],
    ],
    ["initech", "dataClass", ["default the schema tenants/initech.yaml spec.dataClass"]],
    [
      "initech",
      "subscriptions[0].tags.tenantry:data-class",
      ["computed tagging, from the schema tenants/initech.yaml spec.dataClass"],
    ],
    [
      "acme",
      "subscriptions[0].bundle.network.cidr",
      [
        "computed plan of iaas, from the manifest tenants/acme.yaml spec.subscriptions[0].spec.buckets",
        "computed plan of iaas, from the manifest tenants/acme.yaml spec.subscriptions[0].spec.network",
        "computed plan of iaas, from the tier standard@1 catalogue/iaas/standard@1.yaml spec.features",
        "computed plan of iaas, from the estate estate.yaml spec.cells[0]",
        "computed plan of iaas, from the manifest tenants/acme.yaml metadata.id",
      ],
    ],
  ])("%s: %s", (id, path, expected) => {
    expect(why(id, path)).toEqual(expected);
  });

  test("of nothing has no answer", () => {
    expect(explainValues(tenant("acme"), estate, "subscriptions[0].nothing")).toEqual([]);
    expect(explainValues(tenant("acme"), estate, "subscriptions[0].tie")).toEqual([]);
  });
});

/** What stands in the file at an origin's field. */
function standingAt({ where, field }: ExplainedValue["origins"][number]): unknown {
  const text = files[where.path.replace("estate/", "")] ?? "";
  const steps = [...field.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key = ""]) => {
    return index === undefined ? key : Number(index);
  });
  return partAt(parse(text), steps);
}

/** The text of the file from an origin's place on. */
function textAt({ where }: ExplainedValue["origins"][number]): string {
  const line = (files[where.path.replace("estate/", "")] ?? "").split("\n")[(where.line ?? 0) - 1] ?? "";
  return line.slice((where.column ?? 0) - 1).replace(/^["']/, "");
}
