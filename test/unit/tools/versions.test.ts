import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "@jest/globals";
import semver from "semver";

import { parseGoVersion } from "../../../tools/go.ts";
import { packageRoot } from "../../../tools/packageRoot.ts";
import { versions } from "../../../tools/versions.ts";

const read = (...parts: string[]): string => readFileSync(path.join(packageRoot(), ...parts), "utf8");
const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
const modules = readdirSync(path.join(packageRoot(), "tools", "modules"));

/** The version of a module that a go.mod file asks for. */
const pinned = (module: string, dependency: string): string | undefined =>
  read("tools", "modules", module, "go.mod")
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^require /, "")
        .split(" "),
    )
    .find(([name]) => name === dependency)?.[1];

describe("the pinned versions agree with each other", () => {
  test("Go modules", () => {
    expect(pinned("pulumi", "github.com/pulumi/pulumi/pkg/v3")).toBe(`v${versions.pulumi}`);
    expect(pinned("etcd", "go.etcd.io/etcd/server/v3")).toBe(`v${versions.etcd}`);
    expect(pinned("kube-apiserver", "k8s.io/kubernetes")).toBe(`v${versions.kubernetes}`);
    expect(pinned("kwok", "sigs.k8s.io/kwok")).toBe(`v${versions.kwok}`);
    expect(pinned("cluster-crds", "sigs.k8s.io/gateway-api")).toBe(`v${versions.gatewayApi}`);
    expect(pinned("cluster-crds", "github.com/cloudnative-pg/cloudnative-pg")).toBe(`v${versions.cloudNativePg}`);
  });

  test.each([
    ["moto", "moto", versions.moto, versions.pythonMinimum],
    ["trestle", "compliance-trestle", versions.trestle, versions.trestlePython],
    ["check-jsonschema", "check-jsonschema", versions.checkJsonschema, versions.checkJsonschemaPython],
  ])("%s's packages", (folder, name, version, python) => {
    const pins = read("tools", folder, "requirements.txt");
    expect(pins).toContain(`\n${name}==${version} \\\n`);
    expect(pins).toContain(`--python-version ${python} `);
  });

  test("Mustang and focus-validator", () => {
    expect(read("tools", "mustang", "pom.xml")).toContain(`<version>${versions.mustang}</version>`);
    expect(read("tools", "focus-validator", "source.txt")).toContain(
      `\nfocus-validator==${versions.focusValidator} \\\n`,
    );
    const pins = read("tools", "focus-validator", "requirements.txt");
    expect(pins).toContain(`--python-version ${versions.focusValidatorPython} `);
  });

  test("docs/reference/toolchain.md", () => {
    const table = read("docs", "reference", "toolchain.md");
    const {
      pulumi,
      kubernetes,
      etcd,
      kwok,
      gatewayApi,
      cloudNativePg,
      kubernetesProvider,
      moto,
      trestle,
      checkJsonschema,
      mustang,
      focusValidator,
    } = versions;
    for (const version of [
      pulumi,
      kubernetes,
      etcd,
      kwok,
      gatewayApi,
      cloudNativePg,
      kubernetesProvider,
      moto,
      trestle,
      checkJsonschema,
      mustang,
      focusValidator,
    ])
      expect(table).toContain(`| ${version} `);
  });

  test("package.json", () => {
    expect(manifest.dependencies["@pulumi/kubernetes"]).toBe(versions.kubernetesProvider);
    expect(semver.minVersion(versions.pulumiAccepted)?.version).toBe(manifest.dependencies["@pulumi/pulumi"]);
    expect(semver.satisfies(versions.pulumi, versions.pulumiAccepted)).toBe(true);
    expect(semver.gte(manifest.dependencies["node"] ?? "0.0.0", versions.nodeMinimum)).toBe(true);
  });

  test.each(modules)("%s asks for no newer minor release of Go than the minimum", (module) => {
    const asked = /^go (\S+)$/m.exec(read("tools", "modules", module, "go.mod"))?.[1];
    const { major, minor } = semver.parse(versions.goMinimum) ?? { major: 0, minor: 0 };
    expect(asked?.split(".").slice(0, 2)).toEqual([String(major), String(minor)]);
  });
});

test.each([
  ["go version go1.26.8 linux/amd64", "1.26.8"],
  ["go version go1.27rc1 darwin/arm64", "1.27.0"],
  ["nothing of the kind", undefined],
])("reads %s", (text, version) => {
  expect(parseGoVersion(text)).toBe(version);
});
