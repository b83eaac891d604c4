// The examples of `tenantry explain`, tried: each wrong one put into the example estate must give its code, each right one none.
import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { formatLock } from "../../../../core/catalogue/catalogueLock.ts";
import { contentDigest } from "../../../../core/catalogue/contentDigest.ts";
import type { Explanation } from "../../../../core/diagnostics/explanations/explanation.ts";
import { explanations } from "../../../../core/diagnostics/explanations/index.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

const waivers = `apiVersion: tenantry.dev/v1
kind: Waivers
spec:
  waivers:
    - rule: storage/bucket-encrypted
      tenant: acme
      reason: The bucket holds public files only.
      approver: security@northwind.example
      expires: 2027-01-31
      requester: ops@acme.example
      granted: 2026-12-01
`;

const lifecycles = `apiVersion: tenantry.dev/v1
kind: Lifecycles
spec:
  versions:
    - product: kubernetes
      version: "1.36"
      released: 2026-04-22
      endOfSupport: 2027-06-28
      source: https://kubernetes.io/releases/1.36/
`;

const published = "catalogue/iaas/standard@1.yaml";

/** A lock in which one tier of the example is published as it stands. */
function lockOf(text: string): string {
  const { document } = parseDocument({ path: published, name: published, bytes: new TextEncoder().encode(text) });
  if (document === undefined) throw new Error(`${published} is no document`);
  return formatLock(new Map([["iaas/standard@1", contentDigest(document)]]));
}

const texts = baseTexts();
const estate: Readonly<Record<string, string>> = {
  ...texts,
  "waivers.yaml": waivers,
  "catalogue/lifecycles.yaml": lifecycles,
  "catalogue.lock": lockOf(texts[published] ?? ""),
};

/** Replaces whole lines, wherever they are indented to and whatever comment follows them. */
function replaceLines(text: string, from: string, to: string): string {
  const lines = text.split("\n");
  const wanted = from.split("\n");
  const found = lines.flatMap((_, start) => {
    const given = lines.slice(start, start + wanted.length).map((line) => line.replace(/ +#.*$/, ""));
    const indent = " ".repeat(Math.max(0, (given[0]?.length ?? 0) - (wanted[0]?.length ?? 0)));
    return given.join("\n") === wanted.map((line) => indent + line).join("\n") ? [{ start, indent }] : [];
  });
  const [place] = found;
  if (place === undefined) throw new Error(`the file has no lines\n${from}`);
  const changed = to.split("\n").map((line) => place.indent + line);
  return lines.toSpliced(place.start, wanted.length, ...changed).join("\n");
}

function codesOf(texts: Readonly<Record<string, string>>): string[] {
  return loadEstate(estateFiles(texts), "estate", serviceKinds).diagnostics.map(({ code }) => code);
}

const examples = Object.entries<Explanation>(explanations).flatMap(([code, { example }]) =>
  example === undefined ? [] : [{ code, ...example }],
);

describe("an example", () => {
  test("stands in an estate that is right", () => {
    expect(codesOf(estate)).toEqual([]);
  });

  test.each(examples)("of $code: its wrong lines give it", ({ code, file, wrong, right }) => {
    const changed = replaceLines(estate[file] ?? "", right, wrong);
    expect(codesOf({ ...estate, [file]: changed })).toContain(code);
  });
});
