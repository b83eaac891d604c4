import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles, exampleTexts } from "../../../helpers/estateFiles.ts";

const load = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  loadEstate(estateFiles({ ...baseTexts(), ...changes }), "estate", serviceKinds);

/** A file of the example with one piece of text replaced, which must be there. */
function edited(name: string, from: string, to: string): Record<string, string> {
  const text = baseTexts()[name] ?? "";
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { [name]: text.replace(from, to) };
}

const problems = (changes: Readonly<Record<string, string | undefined>>): string[] =>
  load(changes).diagnostics.map(formatDiagnostic);

test("the example estate is right", () => {
  expect(loadEstate(estateFiles(exampleTexts()), "estate", serviceKinds).diagnostics).toEqual([]);
});

describe("a small estate", () => {
  test("is right", () => {
    expect(load().diagnostics).toEqual([]);
    expect(load().estate?.tenants.map(({ resolved }) => resolved.id)).toEqual(["acme", "globex", "initech"]);
  });

  test("resolves acme's network, buckets and tags", () => {
    expect(load().estate?.tenants[0]?.resolved.subscriptions[0]).toMatchObject({
      name: "web",
      tier: { name: "standard", version: 1 },
      bundle: {
        network: {
          name: "acme--web",
          cidr: "10.40.0.0/20",
          subnets: [
            { name: "private-a", role: "private", cidr: "10.40.0.0/23", availabilityZone: "eu-central-1a" },
            { name: "private-b", role: "private", cidr: "10.40.4.0/23", availabilityZone: "eu-central-1b" },
          ],
        },
        buckets: [
          { name: "assets", bucketName: "northwind--acme--web--assets" },
          { name: "backups", bucketName: "northwind--acme--web--backups" },
        ],
      },
      tags: {
        "tenantry:tenant": "acme",
        "tenantry:subscription": "web",
        "tenantry:service": "iaas",
        "tenantry:tier": "standard@1",
        "tenantry:cost-centre": "acme",
        "tenantry:owner": "acme",
        "tenantry:data-class": "confidential",
        "tenantry:managed-by": "tenantry",
      },
    });
  });

  test("resolves globex's namespaces and shares its grant between them", () => {
    const quota = { cpu: "4000m", memory: "8192Mi", storage: "50Gi", pods: "45" };
    expect(load().estate?.tenants[1]?.resolved.subscriptions[0]?.bundle).toMatchObject({
      podSecurity: "restricted",
      environments: [
        { name: "prod", namespace: "globex--apps--prod", quota },
        { name: "staging", namespace: "globex--apps--staging", quota },
      ],
    });
  });
});

test("an unpinned tier follows the highest version of its ring", () => {
  const second = (baseTexts()["catalogue/paas/standard@1.yaml"] ?? "")
    .replace("version: 1", "version: 2")
    .replace("isolation: bridge", "isolation: bridge\n  rings: [early]");
  const version = (ring: string): number | undefined =>
    load({
      "catalogue/paas/standard@2.yaml": second,
      ...edited("tenants/globex.yaml", "ring: early", `ring: ${ring}`),
    }).estate?.tenants[1]?.resolved.subscriptions[0]?.tier.version;
  expect(version("early")).toBe(2);
  expect(version("late")).toBe(1);
});

