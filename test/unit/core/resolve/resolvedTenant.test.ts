import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { deepFreeze, digestOf, type ResolvedTenant } from "../../../../core/resolve/resolvedTenant.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const initech = (): ResolvedTenant => {
  const { estate } = loadEstate(estateFiles(baseTexts()), "estate", serviceKinds);
  const found = estate?.tenants.find(({ resolved }) => resolved.id === "initech");
  if (found === undefined) throw new Error("the example estate has initech");
  return found.resolved;
};

type Plain = Record<string, unknown> | unknown[];
const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null;

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

/** Copies of a value, each with one leaf changed. */
function changes(value: unknown): unknown[] {
  if (!isPlain(value)) return [typeof value === "number" ? value + 1 : `${String(value)}x`];
  return Object.entries(value).flatMap(([key, part]) =>
    changes(part).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  );
}

describe("digestOf", () => {
  test("does not depend on the order of keys", () => {
    expect(digestOf(reversed(initech()) as ResolvedTenant)).toBe(digestOf(initech()));
  });

  test("changes with every leaf", () => {
    const all = changes(initech());
    expect(all.length).toBeGreaterThan(60);
    const digests = new Set([initech(), ...all].map((tenant) => digestOf(tenant as ResolvedTenant)));
    expect(digests.size).toBe(all.length + 1);
  });
});

test("deepFreeze freezes every part and returns the same value", () => {
  const value = { a: { b: [{ c: 1 }] } };
  expect(deepFreeze(value)).toBe(value);
  expect([value, value.a, value.a.b, value.a.b[0]].map((part) => Object.isFrozen(part))).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
