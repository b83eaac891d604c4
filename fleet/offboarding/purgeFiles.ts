import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { parseJson } from "../../core/documents/parseJson.ts";
import { digestOfCertificate } from "../../core/offboarding/certificate.ts";
import { certificate, purgeRecord, type Certificate, type PurgeRecord } from "../../core/results/certificate.ts";
import { replaceFile } from "../files.ts";
import { readIfThere } from "../ifThere.ts";
import type { TrailFiles } from "../trail/trail.ts";

/** The files about the deletion of one tenant. They lie beside the audit trail, which outlives the machine. */
export interface PurgeFiles {
  /** What is remembered until the certificate is there. */
  readonly record: string;
  readonly certificate: string;
  /** The certificate as a page of HTML. */
  readonly page: string;
}

/**
 * Where the files of a tenant's deletion lie.
 *
 * @param requested the day on which its end was asked for: an id may be taken again by a customer who comes back.
 */
export function purgeFiles(trail: TrailFiles, tenant: string, requested: string): PurgeFiles {
  return purgeFilesIn(join(dirname(trail.entries), "deletions"), tenant, requested);
}

/** The same files in another directory. */
export function purgeFilesIn(directory: string, tenant: string, requested: string): PurgeFiles {
  const start = join(directory, tenant, requested);
  return { record: `${start}.record.json`, certificate: `${start}.json`, page: `${start}.html` };
}

/** What was remembered of a deletion; undefined when none has begun. @throws Error when the file is no such record. */
export async function readPurgeRecord({ record }: PurgeFiles): Promise<PurgeRecord | undefined> {
  const text = await readIfThere(record);
  if (text === undefined) return undefined;
  const parsed = purgeRecord.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${record} is no record of a deletion: was it changed by hand?`);
  return parsed.data;
}

/** Remembers a deletion; the old record or the new one is there at any moment, whole. */
export async function writePurgeRecord({ record }: PurgeFiles, content: PurgeRecord): Promise<void> {
  mkdirSync(dirname(record), { recursive: true });
  await replaceFile(record, `${JSON.stringify(content, null, 2)}\n`);
}

/** The certificate of a deletion; undefined when there is none, or it is not as it was written. */
export async function readCertificate({ certificate: file }: PurgeFiles): Promise<Certificate | undefined> {
  const text = await readIfThere(file);
  const parsed = certificate.safeParse(text === undefined ? undefined : parseJson(text)).data;
  if (parsed === undefined) return undefined;
  return parsed.digest === digestOfCertificate(parsed) ? parsed : undefined;
}

/** Writes a certificate and its page. */
export async function writeCertificate(files: PurgeFiles, content: Certificate, page: string): Promise<void> {
  mkdirSync(dirname(files.certificate), { recursive: true });
  await replaceFile(files.page, page);
  // Last: where it is, all of it is there.
  await replaceFile(files.certificate, `${JSON.stringify(content, null, 2)}\n`);
}
