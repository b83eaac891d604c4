import { describe, expect, test } from "@jest/globals";

import { announcementOf, type AnnouncementTerms } from "../../../../core/service/announce.ts";
import { plannedOf, type Planned } from "../../../../core/service/planned.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { replaced } from "../../../helpers/serviceLevels.ts";

const december: AnnouncementTerms = { from: "2026-12-01", to: "2026-12-31", stamp: "2026-11-26T00:00:00Z" };

const freezes = replaced(
  "estate.yaml",
  "\n  jurisdictions:",
  "\n  freezes: [{ from: 2026-12-20, to: 2027-01-03, reason: Christmas }]\n  jurisdictions:",
);

/** What acme of the tests' own estate is told. */
function told(planned: readonly Planned[], terms: Partial<AnnouncementTerms> = {}, texts: Record<string, string> = {}) {
  const estate = baseEstate(texts);
  const acme = estate.tenants.find(({ resolved }) => resolved.id === "acme");
  if (acme === undefined) throw new Error("the estate has no acme");
  return announcementOf(estate, acme, planned, { ...december, ...terms });
}

describe("an announcement", () => {
  test("has the windows of its days, by the tenant's clock, with what is planned and what is frozen", () => {
    const planned: Planned[] = [
      { text: "web gets standard@2.", at: { instant: "2026-12-06T01:30:00Z" } },
      { text: "web moves from starter to standard.", at: { day: "2026-12-15" } },
      { text: "Frozen.", at: { instant: "2026-12-20T01:00:00Z" } },
      { text: "Too late.", at: { day: "2027-01-01" } },
    ];
    expect(told(planned, {}, freezes)).toEqual({
      ...{ tenant: "acme", displayName: "Acme GmbH", provider: "Northwind Managed Services", estate: "northwind" },
      ...{ timeZone: "Europe/Berlin", from: "2026-12-01", to: "2026-12-31", stamp: "2026-11-26T00:00:00Z" },
      windows: [
        { begin: "2026-12-06T01:00:00Z", end: "2026-12-06T03:00:00Z", planned: ["web gets standard@2."], frozen: null },
        { begin: "2026-12-13T01:00:00Z", end: "2026-12-13T03:00:00Z", planned: [], frozen: null },
        { begin: "2026-12-20T01:00:00Z", end: "2026-12-20T03:00:00Z", planned: [], frozen: "Christmas" },
        { begin: "2026-12-27T01:00:00Z", end: "2026-12-27T03:00:00Z", planned: [], frozen: "Christmas" },
      ],
      otherDays: [
        { day: "2026-12-15", planned: ["web moves from starter to standard."] },
        { day: "2026-12-20", planned: ["Frozen."] },
      ],
      support: [{ subscription: "web", hours: "Mon-Fri 07:00-20:00" }],
    });
  });

  test.each([
    // Clocks are set forward from 02:00 to 03:00 on 2027-03-28, and back from 03:00 to 02:00 on 2026-10-25.
    ["2027-03-28", ["2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"]],
    ["2026-10-25", ["2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"]],
  ])("follows the clocks on %s", (day, window) => {
    const { windows } = told([], { from: day, to: day });
    expect(windows.map(({ begin, end }) => [begin, end])).toEqual([window]);
  });

  test("leaves out a window that began on the day before", () => {
    const texts = replaced("tenants/acme.yaml", "Sun 02:00-04:00", "Sun 23:00-01:00");
    const begins = (from: string): string[] =>
      told([], { from, to: "2026-12-08" }, texts).windows.map(({ begin }) => begin);
    expect(begins("2026-12-06")).toEqual(["2026-12-06T22:00:00Z"]);
    expect(begins("2026-12-07")).toEqual([]);
  });
});

describe("what is planned", () => {
  const now = { today: "2026-12-01", now: "2026-12-01T12:00:00Z" };
  const pending = (to: string, when: string, on: string) =>
    replaced(
      "tenants/acme.yaml",
      "      tier: standard@1",
      `      tier: standard@1\n      pending: { to: ${to}, when: ${when}, on: ${on}, requested: 2026-11-30 }`,
    );

  test("is a pending move in its first window that no freeze touches", () => {
    const newer = {
      ["catalogue/iaas/standard@2.yaml"]: replaced("catalogue/iaas/standard@1.yaml", "version: 1", "version: 2")[
        "catalogue/iaas/standard@1.yaml"
      ],
    };
    const estate = baseEstate({ ...pending("standard@2", "window", "2026-12-19"), ...freezes, ...newer });
    expect(plannedOf(estate, now).get("acme")).toEqual([
      { text: "web moves from standard@1 to standard@2.", at: { instant: "2027-01-10T01:00:00Z" } },
    ]);
  });

  test("is a pending move on the day of its renewal", () => {
    const estate = baseEstate(pending("starter@1", "renewal", "2027-01-01"));
    expect(plannedOf(estate, now).get("acme")).toEqual([
      { text: "web moves from standard@1 to starter@1.", at: { day: "2027-01-01" } },
    ]);
  });

  test("is a wave of a rollout that is under way, and none of one that rests", () => {
    const rollout = (state: string) => ({
      "rollouts/platform.yaml": JSON.stringify({
        ...{ apiVersion: "tenantry.dev/v1", kind: "Rollout", metadata: { name: "platform" } },
        spec: { code: true, wave: { tenants: 10 } },
        status: { state },
      }),
    });
    expect(plannedOf(baseEstate(rollout("running")), now).get("acme")).toEqual([
      { text: "The platform's own release is brought up to date.", at: { instant: "2026-12-06T01:00:00Z" } },
    ]);
    expect(plannedOf(baseEstate(rollout("paused")), now).size).toBe(0);
  });
});
