import { jsonDigest } from "../jsonDigest.ts";
import type { Certificate, FormerObject } from "../results/certificate.ts";

/** All that a certificate tells of. */
export interface CertificateFacts extends Omit<Certificate, "version" | "had" | "digest"> {
  readonly had: readonly FormerObject[];
}

/** The certificate of a tenant's deletion. The same facts give the same one, in whatever order they come. */
export function certificateOf({ had, kept, ...facts }: CertificateFacts): Certificate {
  const objects = had
    .map(({ type, name, id, cell }) => ({ type, name, cell, digest: jsonDigest({ type, name, id, cell }) }))
    .toSorted(byPlace);
  const counts: Record<string, number> = {};
  for (const { type } of objects) counts[type] = (counts[type] ?? 0) + 1;
  const whole = { version: 1 as const, ...facts, had: { objects, counts }, kept: kept.toSorted(byPlace) };
  return { ...whole, digest: jsonDigest(whole) };
}

/** The digest that a certificate should have. */
export function digestOfCertificate({ digest: _digest, ...whole }: Certificate): string {
  return jsonDigest(whole);
}

interface Placed {
  readonly cell: string;
  readonly type: string;
  readonly name: string;
}

function byPlace(a: Placed & { readonly digest?: string }, b: Placed & { readonly digest?: string }): number {
  const key = ({ cell, type, name, digest = "" }: typeof a): string => [cell, type, name, digest].join("\n");
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