describe("loadEstate reports", () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, ...string[]]>([
    [
      "an unknown tier with the nearest one",
      edited("tenants/acme.yaml", "standard@1", "standrd@1"),
      'estate/tenants/acme.yaml:19:13: error TEN202: The tier "standrd@1" of the service "iaas" does not exist. Allowed: standard@1, starter@1. Did you mean "standard@1"?',
    ],
    [
      "a region that is not the estate's",
      edited("tenants/globex.yaml", "region: eu-central-1", "region: eu-west-1"),
      "estate/tenants/globex.yaml:13:11: error TEN203: The region \"eu-west-1\" is not one of the estate's. Allowed: eu-central-1. Choose one of them, or add it to the estate's spec.regions.",
      'estate/tenants/globex.yaml:20:13: error TEN204: The cell "eu-shared-1" is in eu-central-1, the tenant in eu-west-1. Allowed: the estate has no kubernetes cell in eu-west-1.',
    ],
    [
      "an unknown cell",
      edited("tenants/globex.yaml", "cell: eu-shared-1", "cell: eu-shared-2"),
      'estate/tenants/globex.yaml:20:13: error TEN204: The cell "eu-shared-2" does not exist. Allowed: eu-shared-1. Did you mean "eu-shared-1"?',
    ],
    [
      "a cell of the wrong target",
      edited("tenants/globex.yaml", "cell: eu-shared-1", "cell: eu-central-1-main"),
      'estate/tenants/globex.yaml:20:13: error TEN204: The cell "eu-central-1-main" is aws; the service "paas" needs kubernetes. Allowed: eu-shared-1.',
    ],
    [
      "a file that is named unlike its id",
      edited("tenants/acme.yaml", "id: acme", "id: acmi"),
      'estate/tenants/acme.yaml:5:7: error TEN201: The file\'s name is "acme" and the tenant\'s id is "acmi". Rename the file to acmi.yaml, or correct metadata.id.',
    ],
    [
      "an exceeded entitlement",
      edited("tenants/initech.yaml", "[assets]", "[assets, logs]"),
      "estate/tenants/initech.yaml:18:18: error TEN208: The order comes to buckets: 2, and starter@1 grants 1. Allowed: at most 1. Order less, or choose standard@1, the smallest tier that grants it.",
    ],
    [
      "a network outside the supernet",
      edited("tenants/acme.yaml", "10.40.0.0/20", "10.48.0.0/20"),
      'estate/tenants/acme.yaml:21:26: error TEN207: The network 10.48.0.0/20 is not inside 10.40.0.0/13, the range of the cell "eu-central-1-main". Choose a network inside 10.40.0.0/13.',
    ],
    [
      "a network that is too large",
      edited("tenants/acme.yaml", "10.40.0.0/20", "10.40.0.0/15"),
      "estate/tenants/acme.yaml:21:26: error TEN207: The network 10.40.0.0/15 is a /15. Allowed: /16 to /24: AWS takes no larger VPC, and no subnet smaller than /28.",
    ],
    [
      "a network that is too small",
      edited("tenants/acme.yaml", "10.40.0.0/20", "10.40.0.0/25"),
      "estate/tenants/acme.yaml:21:26: error TEN207: The network 10.40.0.0/25 is a /25. Allowed: /16 to /24: AWS takes no larger VPC, and no subnet smaller than /28.",
    ],
    [
      "overlapping networks, naming both",
      edited("tenants/initech.yaml", "10.40.16.0/20", "10.40.8.0/21"),
      "estate/tenants/initech.yaml:17:26: error TEN207: The network 10.40.8.0/21 overlaps 10.40.0.0/20 (acme/web, estate/tenants/acme.yaml:21:26). Change one of the two.",
    ],
    [
      "an unknown key of a kind's spec",
      edited("tenants/acme.yaml", "buckets:", "bucket:"),
      'estate/tenants/acme.yaml:22:9: error TEN100: The key "bucket" is not known here. Allowed: network, machines, buckets, volumes, fileSystems, databases, access, unprotected. Did you mean "buckets"?',
    ],
    [
      "a missing estate.yaml",
      { "estate.yaml": undefined },
      "estate: error TEN008: estate has no estate.yaml. Create it, or name the estate's directory with --estate.",
    ],
    [
      "two files with one id",
      { "tenants/acme.yml": baseTexts()["tenants/acme.yaml"] },
      'estate/tenants/acme.yml:5:7: error TEN200: The tenant id "acme" is declared at estate/tenants/acme.yaml:5:7 already. Give one of them another, or delete one of the files.',
      "estate/tenants/acme.yml:21:26: error TEN207: The network 10.40.0.0/20 overlaps 10.40.0.0/20 (acme/web, estate/tenants/acme.yaml:21:26). Change one of the two.",
      'estate/tenants/acme.yml:22:19: error TEN209: The name "northwind--acme--web--assets" is taken (acme/web, estate/tenants/acme.yaml:22:19). Change one of the two.',
      'estate/tenants/acme.yml:22:27: error TEN209: The name "northwind--acme--web--backups" is taken (acme/web, estate/tenants/acme.yaml:22:27). Change one of the two.',
    ],
    [
      "a subscription name that is taken",
      edited("tenants/initech.yaml", "name: apps", "name: web"),
      'estate/tenants/initech.yaml:19:13: error TEN206: The subscription name "web" is taken by spec.subscriptions[0]. Give each subscription of the tenant a name of its own.',
    ],
  ])("%s", (_what, changes, ...expected) => {
    expect(problems(changes)).toEqual(expected);
  });

  test("all problems at once, in the same order whatever the order of the files", () => {
    const texts = {
      ...baseTexts(),
      ...edited("tenants/globex.yaml", "tier: standard", "tier: gold"),
      ...edited("tenants/acme.yaml", "10.40.0.0/20", "10.48.0.0/20"),
      "catalogue/paas/broken.yaml": "a: [",
    };
    const forwards = loadEstate(estateFiles(texts), "estate", serviceKinds);
    const backwards = loadEstate(estateFiles(texts).toReversed(), "estate", serviceKinds);
    expect(forwards.estate).toBeUndefined();
    expect(forwards.diagnostics.map(({ code, where }) => `${code} ${where?.path ?? ""}`)).toEqual([
      "TEN002 estate/catalogue/paas/broken.yaml",
      "TEN207 estate/tenants/acme.yaml",
      "TEN202 estate/tenants/globex.yaml",
    ]);
    expect(backwards.diagnostics).toEqual(forwards.diagnostics);
  });
});

describe("a tenant's id", () => {
  const withId = (id: string): Record<string, string | undefined> => ({
    "tenants/acme.yaml": undefined,
    [`tenants/${id}.yaml`]: edited("tenants/acme.yaml", "id: acme", `id: "${id}"`)["tenants/acme.yaml"],
  });

  test.each(["prod", "no", "null", "con"])("may be %s (C13)", (id) => {
    expect(problems(withId(id))).toEqual([]);
  });

  test.each(["acme-", "Acme", "a--b", "\u0430cme"])("may not be %s", (id) => {
    expect(load(withId(id)).diagnostics.map(({ code, field }) => [code, field])).toEqual([["TEN104", "metadata.id"]]);
  });
});
