import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";

import { parseJson } from "../../core/documents/parseJson.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { renderedTenantDocument, renderFormat, type RenderedTenant } from "../../core/results/render.ts";

/** A tenant in the document of `render`, and where in it. */
export interface RenderedLine {
  readonly resolved: ResolvedTenant;
  readonly digest: string;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/**
 * Finds the tenants in a document of `render --json --resources`, which another version of Tenantry may have written; the resources stay
 * in the file.
 *
 * @returns by tenant id; or undefined when the file is no such document, or only the beginning of one.
 */
export async function indexRenderings(path: string): Promise<ReadonlyMap<string, RenderedLine> | undefined> {
  const tenants = new Map<string, RenderedLine>();
  const file = await open(path);
  let [offset, last, known] = [0, "", false];
  try {
    for await (const line of file.readLines()) {
      const length = Buffer.byteLength(line);
      if (offset === 0) known = line.startsWith('{"verb":"render",') && line.includes(`"format":"${renderFormat}"`);
      else if (known && line.startsWith('{"tenant":')) {
        const { data } = renderedTenantDocument.loose().safeParse(parseJson(line.replace(/,$/, "")));
        if (data?.resolved === undefined || data.resources === undefined) return undefined;
        // The base's own code has made it; what of it is read here is compared as JSON, or there in every version.
        const resolved = data.resolved as unknown as ResolvedTenant;
        tenants.set(data.tenant, { resolved, digest: data.digest, offset, length });
      }
      offset += length + 1;
      last = line;
    }
  } finally {
    await file.close();
  }
  return known && last === "]}" ? tenants : undefined;
}

/** Reads one tenant of the document. */
export function readRendering(path: string, { offset, length, resolved }: RenderedLine): RenderedTenant {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, bytes, 0, length, offset);
  } finally {
    closeSync(descriptor);
  }
  const { tenant, digest, resources, error } = JSON.parse(bytes.toString("utf8").replace(/,$/, "")) as RenderedTenant;
  return { tenant, digest, resolved, resources, ...(error !== undefined && { error }) };
}
