import { expect, test } from "@jest/globals";

import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { imagesFromRegistries } from "../../../policies/rules/isolation/imagesFromRegistries.ts";
import { imagesPinned } from "../../../policies/rules/isolation/imagesPinned.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";
import { acme, apps, ofApps, stackOf } from "../tenancy/tenantStack.ts";

const digest = `sha256:${"0".repeat(64)}`;
const pod = (...images: unknown[]): RenderedResource =>
  resource("kubernetes:core/v1:Pod", "shop", { spec: { containers: images.map((image) => ({ image })) } });
const database = (spec: object): RenderedResource =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "db", { spec });
const unpinned = (where: string): string => `shop ${where}: ${where} should have a digest, or a tag other than latest.`;

test.each([
  "shop:1.4.2",
  "registry.example/shop:1.4.2",
  "registry.example:5000/a/shop:latest-2",
  `registry.example/shop@${digest}`,
  `registry.example/shop:latest@${digest}`,
])("takes %s for a version", (image) => {
  expect(judged(imagesPinned, pod(image))).toEqual([]);
});

test.each([
  "shop",
  "shop:latest",
  "registry.example:5000/shop",
  "registry.example/shop@sha256:0",
  "shop:",
  "",
  undefined,
  3,
])("takes %j for none", (image) => {
  expect(judged(imagesPinned, pod("a:1", image))).toEqual([unpinned("spec.containers.1.image")]);
});

test("a database's image is one, and one of a catalogue is the catalogue's", () => {
  expect(judged(imagesPinned, database({ imageName: "postgresql:17.1" }))).toEqual([]);
  expect(judged(imagesPinned, database({ imageCatalogRef: { name: "x" } }))).toEqual([]);
  expect(judged(imagesPinned, database({}))).toEqual([
    "db spec.imageName: spec.imageName should have a digest, or a tag other than latest.",
  ]);
});

test("an image that is mounted is one", () => {
  const mounting = resource("kubernetes:core/v1:Pod", "shop", {
    spec: { containers: [{ image: "a:1" }], volumes: [{ name: "x" }, { name: "y", image: { reference: "data" } }] },
  });
  expect(judged(imagesPinned, mounting)).toEqual([unpinned("spec.volumes.1.image.reference")]);
});

test("an estate may ask for digests", () => {
  const settings = { "isolation/images-pinned": { digests: true } };
  const stack = { name: "acme", settings, resources: [pod("a:1", `a@${digest}`)] };
  expect(judgedIn(imagesPinned, stack)).toEqual([
    "shop spec.containers.0.image: spec.containers.0.image should have a digest.",
  ]);
});

const namespace = ofApps("kubernetes:core/v1:Namespace", "prod", {
  metadata: {
    name: "acme--apps--prod",
    annotations: { "tenantry.dev/registries": "registry.acme.example,ghcr.io/acme" },
  },
});
const running = (image: unknown) =>
  ofApps("kubernetes:core/v1:Pod", "shop", {
    metadata: { namespace: "acme--apps--prod" },
    spec: { containers: [{ image }] },
  });
const foreign = [
  "shop spec.containers.0.image: spec.containers.0.image should be of a registry that the cell or the order names.",
];

test.each([
  ["registry.northwind.example/shop:1", []],
  ["registry.acme.example/shop:1", []],
  ["registry.acme.example/a/b@sha256:0", []],
  ["ghcr.io/acme/shop:1", []],
  ["ghcr.io/acme:1", []],
  ["ghcr.io/acme-evil/shop:1", foreign],
  ["registry.acme.example.evil.com/shop:1", foreign],
  ["registry.acme.example:5000/shop:1", foreign],
  ["shop:1", foreign],
  [undefined, foreign],
])("judges the registry of %j", (image, expected) => {
  expect(judgedIn(imagesFromRegistries, stackOf(acme([apps()]), namespace, running(image)))).toEqual(expected);
});

test("what another namespace lets in counts for nothing here, and what the estate lets in everywhere", () => {
  const elsewhere = {
    ...namespace,
    inputs: { metadata: { name: "acme--apps--test", annotations: { "tenantry.dev/registries": "quay.io" } } },
  };
  const stack = stackOf(acme([apps()]), elsewhere, running("quay.io/x:1"));
  expect(judgedIn(imagesFromRegistries, stack)).toEqual(foreign);
  const settings = { "isolation/images-from-registries": { registries: ["quay.io"] } };
  expect(judgedIn(imagesFromRegistries, { ...stack, settings })).toEqual([]);
});
