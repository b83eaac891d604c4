import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { serviceKinds } from "../../../../components/registry.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { renderManifest } from "../../../../core/onboarding/renderManifest.ts";
import { manifestOf, type TenantOrder } from "../../../../core/onboarding/tenantOrder.ts";

const shared = ["assets"];

const order: TenantOrder = {
  id: "no",
  displayName: 'Acme "GmbH": #1\n',
  contract: {
    start: "2026-12-01",
    contacts: { technical: "a@a.example", billing: "b@a.example", security: "c@a.example" },
  },
  ring: "early",
  subscriptions: [
    { name: "web", service: "iaas", tier: "standard@1", spec: { network: { cidr: "10.40.32.0/20" }, buckets: shared } },
    { name: "more", service: "iaas", tier: "starter@1", cell: "eu-a", spec: { buckets: shared } },
    { name: "null", service: "paas", tier: "starter@1", spec: { environments: ["prod"] } },
  ],
};

test("explains each field once, by the schemas of the tenant and of the kinds", () => {
  expect(renderManifest(order, serviceKinds)).toBe(`# yaml-language-server: $schema=../schemas/tenant.schema.json

apiVersion: tenantry.dev/v1
kind: Tenant
metadata:
  # The tenant's id; never changes. Also the stack's name.
  id: "no"
  # The customer's name, for people.
  displayName: "Acme \\"GmbH\\": #1\\n"
spec:
  # What was agreed with the customer.
  contract:
    # The first day of the contract.
    start: 2026-12-01
    # Whom to write to.
    contacts:
      # Who is told of incidents and maintenance.
      technical: a@a.example
      # Who gets invoices.
      billing: b@a.example
      # Who is told of vulnerabilities and breaches.
      security: c@a.example
  # Which wave gets a new tier version first.
  ring: early
  # What the tenant has ordered.
  subscriptions:
    # The subscription's name, unique in the tenant; part of resource names.
    - name: web
      # The service kind, such as iaas or paas.
      service: iaas
      # The tier, pinned to a version (standard@2) or following the tenant's ring (standard).
      tier: standard@1
      # What is ordered, by the service kind's own schema; the defaults' layers lie below it.
      spec:
        # The network that everything of the subscription lies in.
        network:
          # The tenant's network, /16 to /24, inside the cell's supernet.
          cidr: 10.40.32.0/20
        # Private, encrypted object stores, by the names that the tenant knows them by.
        buckets: [assets]
    - name: more
      service: iaas
      tier: starter@1
      # Where it lands; may be left out where only one cell of the region fits.
      cell: eu-a
      spec:
        buckets: [assets]
    - name: "null"
      service: paas
      tier: starter@1
      spec:
        # The environments, such as prod and staging.
        environments: [prod]
`);
});

test("what is written loads to the same values, whatever the names", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "null",
      "no",
      "true",
      "con",
      "~",
      "1",
      "1e3",
      "2026-12-01",
      "a: b",
      "# c",
      "- d",
      '"',
      "'",
      "&a",
      "*a",
      "!t",
      "a\r\nb",
      " ",
      "\u2028",
      "\ufffe",
      "\ud83d\ude00",
    ),
  );

  const name = text;
  const json: fc.Arbitrary<Json> = fc.oneof(
    name,
    fc.integer(),
    fc.constantFrom(null, true, 0.5),
    fc.array(fc.oneof(name, fc.array(name))),
    fc.dictionary(name, fc.array(name)),
  );
  fc.assert(
    fc.property(name, name, name, fc.dictionary(name, json), (id, displayName, tier, spec) => {
      const [first] = order.subscriptions;
      if (first === undefined) throw new TypeError("the order has subscriptions");
      const hostile: TenantOrder = {
        ...order,
        id,
        displayName,
        subscriptions: [
          { ...first, tier, spec },
          { ...first, spec },
        ],
      };
      const bytes = new TextEncoder().encode(renderManifest(hostile, serviceKinds));
      const { document, diagnostics } = parseDocument({ path: "x.yaml", name: "x.yaml", bytes });
      // The one key that no document may have, however it is written; JSON has quotes before a colon at keys alone.
      if (JSON.stringify(spec).includes('"__proto__":')) {
        expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["TEN100"]));
      } else {
        expect(diagnostics).toEqual([]);
        expect(document?.value).toEqual(manifestOf(hostile));
      }
    }),
    { examples: [["a", "b", "c", JSON.parse('{ "__proto__": 0 }') as Record<string, Json>]] },
  );
});
