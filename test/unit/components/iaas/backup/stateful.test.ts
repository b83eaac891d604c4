import { describe, expect, test } from "@jest/globals";

import { backupChanges } from "../../../../../components/iaas/backup/stateful.ts";

const bundle = (backup: object) => ({ network: {}, backup }) as never;
const vaultName = "acme--web";
const copy = { region: "eu-west-1", vaultName };

describe("what happens to vaults", () => {
  test.each([
    ["they stay", bundle({ vaultName, copy }), bundle({ vaultName, copy: { ...copy, retentionDays: 30 } })],
    ["they come", { network: {} }, bundle({ vaultName, copy })],
    ["copies come", bundle({ vaultName }), bundle({ vaultName, copy })],
    ["the subscription ends", bundle({ vaultName, copy }), undefined],
  ])("nothing where %s", (_what, running, wanted) => {
    expect(backupChanges(running, wanted)).toEqual([]);
  });

  test("a tier without backups would take them along", () => {
    expect(backupChanges(bundle({ vaultName, copy }), { network: {} })).toEqual([
      {
        effect: "removed",
        part: "backup vault",
        property: "backup.vaultName: acme--web → none",
        fix: "Keep acme--web: its backups would be lost, and AWS deletes no vault that has any.",
      },
      {
        effect: "removed",
        part: "vault for copies of backups",
        property: "backup.copy: acme--web in eu-west-1 → none",
        fix: "Keep acme--web in eu-west-1: its backups would be lost, and AWS deletes no vault that has any.",
      },
    ]);
  });

  test("a vault of another name or in another region is another vault", () => {
    const wanted = bundle({ vaultName: "other", copy: { ...copy, region: "eu-north-1" } });
    expect(backupChanges(bundle({ vaultName, copy }), wanted)).toEqual([
      expect.objectContaining({ effect: "replaced", property: "backup.vaultName: acme--web → other" }),
      expect.objectContaining({
        effect: "replaced",
        property: "backup.copy: acme--web in eu-west-1 → acme--web in eu-north-1",
      }),
    ]);
  });
});
