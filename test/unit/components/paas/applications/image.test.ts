import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { image, isOfRegistry } from "../../../../../components/paas/applications/image.ts";
import { imagePrefix } from "../../../../../core/schema/fields.ts";

describe("an image is of a registry", () => {
  test.each([
    ["ghcr.io/acme/shop:1", "ghcr.io"],
    ["ghcr.io/acme/shop:1", "ghcr.io/acme"],
    ["ghcr.io/acme/shop:1", "ghcr.io/acme/shop"],
    [`ghcr.io/acme/shop@sha256:${"0a".repeat(32)}`, "ghcr.io/acme/shop"],
    [`ghcr.io/acme/shop:1@sha256:${"0a".repeat(32)}`, "ghcr.io/acme/shop"],
    ["registry.example:5000/shop:1", "registry.example:5000"],
  ])("%s of %s", (reference, prefix) => {
    expect(isOfRegistry(reference, ["quay.io/x", prefix])).toBe(true);
  });

  test.each([
    ["ghcr.io/acme-evil/shop:1", "ghcr.io/acme"],
    ["ghcr.io.evil.example/acme/shop:1", "ghcr.io"],
    ["ghcr.io:8443/acme/shop:1", "ghcr.io"],
    ["ghcr.io/acme/shopping:1", "ghcr.io/acme/shop"],
    ["ghcr.io/acme:1", "ghcr.io/acme/shop"],
    ["evil.example/ghcr.io/acme/shop:1", "ghcr.io/acme"],
    ["shop:1", "docker.io"],
  ])("but not %s of %s", (reference, prefix) => {
    expect(isOfRegistry(reference, ["quay.io/x", prefix])).toBe(false);
  });

  test("and of none where there is none", () => {
    expect(isOfRegistry("ghcr.io/acme/shop:1", [])).toBe(false);
  });
});

const word = fc.stringMatching(/^[a-z0-9]{1,4}$/);
const host = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.option(fc.integer({ min: 1, max: 65_535 })))
  .map(([words, port]) => `${words.join(".")}${port === null ? "" : `:${String(port)}`}`);
const path = fc.array(word, { maxLength: 3 });
const prefix = fc.tuple(host, path).map((parts) => parts.flat().join("/"));
const version = fc.constantFrom(":1.2", ":a-b_c", `@sha256:${"0a".repeat(32)}`, `:1@sha256:${"0a".repeat(32)}`);

describe("whatever the registry", () => {
  test("an image below it is of it, and takes the words of its path one by one", () => {
    fc.assert(
      fc.property(prefix, fc.array(word, { minLength: 1, maxLength: 3 }), version, (allowed, below, end) => {
        const reference = `${[allowed, ...below].join("/")}${end}`;
        expect(imagePrefix.safeParse(allowed).success).toBe(true);
        expect(image.safeParse(reference).success).toBe(true);
        expect(isOfRegistry(reference, [allowed])).toBe(true);
      }),
    );
  });

  test("an image is of no other one that merely begins alike", () => {
    fc.assert(
      fc.property(
        prefix,
        fc.constantFrom(".evil", "-evil", "evil", "0"),
        path,
        version,
        (allowed, more, below, end) => {
          const reference = `${[`${allowed}${more}`, ...below, "x"].join("/")}${end}`;
          expect(isOfRegistry(reference, [allowed])).toBe(false);
        },
      ),
    );
  });

  test("an image is of it exactly where the words of the registry are the first of its own", () => {
    fc.assert(
      fc.property(prefix, prefix, fc.constantFrom(":1.2", `@sha256:${"0a".repeat(32)}`), (allowed, repository, end) => {
        const [given, wanted] = [repository.split("/"), allowed.split("/")];
        // A host alone with a port reads as a repository with a tag, which is no repository of that host.
        fc.pre(given.length > 1);
        const begins = wanted.every((word, index) => given[index] === word);
        expect(isOfRegistry(`${repository}${end}`, [allowed])).toBe(begins);
      }),
    );
  });
});
