import { describe, expect, test } from "@jest/globals";

import { measureAcme, monthOf, replaced, withCredits } from "../../../helpers/serviceLevels.ts";

const month = 30 * 86_400;

describe("a month", () => {
  test("in which nothing happened is wholly available", () => {
    expect(measureAcme([])).toEqual({
      verb: "sla",
      month: "2026-11",
      measuredUntil: null,
      tenants: [
        {
          tenant: "acme",
          timeZone: "Europe/Berlin",
          from: "2026-10-31T23:00:00Z",
          to: "2026-11-30T23:00:00Z",
          seconds: month,
          subscriptions: [
            {
              ...{ subscription: "web", service: "iaas", tier: "standard@1", target: "99.9" },
              ...{ availability: "100.0000", met: true, downtimeSeconds: "0", excludedSeconds: 0 },
              ...{ incidents: [], responses: [], credit: null, why: "100.0000 % is what was promised, or more." },
            },
          ],
        },
      ],
      unmeasured: [],
      credits: [],
      ignored: [],
    });
  });

  test.each([
    ["March, of an hour less", "2026-03", 31 * 86_400 - 3600],
    ["October, of an hour more", "2026-10", 31 * 86_400 + 3600],
    ["a leap year's February", "2024-02", 29 * 86_400],
  ])("is as long as the tenant's clocks show it: %s", (_name, of, seconds) => {
    expect(measureAcme([], { month: of }).tenants[0]?.seconds).toBe(seconds);
  });

  test("begins and ends where the tenant lives", () => {
    const texts = {
      ...withCredits,
      ...replaced("tenants/acme.yaml", "Europe/Berlin", "Pacific/Auckland", withCredits["tenants/acme.yaml"]),
    };
    const [acme] = measureAcme([], {}, texts).tenants;
    expect([acme?.from, acme?.to]).toEqual(["2026-10-31T11:00:00Z", "2026-11-30T11:00:00Z"]);
  });
});

describe("an incident", () => {
  test("counts with what lies in the month alone", () => {
    const { incidents, downtimeSeconds } = monthOf([{ from: "2026-10-31T22:00:00Z", to: "2026-10-31T23:00:10Z" }]);
    expect(downtimeSeconds).toBe("10");
    expect(incidents).toEqual([{ id: "inc-1", seconds: 10, excludedSeconds: 0, impact: "1", open: false }]);
  });

  test("outside of the month is ignored, and told", () => {
    const { ignored } = measureAcme([
      { from: "2026-10-31T22:00:00Z", to: "2026-10-31T23:00:00Z" },
      { from: "2026-11-30T23:00:00Z", to: "2026-12-01T23:00:00Z" },
      { from: "2026-11-30T22:59:59Z", to: "2026-12-01T23:00:00Z" },
    ]);
    expect(ignored).toEqual(["inc-1", "inc-2"]);
  });

  test("that overlaps another counts once, by the greater impact", () => {
    const { downtimeSeconds } = monthOf([
      { from: "2026-11-10T10:00:00Z", to: "2026-11-10T10:01:41Z", impact: "partial", fraction: 0.25 },
      { from: "2026-11-10T10:01:00Z", to: "2026-11-10T10:02:00Z" },
    ]);
    expect(downtimeSeconds).toBe("75");
  });

  test.each([0.25, 0.0001, 0.3333])("of the fraction %p counts exactly so much", (fraction) => {
    const to = "2026-11-10T10:00:01Z";
    expect(monthOf([{ to, impact: "partial", fraction }]).downtimeSeconds).toBe(String(fraction));
  });

  test("that goes on counts until the month's end", () => {
    const { incidents, downtimeSeconds } = monthOf([{ from: "2026-11-30T22:00:00Z" }]);
    expect(downtimeSeconds).toBe("3600");
    expect(incidents[0]?.open).toBe(true);
  });

  test("that goes on counts until now in a month that is not over, as does one whose end lies ahead", () => {
    const now = "2026-11-10T11:00:00Z";
    for (const to of [undefined, "2026-11-20T00:00:00Z"]) {
      const document = measureAcme([to === undefined ? {} : { to }], { now });
      expect(document.measuredUntil).toBe(now);
      expect(document.tenants[0]?.subscriptions[0]?.downtimeSeconds).toBe("3600");
    }
  });

  test.each([
    ["another tenant", { tenants: ["globex"] }, false],
    ["the subscription", { subscriptions: ["acme/web"] }, true],
    ["one of that name elsewhere", { subscriptions: ["initech/web"] }, false],
    ["its cell", { cells: ["eu-central-1-main"] }, true],
    ["another cell", { cells: ["eu-shared-1"] }, false],
    ["its service", { services: ["iaas"] }, true],
  ])("that affects %s", (_name, affects, counts) => {
    expect(monthOf([{ affects, to: "2026-11-10T10:01:00Z" }]).downtimeSeconds).toBe(counts ? "60" : "0");
  });
});

