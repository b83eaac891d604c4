import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { writeKubeconfig, writeTokens } from "../../../../tools/kubernetes/identities.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tenantry-identities-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("everybody has a token of their own, and the administrator alone is of the masters", () => {
  const file = path.join(folder, "tokens.csv");
  const tokens = writeTokens(file);
  expect(new Set(Object.values(tokens)).size).toBe(3);
  for (const token of Object.values(tokens)) expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(file, "utf8").trimEnd().split("\n")).toEqual([
    `${tokens.admin},admin,1,"system:masters"`,
    `${tokens.controllerManager},system:kube-controller-manager,2,""`,
    `${tokens.scheduler},system:kube-scheduler,3,""`,
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a kubeconfig has one identity's token, whatever is in its paths", () => {
  const file = path.join(folder, "kubeconfig");
  const tokens = { admin: "a", controllerManager: "c", scheduler: "s" };
  writeKubeconfig(file, "https://127.0.0.1:1", '/a "b": c/ca.crt', "scheduler", tokens);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "local", cluster: { server: "https://127.0.0.1:1", "certificate-authority": '/a "b": c/ca.crt' } },
    ],
    users: [{ name: "scheduler", user: { token: "s" } }],
    contexts: [{ name: "local", context: { cluster: "local", user: "scheduler" } }],
    "current-context": "local",
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
