import { expect, test } from "@jest/globals";

import { billedUse } from "../../../../core/billing/billedUse.ts";
import { documentNumber, nextSequence } from "../../../../core/billing/numbering.ts";
import { tenantUsage } from "../../../../core/billing/tenantUsage.ts";
import type { LedgerEntry } from "../../../../core/billing/ledger.ts";
import { billingRecordSchema } from "../../../../core/schema/billingRecord.ts";
import { tierSchema, type TierManifest } from "../../../../core/schema/tier.ts";
import { parse } from "yaml";
import { billingTexts } from "../../../helpers/billingEstate.ts";

const metered = tierSchema.parse(parse(billingTexts()["catalogue/iaas/metered@1.yaml"] ?? ""));
const [storage, requests] = metered.spec.price.meters;
const tier = (name: string, meters: TierManifest["spec"]["price"]["meters"]): TierManifest => ({
  ...metered,
  metadata: { service: "iaas", name, version: 1 },
  spec: { ...metered.spec, price: { ...metered.spec.price, meters } },
});
if (storage === undefined || requests === undefined) throw new Error("the tier has no meters");
const tiers = [tier("both", [storage, requests]), tier("one", [storage]), tier("none", [])];
type Change = readonly [on: string, tier: string, state?: string];
const record = (...changes: readonly Change[]) =>
  billingRecordSchema.parse({
    apiVersion: "tenantry.dev/v1",
    kind: "BillingRecord",
    metadata: { tenant: "acme" },
    spec: {
      changes: changes.map(([on, name, state = "active"]) => ({
        ...{ on, state },
        subscriptions: [{ name: "web", service: "iaas", tier: `${name}@1` }],
      })),
    },
  });
const spans = (...changes: readonly Change[]) =>
  billedUse([record(...changes)], tiers)
    .meters.map(({ meter, from, to }) => `${meter} ${from} ${to ?? ""}`.trim())
    .toSorted();

test("a meter is billed while a tier has it, over moves and suspensions, until the tenant has left", () => {
  expect(spans(["2026-01-01", "both"], ["2026-02-01", "one"], ["2026-03-01", "one", "suspended"])).toEqual([
    "requests 2026-01-01 2026-02-01",
    "storageGiB 2026-01-01",
  ]);
  expect(
    spans(["2026-01-01", "one"], ["2026-02-01", "none"], ["2026-03-01", "one"], ["2026-04-01", "one", "offboarded"]),
  ).toEqual(["storageGiB 2026-01-01 2026-02-01", "storageGiB 2026-03-01 2026-04-01"]);
});

test("tenants and subscriptions are known also where nothing of them is measured", () => {
  expect(billedUse([record(["2026-01-01", "none"])], tiers)).toEqual({
    ...{ tenants: ["acme"], subscriptions: [{ tenant: "acme", subscription: "web" }], meters: [] },
  });
});

test("numbers are filled up with zeros, and go on where what is configured ends", () => {
  expect(documentNumber({ prefix: "NW-", digits: 4 }, 42)).toBe("NW-0042");
  expect(documentNumber({ prefix: "", digits: 2 }, 12345)).toBe("12345");
  expect([nextSequence({ next: 100 }, undefined), nextSequence({ next: 100 }, 7)]).toEqual([100, 8]);
});

test("usage is the period's, late where its month has been invoiced, waiting where not, and left alone where it is later", () => {
  const sum = (period: string, meter = "requests") => ({
    tenant: "acme",
    subscription: "web",
    meter,
    period,
    quantity: "1",
    records: 1,
  });
  const billed = ["requests", "storageGiB"].map((meter) => ({
    subscription: "web",
    meter,
    period: "2026-09",
    quantity: "5",
    records: 2,
  }));
  const entry: LedgerEntry = {
    ...{
      number: "NW-1",
      sequence: 1,
      digest: "",
      previous: null,
      kind: "invoice",
      tenant: "acme",
      corrects: null,
      usage: null,
    },
    ...{ from: "2026-08-01", to: "2026-10-01", issued: "2026-10-01", metered: billed },
  };
  const months = ["2026-07", "2026-09", "2026-11", "2026-12", "2027-01"];
  const divided = tenantUsage(
    months.map((month) => sum(month)),
    { from: "2026-11-01", to: "2027-01-01" },
    [entry],
  );
  expect(divided.usage.map(({ period }) => period)).toEqual(["2026-11", "2026-12", "2026-09"]);
  expect(divided.billed).toEqual([billed[0]]);
  expect(divided.waiting.map(({ period }) => period)).toEqual(["2026-07"]);
});