describe("planned maintenance", () => {
  // The window is Sunday, 02:00 to 04:00 in Berlin; 2026-11-15 is a Sunday.
  const maintenance = { announced: "2026-11-01T00:00:00Z" };
  const planned = (from: string, to: string) => ({
    from: `2026-11-15T${from}+01:00`,
    to: `2026-11-15T${to}+01:00`,
    maintenance,
  });

  test.each([
    ["inside the window is no downtime", planned("02:00:00", "04:00:00"), "0", 7200],
    ["counts where it begins before the window", planned("01:59:00", "03:00:00"), "60", 3600],
    ["counts where it ends after it", planned("03:00:00", "04:30:00"), "1800", 3600],
    ["counts at both ends", planned("01:00:00", "05:00:00"), "7200", 7200],
    ["outside of the window counts", planned("05:00:00", "05:01:00"), "60", 0],
  ])("%s", (_name, incident, downtimeSeconds, excludedSeconds) => {
    expect(monthOf([incident])).toMatchObject({ downtimeSeconds, excludedSeconds });
  });

  test("that nobody was told of before counts", () => {
    const late = { ...planned("02:00:00", "03:00:00"), maintenance: { announced: "2026-11-15T02:00:00+01:00" } };
    expect(monthOf([late])).toMatchObject({ downtimeSeconds: "3600", excludedSeconds: 0 });
  });

  test("counts where the tier does not exclude it, and during a freeze", () => {
    const tier = "catalogue/iaas/standard@1.yaml";
    const counting = {
      ...withCredits,
      ...replaced(tier, "sla: {", "sla: { maintenanceExcluded: false,", withCredits[tier]),
    };
    expect(monthOf([planned("02:00:00", "03:00:00")], {}, counting).downtimeSeconds).toBe("3600");
    const frozen = {
      ...withCredits,
      ...replaced(
        "estate.yaml",
        "\n  jurisdictions:",
        "\n  freezes: [{ from: 2026-11-14, to: 2026-11-16, reason: A sale of the customers }]\n  jurisdictions:",
      ),
    };
    expect(monthOf([planned("02:00:00", "03:00:00")], {}, frozen).downtimeSeconds).toBe("3600");
  });

  test("does not hide what fails beside it", () => {
    const broken = { from: "2026-11-15T02:30:00+01:00", to: "2026-11-15T02:31:00+01:00" };
    expect(monthOf([planned("02:00:00", "04:00:00"), broken])).toMatchObject({
      downtimeSeconds: "60",
      excludedSeconds: 7140,
    });
  });
});

describe("a tenant", () => {
  const acme = (from: string, to: string) => ({
    ...withCredits,
    ...replaced("tenants/acme.yaml", from, to, withCredits["tenants/acme.yaml"]),
  });

  test("whose contract starts in the month is measured from then, and paid for these days", () => {
    const texts = acme("start: 2020-01-01", "start: 2026-11-16");
    const document = measureAcme([{ to: "2026-11-20T00:00:00+01:00" }], {}, texts);
    const [measured] = document.tenants;
    expect([measured?.from, measured?.seconds]).toEqual(["2026-11-15T23:00:00Z", month / 2]);
    expect(measured?.subscriptions[0]).toMatchObject({
      downtimeSeconds: String(4 * 86_400),
      availability: "73.3333",
      credit: { percent: "25.5", days: 15, daysOfMonth: 30, amount: "62.48" },
    });
  });

  test.each([
    ["whose contract starts later", "start: 2020-01-01", "start: 2026-12-01", "The contract starts on 2026-12-01."],
    [
      "that is suspended, nobody knows since when",
      "  ring: general",
      "  ring: general\n  state: suspended",
      "The tenant is suspended.",
    ],
    [
      "that is suspended since before",
      "  ring: general",
      "  ring: general\n  state: suspended\n  suspension: { reason: non-payment, since: 2026-11-01 }",
      "The tenant is suspended since 2026-11-01.",
    ],
  ])("%s is not measured", (_name, from, to, reason) => {
    expect(measureAcme([], {}, acme(from, to))).toMatchObject({
      tenants: [],
      unmeasured: [{ tenant: "acme", reason }],
    });
  });

  test("that is suspended in the month is measured until then", () => {
    const to = "  ring: general\n  state: suspended\n  suspension: { reason: non-payment, since: 2026-11-11 }";
    const [measured] = measureAcme([], {}, acme("  ring: general", to)).tenants;
    expect([measured?.to, measured?.seconds]).toEqual(["2026-11-10T23:00:00Z", 10 * 86_400]);
  });
});

test("how quickly support answered is counted by the tier's hours", () => {
  const reported = "2026-11-10T10:00:00Z";
  const respond = (answered: string | undefined) => {
    const response = { severity: "critical", reported, ...(answered !== undefined && { answered }) } as const;
    const tier = "catalogue/iaas/standard@1.yaml";
    const schedule = "schedule: { days: [Tue], from: '08:00', to: '18:00', timeZone: Europe/Berlin }";
    const texts = {
      ...withCredits,
      ...replaced(tier, "    firstResponseMinutes:", `    ${schedule}\n    firstResponseMinutes:`, withCredits[tier]),
    };
    const [found] = monthOf(
      [{ response, to: "2026-11-10T10:01:00Z" }],
      { now: "2026-11-10T10:30:00Z" },
      texts,
    ).responses;
    return [found?.minutes, found?.met];
  };
  expect(respond("2026-11-10T11:00:00Z")).toEqual([60, true]);
  expect(respond("2026-11-10T11:01:00Z")).toEqual([61, false]);
  expect(respond(undefined)).toEqual([30, null]);
});
