import { z } from "zod";

import { checkDocument } from "../../core/results/check.ts";
import { driftDocument, type DriftDocument } from "../../core/results/drift.ts";
import { validateDocument } from "../../core/results/documents.ts";
import type { SelectionDocument } from "../../core/results/selection.ts";
import { runDocument } from "../../core/results/tenantRun.ts";
import { shardOf } from "./shard.ts";

/** A document of a run over tenants. */
export type RunDocument = z.infer<typeof runDocument>;

/** A document of a check. */
export type CheckDocument = z.infer<typeof checkDocument>;

/** A file that is to be merged. */
export interface ShardFile {
  /** As the user named it. */
  readonly name: string;
  /** What it says as JSON; undefined when it is none. */
  readonly content: unknown;
}

/** A document that can be a part of several. */
type MergeableDocument = RunDocument | CheckDocument | DriftDocument;

/** What one run would have said, or why the files are not the parts of one. */
export type Merged = { readonly document: MergeableDocument } | { readonly problem: string };

const mergeable = z.discriminatedUnion("verb", [runDocument, checkDocument, driftDocument]);

interface Part {
  readonly name: string;
  readonly document: MergeableDocument;
}

/** Puts documents of parts of a fleet together as if one run had written them. */
export function mergeDocuments(files: readonly ShardFile[]): Merged {
  const parts: Part[] = [];
  for (const { name, content } of files) {
    const { data } = mergeable.safeParse(content);
    if (data === undefined) return { problem: whyNot(name, content) };
    parts.push({ name, document: data });
  }
  const [first] = parts;
  if (first === undefined) return { problem: "No file is named." };
  const problem = otherVerb(parts, first) ?? namedTwice(parts) ?? wrongShards(parts);
  return problem === undefined ? { document: merge(first.document, parts) } : { problem };
}

function merge({ verb }: Part["document"], parts: readonly Part[]): MergeableDocument {
  const documents = parts.map(({ document }) => document);
  const selection = selectionOf(documents.flatMap((document) => document.selection ?? []));
  const more = selection === undefined ? {} : { selection };
  if (verb === "check") {
    const tenants = documents.flatMap((document) => (document.verb === "check" ? document.tenants : []));
    return { verb, tenants: tenants.toSorted(byTenant), ...more };
  }
  if (verb === "drift") {
    const drifts = documents.filter((document) => document.verb === "drift");
    const results = drifts.flatMap((drift) => drift.results).toSorted(byTenant);
    return { verb, repair: drifts.some(({ repair }) => repair), results, ...more };
  }
  const runs = documents.filter((document) => document.verb !== "check" && document.verb !== "drift");
  // Parts that share a trail leave it where the last of them did, which has the most entries.
  const [trail = null] = runs.flatMap((run) => run.trail ?? []).toSorted((a, b) => b.entries - a.entries);
  return { verb, results: runs.flatMap(({ results }) => results).toSorted(byTenant), trail, ...more };
}

/** What the parts say of the selection as a whole: all that they found, and no shard. */
function selectionOf(selections: readonly SelectionDocument[]): SelectionDocument | undefined {
  const why = selections.flatMap((selection) => selection.why ?? []).toSorted(byTenant);
  const affected = selections.find((selection) => selection.affected !== undefined)?.affected;
  if (affected === undefined && why.length === 0) return undefined;
  return { ...(affected !== undefined && { affected }), ...(why.length > 0 && { why }) };
}

function byTenant(a: { readonly tenant: string }, b: { readonly tenant: string }): number {
  return a.tenant < b.tenant ? -1 : 1;
}

function whyNot(name: string, content: unknown): string {
  const invalid = validateDocument.safeParse(content).data;
  if (invalid !== undefined) {
    const [first] = invalid.diagnostics;
    return `${name} says that the estate is not valid${first === undefined ? "" : `: ${first.code} ${first.message}`}`;
  }
  return `${name} is no --json document of up, preview, destroy, drift or check.`;
}

function otherVerb(parts: readonly Part[], first: Part): string | undefined {
  const other = parts.find(({ document }) => document.verb !== first.document.verb);
  if (other === undefined) return undefined;
  return `${first.name} is of ${first.document.verb}, and ${other.name} of ${other.document.verb}. Merge those of one verb.`;
}

function namedTwice(parts: readonly Part[]): string | undefined {
  const seen = new Map<string, string>();
  for (const { name, document } of parts) {
    for (const { tenant } of document.verb === "check" ? document.tenants : document.results) {
      const before = seen.get(tenant);
      if (before !== undefined)
        return `The tenant "${tenant}" is in ${before} and in ${name}: they are no parts of one run.`;
      seen.set(tenant, name);
    }
  }
  return undefined;
}

/** Where the documents say which shards they are: whether each is there once, with the tenants that belong to it. */
function wrongShards(parts: readonly Part[]): string | undefined {
  const shards = parts.flatMap(({ name, document }) => {
    const { shard } = document.selection ?? {};
    return shard === undefined ? [] : [{ name, document, shard }];
  });
  const [first] = shards;
  if (first === undefined) return undefined;
  const { of } = first.shard;
  if (shards.length < parts.length) return "Some of the documents are of shards and others are not.";
  const other = shards.find(({ shard }) => shard.of !== of);
  if (other !== undefined) {
    return `${first.name} is of ${String(of)} shards, and ${other.name} of ${String(other.shard.of)}.`;
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (index) => !shards.some(({ shard }) => shard.index === index),
  );
  if (missing.length > 0) {
    const which = missing.map((index) => `${String(index)}/${String(of)}`).join(", ");
    return `The document of the shard ${which} is missing: nobody knows how its tenants ended.`;
  }
  const stray = shards.flatMap(({ name, document, shard }) =>
    (document.verb === "check" ? document.tenants : document.results)
      .filter(({ tenant }) => shardOf(tenant, of) !== shard.index)
      .map(({ tenant }) => `The tenant "${tenant}" does not belong to the shard that ${name} is of.`),
  );
  return stray[0];
}
