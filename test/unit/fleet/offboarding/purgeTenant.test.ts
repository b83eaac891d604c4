import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { nothingDone } from "../../../../core/results/runOutcome.ts";
import type { FoundOrphan } from "../../../../core/results/orphans.ts";
import { purgeFilesIn, readCertificate, readPurgeRecord } from "../../../../fleet/offboarding/purgeFiles.ts";
import { purgeTenant, type PurgeEnd, type PurgeWork } from "../../../../fleet/offboarding/purgeTenant.ts";
import { deletionFacts } from "../../../helpers/deletionFacts.ts";

const { tenant, provider, terms, had } = deletionFacts();
const nothingLeft = { found: [], inState: [], unasked: [], reads: [{ what: "all", found: 0 }], unlisted: [] };
const orphan: FoundOrphan = {
  ...{ stack: "acme", inEstate: true, cell: "eu-central-1-main", type: "aws:s3/bucket:Bucket", id: "forgotten" },
  ...{ name: "forgotten", created: null, tags: {}, underWay: false },
};
let directory: string;
let minute: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-purge-"));
  minute = 0;
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const files = () => purgeFilesIn(directory, "acme", "2026-12-01");
const purge = (changes: Partial<PurgeWork> = {}): Promise<PurgeEnd> =>
  purgeTenant({
    ...{ tenant, provider, terms, snapshotDays: 30, files: files() },
    readFormer: () => Promise.resolve(had),
    destroy: () => Promise.resolve({ outcome: nothingDone({ result: "destroyed" }), trail: null }),
    readRemains: () => Promise.resolve(nothingLeft),
    clock: () => `2026-12-31T08:0${String(minute++)}:00.000Z`,
    pageOf: ({ digest }) => digest,
    ...changes,
  });

test("ends with a certificate that is the one which was written", async () => {
  const { certificate, ...end } = await purge();
  expect(end).toEqual({ tenant: "acme", result: "purged", errors: [], left: [], inState: [], unasked: [], kept: [] });
  expect(certificate).toMatchObject({
    deleted: { from: "2026-12-31T08:00:00.000Z", to: "2026-12-31T08:01:00.000Z" },
    proof: { at: "2026-12-31T08:02:00.000Z" },
    had: { counts: { "aws:kms/key:Key": 1, "aws:s3/bucket:Bucket": 2 } },
  });
  expect(await readCertificate(files())).toEqual(certificate);
  expect(readFileSync(files().page, "utf8")).toBe(certificate?.digest);
});

test("writes down what there is before anything is deleted, and tells of it when it is begun again after being cut off", async () => {
  const cut = purge({
    destroy: async () => {
      expect((await readPurgeRecord(files()))?.had).toEqual(had);
      throw new Error("killed");
    },
  });
  await expect(cut).rejects.toThrow("killed");
  expect(existsSync(files().certificate)).toBe(false);
  const { certificate } = await purge({ readFormer: () => Promise.resolve(had.slice(0, 1)) });
  expect(certificate?.had.objects).toHaveLength(3);
  expect(certificate?.deleted.from).toBe("2026-12-31T08:00:00.000Z");
});

test("given again when it is over, proves it anew and tells of the same deletion", async () => {
  const first = await purge();
  const again = await purge({ readFormer: () => Promise.resolve([]) });
  expect(again.certificate).toMatchObject({ had: first.certificate?.had, deleted: first.certificate?.deleted });
  expect(again.certificate?.proof.at).toBe("2026-12-31T08:03:00.000Z");
});

test.each<[string, Partial<typeof nothingLeft>, Partial<PurgeEnd>]>([
  ["something is left", { found: [orphan] as never[] }, { result: "left", left: [orphan] }],
  [
    "the state has something",
    { inState: [had[0]] as never[] },
    { result: "left", inState: ["aws:s3/bucket:Bucket web--backups"] },
  ],
  [
    "a target gives no answer, which is not the same as nothing",
    { unasked: [{ cell: "eu-shared-1", error: "timeout" }] as never[] },
    { result: "unproven", unasked: [{ cell: "eu-shared-1", error: "timeout" }] },
  ],
])("certifies nothing where %s", async (_what, reads, expected) => {
  const end = await purge({ readRemains: () => Promise.resolve({ ...nothingLeft, ...reads }) });
  expect(end).toMatchObject({ ...expected, certificate: null });
  expect(existsSync(files().certificate)).toBe(false);
});

test("keeps what the deletion leaves behind until its day, and names it after that", async () => {
  const key = { ...orphan, type: "aws:kms/key:Key", id: "key-1", name: "key-1" };
  const readRemains: PurgeWork["readRemains"] = () => Promise.resolve({ ...nothingLeft, found: [key] });
  const end = await purge({ readRemains });
  expect([end.result, end.kept]).toEqual(["purged", [expect.objectContaining({ id: "key-1", until: "2027-01-07" })]]);
  const later = await purge({ readRemains, clock: () => "2027-01-08T00:00:00.000Z" });
  expect([later.result, later.left]).toEqual(["left", [key]]);
});

test("that fails says what the engine said and what is still there; one that is interrupted asks nobody", async () => {
  const failed = nothingDone({ result: "failed", failure: "permanent", errors: ["BucketNotEmpty"] });
  const end = await purge({
    destroy: () => Promise.resolve({ outcome: failed, trail: null }),
    readRemains: () => Promise.resolve({ ...nothingLeft, inState: had.slice(1, 2) }),
  });
  expect(end).toMatchObject({
    result: "failed",
    errors: ["BucketNotEmpty"],
    inState: ["aws:s3/bucket:Bucket web--assets"],
  });
  expect((await readPurgeRecord(files()))?.deleted).toBeNull();
  const interrupted = await purge({
    destroy: () => Promise.resolve({ outcome: nothingDone({ result: "interrupted" }), trail: null }),
    readRemains: () => Promise.reject(new Error("asked")),
  });
  expect(interrupted.result).toBe("interrupted");
});

test("takes no record and no certificate that were changed by hand", async () => {
  await purge();
  const text = readFileSync(files().certificate, "utf8");
  writeFileSync(files().certificate, text.replace('"declined"', '"delivered"'));
  expect(await readCertificate(files())).toBeUndefined();
  writeFileSync(files().record, "{}");
  await expect(purge()).rejects.toThrow("is no record of a deletion: was it changed by hand?");
});
