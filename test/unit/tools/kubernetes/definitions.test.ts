import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { definitionName } from "../../../../tools/kubernetes/definitions.ts";
import { copyDefinitions } from "../../../../tools/kubernetes/sources.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tenantry-definitions-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("a file of a definition is named after it", () => {
  expect(definitionName("/somewhere/gateway.networking.k8s.io_listenersets.yaml")).toBe(
    "listenersets.gateway.networking.k8s.io",
  );
  expect(definitionName("postgresql.cnpg.io_clusters.yaml")).toBe("clusters.postgresql.cnpg.io");
});

test("definitions are copied from a read-only source, and nothing that lies beside them", async () => {
  const source = path.join(folder, "source");
  mkdirSync(path.join(source, "crds"), { recursive: true });
  const files = [
    "gateway.networking.k8s.io_gateways.yaml",
    "gateway.networking.k8s.io_vap_safeupgrades.yaml",
    "kustomization.yaml",
    "README.md",
  ];
  for (const file of files) writeFileSync(path.join(source, "crds", file), "", { mode: 0o444 });
  const target = path.join(folder, "target");
  mkdirSync(target);
  await copyDefinitions(source, "crds", target);
  expect(readdirSync(target)).toEqual(["gateway.networking.k8s.io_gateways.yaml"]);
  expect(statSync(path.join(target, "gateway.networking.k8s.io_gateways.yaml")).mode & 0o777).toBe(0o644);
});
