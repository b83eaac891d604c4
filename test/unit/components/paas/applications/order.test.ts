import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import {
  applicationsDemand,
  applicationsEntitlements,
  applicationsFeatures,
  applicationsOrder,
} from "../../../../../components/paas/applications/order.ts";
import { everything, files, ordered, shop } from "./orders.ts";

const order = z.strictObject(applicationsOrder);

/** Where an app's order is wrong, and why. */
function wrongs(changes: object): string[] {
  const issues = order.safeParse({ apps: [{ ...shop, ...changes }] }).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`);
}

describe("an order of applications", () => {
  test("is none unless it is made, and tiers published without them grant and have none", () => {
    expect(order.parse({})).toEqual({ apps: [] });
    expect(z.strictObject(applicationsEntitlements).parse({})).toEqual({ apps: 0 });
    expect(z.strictObject(applicationsFeatures).parse({})).toEqual({ autoscaling: false, spread: "none" });
  });

  test("has defaults for all that few change", () => {
    expect(ordered(shop)).toEqual({ ...shop, replicas: { minimum: 1 }, env: {}, secrets: [], database: false });
    expect(ordered(everything)).toEqual(everything);
  });

  test("comes to as many apps as it names", () => {
    expect(applicationsDemand(order.parse({ apps: [everything, files] }))).toEqual({
      apps: { amount: 2, path: ["apps"] },
    });
  });
});

const digest = `sha256:${"0a".repeat(32)}`;

describe("an image", () => {
  test.each([
    ["nginx:1.27"],
    ["docker.io/library/nginx:1.27-alpine"],
    ["registry.acme.example:5000/a/b_c/d--e:V1_2.3-x"],
    [`ghcr.io/acme/shop@${digest}`],
    [`ghcr.io/acme/shop:latest@${digest}`],
    ["localhost:5000/shop:latest-1"],
  ])("may be %s", (image) => {
    expect(wrongs({ image })).toEqual([]);
  });

  const vague = "image: an image has a digest or a tag other than latest: what runs must not change without an order";
  const malformed = "image: an image looks like ghcr.io/acme/shop:1.4.2";

  test.each([
    ["ghcr.io/acme/shop", [vague]],
    ["ghcr.io/acme/shop:latest", [vague]],
    ["registry.acme.example:5000/shop", [vague]],
    [`ghcr.io/acme/shop@sha256:${"0a".repeat(31)}`, [malformed]],
    ["ghcr.io/acme/shop@sha256:latest", [malformed, vague]],
    ["", [malformed, vague]],
    ["ghcr.io/Acme/shop:1", [malformed]],
    ["ghcr.io/acme/../evil:1", [malformed]],
    ["ghcr.io//shop:1", [malformed]],
    ["https://ghcr.io/acme/shop:1", [malformed]],
    ["ghcr.io/acme/shop:1\nghcr.io/evil:1", [malformed]],
    ["ghcr.io/acme/shop:1 ", [malformed, vague]],
    ["user@ghcr.io/shop:1", [malformed]],
    [`a${":1".repeat(250)}`, ["image: Too big: expected string to have <=400 characters", malformed]],
  ])("may not be %j", (image, messages) => {
    expect(wrongs({ image })).toEqual(messages);
  });
});

describe("an app may not have", () => {
  test.each([
    [{ name: "Shop" }, "name"],
    [{ name: "shop--web" }, "name"],
    [{ name: "1shop" }, "name"],
    [{ command: ["sh"] }, ""],
    [{ args: ["-c"] }, ""],
    [{ port: 80 }, "port"],
    [{ port: 65_536 }, "port"],
    [{ port: "8080" }, "port"],
    [{ healthPath: "healthz" }, "healthPath"],
    [{ healthPath: "/health z" }, "healthPath"],
    [{ replicas: { minimum: 0 } }, "replicas.minimum"],
    [{ replicas: { minimum: 1.5 } }, "replicas.minimum"],
    [{ replicas: { maximum: 101 } }, "replicas.maximum"],
    [{ vcpu: 0 }, "vcpu"],
    [{ vcpu: 0.0105 }, "vcpu"],
    [{ vcpu: Number.NaN }, "vcpu"],
    [{ vcpu: 513 }, "vcpu"],
    [{ memoryMiB: 0.5 }, "memoryMiB"],
    [{ memoryMiB: 15 }, "memoryMiB"],
    [{ secrets: ["Shop"] }, "secrets.0"],
    [{ secrets: ["../shop"] }, "secrets.0"],
    [{ environments: [] }, "environments"],
    [{ volume: { path: "/data" } }, "volume.sizeGiB"],
    [{ volume: { path: "/data", sizeGiB: 0 } }, "volume.sizeGiB"],
  ])("%j", (changes, where) => {
    const issues = order.safeParse({ apps: [{ ...shop, ...changes }] }).error?.issues ?? [];
    expect(issues.map(({ path }) => path.slice(2).join("."))).toEqual([where]);
  });

  test.each([
    ["/"],
    ["data"],
    ["/data/"],
    ["/data/../etc"],
    ["/."],
    ["/tmp"],
    ["/tmp/cache"],
    ["/proc/1"],
    ["/dev"],
    ["/a:b"],
  ])("a volume at %s", (path) => {
    expect(wrongs({ volume: { path, sizeGiB: 1 } })).toEqual([
      "volume.path: a path is absolute, has letters, digits, ., _ and -, and is not below /tmp, /proc, /sys or /dev",
    ]);
  });

  test.each([["1ST"], [""], ["A=B"], ["A B"], ["."], [".."], ["..data"], ["Ä"], ["A\n"]])(
    "a variable named %j",
    (name) => {
      expect(wrongs({ env: { [name]: "x" } })).toHaveLength(1);
    },
  );

  test.each([[1], [null], ["x".repeat(4097)], ["a\0b"]])("a variable with the value %j", (value) => {
    expect(wrongs({ env: { NAME: value } })).toHaveLength(1);
  });

  test("more than a hundred variables", () => {
    const env = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`V${String(at)}`, ""]));
    expect(wrongs({ env: env(100) })).toEqual([]);
    expect(wrongs({ env: env(101) })).toEqual(["env: an app has at most 100 variables"]);
  });
});

test.each([[0.01], [0.015], [0.001 * 3 + 0.1], [1.234], [511.999]])("an app may have %d processors", (vcpu) => {
  expect(wrongs({ vcpu })).toEqual([]);
});

test.each([["/data"], ["/var/lib/shop"], ["/.cache"], ["/tmpfiles"], ["/a..b"]])(
  "an app may have a volume at %s",
  (path) => {
    expect(wrongs({ volume: { path, sizeGiB: 1 } })).toEqual([]);
  },
);

test.each([["LOG_LEVEL"], ["_"], ["spring.datasource.url"], ["Logging__Level-1"]])(
  "an app may have a variable named %s",
  (name) => {
    expect(wrongs({ env: { [name]: "a b\nc $(D) ä" } })).toEqual([]);
  },
);
