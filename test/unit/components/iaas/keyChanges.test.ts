import { describe, expect, test } from "@jest/globals";

import { keyChanges } from "../../../../components/iaas/keyChanges.ts";

const parts = {
  buckets: [{ name: "assets" }],
  volumes: [{ name: "data" }],
  fileSystems: [{ name: "shared" }],
  databases: [{ name: "main" }],
  backup: { vaultName: "acme--web" },
};
const key = { foundation: { key: { aliasName: "alias/tenantry/acme/web" } } };

describe("another key", () => {
  test("makes anew what got its key when it was made, but no bucket", () => {
    expect(
      keyChanges(parts, { ...parts, ...key }).map(({ effect, part, property }) => [effect, part, property]),
    ).toEqual(
      ['volume "data"', 'file system "shared"', 'database "main"', "backup vault"].map((part) => [
        "replaced",
        part,
        "foundation.key: none → alias/tenantry/acme/web",
      ]),
    );
  });

  test("replaces nothing that comes or goes with it", () => {
    const buckets = { buckets: parts.buckets };
    expect(keyChanges(buckets, { ...parts, ...key })).toEqual([]);
    expect(keyChanges(parts, { ...buckets, ...key })).toEqual([]);
  });

  test("is never none where there was one: what it encrypted would be lost", () => {
    expect(keyChanges({ buckets: parts.buckets, ...key }, { buckets: parts.buckets })).toEqual([
      {
        effect: "replaced",
        part: "key of the tenant's own",
        property: "foundation.key: alias/tenantry/acme/web → none",
        fix: "Keep a tier with a key of the tenant's own; to leave it, order a subscription beside this one and copy the data.",
      },
    ]);
  });

  test("is none of its business when the key stays or the subscription ends", () => {
    expect(keyChanges({ ...parts, ...key }, { ...parts, ...key })).toEqual([]);
    expect(keyChanges({ ...parts, ...key }, undefined)).toEqual([]);
  });
});
