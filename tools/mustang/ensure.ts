import path from "node:path";

import { installOnce, isDiskError } from "../cache.ts";
import { cacheDirectory } from "../cacheDirectory.js";
import { ToolchainError } from "../errors.ts";
import { packageRoot } from "../packageRoot.ts";
import { findOnPath, lastLines, runProcess } from "../process.ts";
import type { EnsureOptions } from "../pythonTool.ts";
import { versions } from "../versions.ts";

/** Mustang's validator of e-invoices. */
export interface Mustang {
  /** The `java` that runs it. */
  readonly java: string;
  /** For `java`: the class path, and the program that takes the files to validate. */
  readonly args: readonly string[];
}

/** Milliseconds that Maven may take: far more than a slow connection needs for 50 MB. */
const patience = 300_000;

/**
 * Takes Mustang's validator, by which tests judge e-invoices, from the cache, or has Maven put its 78 archives there, once per version.
 * Maven checks each by the digest that is published beside it.
 *
 * @throws ToolchainError when there is no Java or Maven that fits, when Maven fails, or when the cache cannot be written.
 */
export async function ensureMustang({ env, onProgress = () => undefined, signal }: EnsureOptions): Promise<Mustang> {
  const folder = path.join(packageRoot(), "tools", "mustang");
  try {
    const java = await requireJava(env);
    const archives = await installOnce({
      cacheDir: cacheDirectory(env),
      name: "mustang",
      version: versions.mustang,
      onProgress,
      signal,
      produce: async (temporary) => {
        const [maven] = await findOnPath("mvn", env);
        if (maven === undefined) throw new Error("there is no mvn on PATH");
        onProgress(`getting Mustang's validator ${versions.mustang} with Maven, to judge e-invoices by`);
        const target = path.join(temporary, "archives");
        const args = [
          "--batch-mode",
          "--quiet",
          "--file",
          path.join(folder, "pom.xml"),
          "dependency:copy-dependencies",
        ];
        const { code, stdout, stderr } = await runProcess(maven, [...args, `-DoutputDirectory=${target}`], {
          env,
          cwd: temporary,
          timeout: patience,
          signal,
        });
        if (code !== 0) throw new Error(`Maven failed\n${lastLines(stdout + stderr, 3)}`);
        return target;
      },
    });
    return { java, args: ["-cp", path.join(archives, "*"), path.join(folder, "Validate.java")] };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ToolchainError || isDiskError(error)) throw error;
    const outcome = error instanceof Error ? error.message : String(error);
    throw new ToolchainError(`There is no Mustang ${versions.mustang} to judge e-invoices by.`, {
      attempts: [{ way: "Maven", outcome }],
      remedies: [`Put a JDK ${versions.javaMinimum} or newer and Maven on PATH, and let Maven reach a repository.`],
      cause: error,
    });
  }
}

/** The `java` on PATH; it has to bring the compiler, as it runs a source file. @throws Error when there is none that fits. */
async function requireJava(env: EnsureOptions["env"]): Promise<string> {
  const [java] = await findOnPath("java", env);
  if (java === undefined) throw new Error("there is no java on PATH");
  const { code, stdout, stderr } = await runProcess(java, ["--list-modules"], { env, timeout: 30_000 });
  if (code !== 0) throw new Error(`${java} does not start: ${lastLines(stderr, 1)}`);
  const [, version = "0"] = /^java\.base@(\d+)/m.exec(stdout) ?? [];
  if (Number(version) < Number(versions.javaMinimum) || !stdout.includes("jdk.compiler@"))
    throw new Error(`${java} is Java ${version}; a JDK >= ${versions.javaMinimum} is needed`);
  return java;
}
