import os from "node:os";
import semver from "semver";
import type { OnProgress } from "./cache.ts";
import { type Environment, findOnPath, lastLines, runProcess } from "./process.ts";
import { versions } from "./versions.ts";

/** A Go toolchain on PATH. */
export interface Go {
  /** The `go` executable. */
  readonly location: string;
  /** Its version as `major.minor.patch`; undefined when `go version` did not say one. */
  readonly version: string | undefined;
  /** Whether it is new enough for the modules under `tools/modules`. */
  readonly fits: boolean;
}

/** The first `go` on PATH, or undefined. */
export async function findGo(env: Environment): Promise<Go | undefined> {
  const [location] = await findOnPath("go", env);
  if (location === undefined) return undefined;
  // Outside any module, so that a `toolchain` line of the current folder's go.mod does not choose another version.
  const result = await runProcess(location, ["version"], {
    cwd: os.tmpdir(),
    env: { ...env, GOWORK: "off" },
    timeout: 15_000,
  }).catch(() => undefined);
  const version = parseGoVersion(result?.stdout ?? "");
  return { location, version, fits: version !== undefined && semver.gte(version, versions.goMinimum) };
}

/**
 * The `go` on PATH that builds the modules under `tools/modules`.
 *
 * @throws Error when there is none or it is too old.
 */
export async function requireGo(env: Environment): Promise<Go> {
  const go = await findGo(env);
  if (!go) throw new Error(`there is no \`go\` on PATH; Go >= ${versions.goMinimum} is needed`);
  if (!go.fits)
    throw new Error(
      `${go.location} is Go ${go.version ?? "of an unknown version"}; Go >= ${versions.goMinimum} is needed`,
    );
  return go;
}

/** Reads `go version go1.26.8 linux/amd64`; a pre-release such as `go1.27rc1` counts as its release. */
export function parseGoVersion(text: string): string | undefined {
  const match = /\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? `${match[1] ?? ""}.${match[2] ?? ""}.${match[3] ?? "0"}` : undefined;
}

/** What to build from a pinned module. */
export interface GoBuild {
  readonly go: Go;
  /** The folder with `go.mod` and `go.sum`. It is only read. */
  readonly module: string;
  /** Import paths of the commands, or `.` for the module's own. */
  readonly packages: readonly string[];
  /** The linker's `-X name=value` settings: version stamps. */
  readonly stamps: Readonly<Record<string, string>>;
  /** The file to write (one package) or the folder to write into (ending in a separator). */
  readonly output: string;
  readonly env: Environment;
  /** What is being built, for the progress lines, e.g. `the Pulumi CLI 3.274.1`. */
  readonly label: string;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds commands from a pinned Go module. Every module is checked against go.sum, and go.mod and go.sum cannot change
 * (`-mod=readonly`). Without cgo, so that no C compiler is needed; without local paths, so that every checkout shares
 * Go's build cache.
 *
 * @throws Error with the last lines of Go's own output.
 */
export async function goBuild(build: GoBuild): Promise<void> {
  const flags = ["-mod=readonly", "-trimpath"];
  const settings = Object.entries(build.stamps).map(([name, value]) => `-X ${name}=${value}`);
  const env = { ...build.env, CGO_ENABLED: "0", GOWORK: "off" };
  const counts = { fetched: 0, compiled: 0, needed: 0 };
  const started = Date.now();
  let phase = "fetching its Go modules";
  const timer = setInterval(() => {
    build.onProgress(progressLine(build.label, phase, counts, Date.now() - started));
  }, 5_000);
  const run = async (args: string[], onLine: (line: string) => void): Promise<void> => {
    const options = { cwd: build.module, env, signal: build.signal, onLine };
    const result = await runProcess(build.go.location, args, options);
    if (result.code === 0) return;
    const ending = result.signal ?? `exit code ${String(result.code)}`;
    const said = lastLines(withoutProgress(result.stderr), 8);
    throw new Error(`go ${args[0] ?? ""} ended with ${ending} in ${build.module}\n${said}`);
  };
  build.onProgress(`building ${build.label} from its pinned Go module with Go ${build.go.version ?? "?"}`);
  try {
    // Listing the packages fetches the modules and tells how many packages there are to compile.
    await run(["list", "-deps", ...flags, ...build.packages], (line) => {
      if (line.startsWith("go: downloading ")) counts.fetched++;
      else counts.needed++;
    });
    phase = "compiling";
    // What is linked without symbols needs none in its packages: a quarter of the compiler's time.
    const compiling = ["-gcflags=all=-dwarf=false"];
    const linking = ["-ldflags", ["-s -w", ...settings].join(" "), "-o", build.output];
    await run(["build", "-v", ...flags, ...compiling, ...linking, ...build.packages], () => counts.compiled++);
  } finally {
    clearInterval(timer);
  }
  build.onProgress(`built ${build.label} in ${String(Math.round((Date.now() - started) / 1000))} s`);
}

/**
 * One progress line. Go names a package when it starts on it and skips what its build cache has, so the count is of
 * packages begun and the total an upper bound; linking, which names nothing, comes after the last one.
 */
export function progressLine(
  label: string,
  phase: string,
  counts: { readonly fetched: number; readonly compiled: number; readonly needed: number },
  elapsed: number,
): string {
  const fetched = counts.fetched > 0 ? `, ${String(counts.fetched)} fetched` : "";
  const compiled = `, ${String(counts.compiled)} packages so far, at most ${String(counts.needed)}`;
  return `${label}: ${phase}${phase === "compiling" ? compiled : fetched}, ${String(Math.round(elapsed / 1000))} s`;
}

/** Go's standard error without the names of the packages that went well: package names have no space. */
const withoutProgress = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line.includes(" ") && !line.startsWith("go: downloading "))
    .join("\n");
