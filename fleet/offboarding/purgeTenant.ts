import { codeVersion } from "../../core/codeVersion.ts";
import { certificateOf } from "../../core/offboarding/certificate.ts";
import { joinFormer } from "../../core/offboarding/formerObjects.ts";
import { judgeRemains } from "../../core/offboarding/remains.ts";
import type { Certificate, FormerObject, PurgeRecord } from "../../core/results/certificate.ts";
import type { PurgeDocument } from "../../core/results/offboarding.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { TrailHead } from "../../core/trail/trailEntry.ts";
import { readPurgeRecord, writeCertificate, writePurgeRecord, type PurgeFiles } from "./purgeFiles.ts";
import type { DeletionReads } from "./readRemains.ts";

/** What is deleted, and with what. */
export interface PurgeWork extends Pick<Certificate, "tenant" | "provider" | "terms"> {
  /** For how many days a snapshot that the deletion makes may be kept. */
  readonly snapshotDays: number;
  readonly files: PurgeFiles;
  /** Reads what the state has. */
  readonly readFormer: () => Promise<readonly FormerObject[]>;
  /** Deletes everything of the stack; does nothing where there is nothing. */
  readonly destroy: () => Promise<{ readonly outcome: RunOutcome; readonly trail: TrailHead | null }>;
  readonly readRemains: () => Promise<DeletionReads>;
  /** Gives the instant, ISO 8601 in UTC. */
  readonly clock: () => string;
  /** The certificate as a page. */
  readonly pageOf: (certificate: Certificate) => string;
}

/** How a deletion ended. */
export type PurgeEnd = Omit<PurgeDocument, "verb" | "files">;

/**
 * Deletes all that a tenant has, proves it by reading state and targets, and certifies it. What there was is written down before anything
 * is deleted, so that it can be killed at any moment and, begun again, ends as if it had not been.
 */
export async function purgeTenant(work: PurgeWork): Promise<PurgeEnd> {
  const { tenant, terms, files, clock } = work;
  const known = await readPurgeRecord(files);
  const record: PurgeRecord = {
    version: 1,
    tenant: tenant.id,
    requested: terms.requested,
    begun: known?.begun ?? clock(),
    deleted: known?.deleted ?? null,
    had: joinFormer(known?.had ?? [], await work.readFormer()),
  };
  await writePurgeRecord(files, record);
  const { outcome, trail } = await work.destroy();
  const nothing = { errors: outcome.errors, left: [], inState: [], unasked: [], kept: [], certificate: null };
  if (outcome.result === "interrupted") return { tenant: tenant.id, result: "interrupted", ...nothing };

  const isDeleted = outcome.result === "destroyed";
  const deleted = record.deleted ?? clock();
  if (isDeleted && record.deleted === null) await writePurgeRecord(files, { ...record, deleted });
  const reads = await work.readRemains();
  const at = clock();
  const { kept, left } = judgeRemains(reads.found, {
    had: record.had,
    deleted: deleted.slice(0, 10),
    snapshotDays: work.snapshotDays,
    today: at.slice(0, 10),
  });
  const end = {
    ...{ tenant: tenant.id, errors: outcome.errors, unasked: [...reads.unasked], kept: [...kept], left: [...left] },
    inState: reads.inState.map(({ type, name }) => `${type} ${name}`),
  };
  if (!isDeleted) return { ...end, result: "failed", certificate: null };
  if (left.length + reads.inState.length > 0) return { ...end, result: "left", certificate: null };
  if (reads.unasked.length > 0) return { ...end, result: "unproven", certificate: null };
  const certificate = certificateOf({
    ...{ tenant, provider: work.provider, terms, had: record.had, kept: [...kept], code: codeVersion, trail },
    deleted: { from: record.begun, to: deleted },
    proof: { at, reads: reads.reads, unlisted: [...reads.unlisted] },
  });
  await writeCertificate(files, certificate, work.pageOf(certificate));
  return { ...end, result: "purged", certificate };
}
