// The tests are compiled to CommonJS while the product runs as ES modules: what both must agree on is checked here.
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { KubeConfig } from "@kubernetes/client-node";
import { describe, expect, test } from "@jest/globals";
import { Command } from "commander";
import { createLogUpdate } from "log-update";
import PQueue from "p-queue";

describe("a test file compiled to CommonJS", () => {
  test("knows where it lies through import.meta, as the product's modules do", () => {
    expect(basename(import.meta.filename)).toBe("moduleLoading.test.ts");
    expect(import.meta.dirname).toBe(dirname(import.meta.filename));
    expect(import.meta.url).toBe(pathToFileURL(join(import.meta.dirname, "moduleLoading.test.ts")).href);
  });

  test("loads packages that ship only ES modules", async () => {
    const queue = new PQueue({ concurrency: 1 });
    expect(await queue.add(() => Promise.resolve("ran"))).toBe("ran");
    expect(new Command("tenantry").name()).toBe("tenantry");
    expect(typeof createLogUpdate(process.stdout).clear).toBe("function");
    const cluster = new KubeConfig();
    cluster.loadFromClusterAndUser(
      { name: "test", server: "https://127.0.0.1:1", skipTLSVerify: false },
      { name: "nobody" },
    );
    expect(cluster.getCurrentCluster()?.server).toBe("https://127.0.0.1:1");
  });

  test("loads them through a dynamic import too", async () => {
    const { Command: Dynamic } = await import("commander");
    expect(Dynamic).toBe(Command);
  });
});
