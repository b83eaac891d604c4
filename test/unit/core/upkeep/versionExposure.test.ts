import { describe, expect, test } from "@jest/globals";

import type { Lifecycle } from "../../../../core/schema/lifecycles.ts";
import { versionExposure } from "../../../../core/upkeep/versionExposure.ts";
import type { SubscribedVersion } from "../../../../core/upkeep/versionsOf.ts";

const life = (version: string, endOfSupport: string): Lifecycle => ({
  ...{ product: "postgresql", version, endOfSupport },
  ...{ released: "2020-01-01", source: "https://vendor.example/versions" },
});

const lifecycles = [life("16", "2026-12-01"), life("17", "2029-11-08"), life("18", "2030-11-14")];

/** What to do about PostgreSQL 16, whose support ends in five days. */
function whatToDo(upgrade: SubscribedVersion["upgrade"], lives = lifecycles) {
  const version = { product: "postgresql", version: "16", part: "database", upgrade } as const;
  const owner = { tenant: "acme", subscription: "apps" };
  const found = versionExposure(owner, version, { lifecycles: lives }, { today: "2026-11-26", within: 90 });
  return { successor: found?.successor, advice: found?.advice, command: found?.command };
}

const choices = ["16", "17", "18", "19"].map((version) => ({ version, value: `postgres-${version}` }));

describe("what is proposed", () => {
  test("is of what can be ordered what is supported for the longest, never what nobody knows about", () => {
    expect(whatToDo({ choices, field: "database.version", advice: "Raise it." })).toEqual({
      successor: "18",
      advice: "Raise it.",
      command: "tenantry set acme 'spec.subscriptions[apps].spec.database.version' postgres-18",
    });
  });

  test("is words where no value raises what runs", () => {
    expect(whatToDo({ choices, advice: "Order another." })).toEqual({
      successor: "18",
      advice: "Order another. Newest: postgres-18.",
      command: undefined,
    });
  });

  test("is nothing that ends as soon or sooner", () => {
    expect(whatToDo({ choices, advice: "Order another." }, lifecycles.slice(0, 1))).toEqual({
      successor: undefined,
      advice: "Nothing that can be ordered is supported for longer.",
      command: undefined,
    });
  });
});
