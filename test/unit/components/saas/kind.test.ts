import { describe, expect, test } from "@jest/globals";

import { saas } from "../../../../components/saas/kind.ts";
import { saasOrder } from "../../../../components/saas/order.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";
import { features, hostingCell, planned, problemsOf } from "./orders.ts";

test("an order comes to its users, its storage and its hosts", () => {
  const spec = saasOrder.parse({ users: 12, storageGiB: 3, hosts: ["a.example", "b.example"] });
  expect(saas.demand(spec, features.pool)).toEqual({
    users: { amount: 12, path: ["users"] },
    storageGiB: { amount: 3, path: ["storageGiB"] },
    hosts: { amount: 2, path: ["hosts"] },
  });
});

describe("an order that is wrong is refused in its own words", () => {
  test.each([
    [{ channel: "nightly" }, {}, ['channel: The tier does not offer the channel "nightly".']],
    [{ channel: "constructor" }, {}, ['channel: The tier does not offer the channel "constructor".']],
    [{ secrets: ["mail", "mail"] }, {}, ['secrets.1: The secret "mail" is ordered twice.']],
    [{ hosts: ["a.example", "a.example"] }, {}, ['hosts.1: The host "a.example" is ordered twice.']],
    [
      { path: "acme" },
      { isolation: "bridge" },
      ["path: The tier gives each tenant an application of its own, which shares no host."],
    ],
    [
      { unprotected: ["databases/prod"] },
      {},
      ['unprotected.0: "databases/prod" is no part with data of this subscription.'],
    ],
    [
      { unprotected: ["data"] },
      { isolation: "bridge" },
      ['unprotected.0: "data" is no part with data of this subscription.'],
    ],
    [
      {},
      { features: features.bridge },
      [": The tier promises a pool (isolation pool), and its feature pool is missing."],
    ],
    [
      {},
      { isolation: "bridge", features: features.pool },
      [": The tier has a pool, and promises more than to share one (isolation bridge)."],
    ],
    [
      {},
      { isolation: "silo" },
      [
        ': The tier promises nodes of the tenant\'s own (isolation silo), and the cell "eu-shared-1" has none for acme.',
      ],
    ],
  ] as const)("%j %#", (spec, order, expected) => {
    expect(
      problemsOf({ ...spec, ...("hosts" in spec && { hosts: [...spec.hosts] }) } as never, order as never),
    ).toEqual(expected);
  });

  test("in a cell that does not host the tier's version, whatever else it hosts", () => {
    const cell = kubernetesCell({ ...hostingCell, hosts: ["saas/shared@1", "saas/other@2"] });
    const { problems } = planned({}, { cell, version: 2 });
    expect(problems).toEqual([
      {
        concern: "cell",
        path: [],
        message: 'The cell "eu-shared-1" does not host saas/shared@2, whose tenants share one application.',
        allowed: "saas/shared@1, saas/other@2",
        fix: "Add saas/shared@2 to hosts of the cell and run: tenantry cell up eu-shared-1; or choose a cell that hosts it, or another tier.",
      },
    ]);
    // Who shares nothing lands anywhere.
    expect(problemsOf({}, { cell: kubernetesCell({ ...hostingCell, hosts: undefined }), isolation: "bridge" })).toEqual(
      [],
    );
  });

  test("in a cell without a gateway, where something is to be reached", () => {
    const cell = kubernetesCell({ ...hostingCell, gateway: undefined });
    const without = 'The cell "eu-shared-1" has no gateway that hosts could be reached by.';
    expect(problemsOf({ hosts: ["a.example"] }, { cell })).toEqual([`hosts: ${without}`]);
    expect(problemsOf({ path: "acme" }, { cell })).toEqual([`path: ${without}`]);
    expect(problemsOf({ hosts: ["a.example"] }, { cell, isolation: "bridge" })).toEqual([`hosts: ${without}`]);
    expect(problemsOf({}, { cell })).toEqual([]);
  });
});

test("settings are plain text, few and small, and nothing else is an order", () => {
  const refused = (spec: unknown): boolean => !saasOrder.safeParse(spec).success;
  expect(refused({ configuration: { language: "en", "mail.sender": "a@b.example" } })).toBe(false);
  expect(refused({ configuration: { "0": "x" } })).toBe(true);
  expect(refused({ configuration: { a: 1 } })).toBe(true);
  expect(refused({ configuration: { a: "\0" } })).toBe(true);
  expect(
    refused({ configuration: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${String(at)}`, ""])) }),
  ).toBe(true);
  const large = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`a${String(at)}`, "x".repeat(4000)]));
  expect(refused({ configuration: large })).toBe(true);
  expect(refused({ path: "acme/admin" })).toBe(true);
  expect(refused({ secrets: [{ mail: "hunter2" }] })).toBe(true);
  expect(refused({ password: "hunter2" })).toBe(true);
});

test("a tier offers one channel at least, of images that have a version", () => {
  const channels = (all: object): boolean =>
    saas.featuresSchema.safeParse({ ...features.bridge, channels: all }).success;
  expect(channels({ stable: { version: "1", image: "registry.example/notes:1" } })).toBe(true);
  expect(channels({})).toBe(false);
  expect(channels({ stable: { version: "1", image: "registry.example/notes:latest" } })).toBe(false);
});
