/** `sandbox.json`: limits, faults, latency and consistency, read from the inventory's directory before every operation. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { SandboxError } from "../provider/errors.ts";
import { LIMITS } from "../types/limits.ts";

/** Operations that faults and latency can name. */
export type Operation = "create" | "read" | "update" | "delete" | "invoke";

const OPERATIONS: readonly string[] = ["create", "read", "update", "delete", "invoke"];

/** An error to inject. */
export interface Fault {
  /** Pulumi type (or function) token; `*` stands for any characters. Default `*`. */
  readonly type: string;
  /** Which operations fail; empty means all. */
  readonly operations: readonly Operation[];
  /** Pattern for the resource's name (the URN's last part); default `*`. */
  readonly name: string;
  /** The target's error code, such as `InternalFailure`. */
  readonly code: string;
  readonly message: string;
  /**
   * `before`: nothing happens. `after`: it happens, then initialisation fails, and the engine records the object.
   * `lost`: it happens, but the answer gets lost, so the engine knows nothing of it.
   */
  readonly when: "before" | "after" | "lost";
  /** How likely it is, 0 to 1. */
  readonly probability: number;
  /** How often it happens at most, over all processes; undefined means without end. */
  readonly count: number | undefined;
}

/** Time that operations take. */
export interface Latency {
  readonly type: string;
  readonly operations: readonly Operation[];
  readonly milliseconds: number;
  /** `before`: nothing has happened yet. `after`: it has, and the answer takes so long. */
  readonly when: "before" | "after";
}

/** How long others do not see a new object. */
export interface Consistency {
  /** Pulumi type token of the new object; `*` stands for any characters. */
  readonly type: string;
  /** How long after its creation nothing that refers to it finds it. */
  readonly milliseconds: number;
  /** How long a provider asks again before it passes the target's error on; 120,000 when not set, as the AWS provider does for IAM. */
  readonly patienceMilliseconds: number;
}

/** Everything that can be set. */
export interface SandboxSettings {
  /** Overrides of the limits in the type table, by name, such as `vpcsPerRegion`. */
  readonly limits: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  readonly latency: readonly Latency[];
  readonly consistency: readonly Consistency[];
  /** Largest size of the inventory in SQLite pages (4 KiB); 0 is unlimited. */
  readonly maxPageCount: number;
}

const NONE: SandboxSettings = { limits: {}, faults: [], latency: [], consistency: [], maxPageCount: 0 };

/** Where the settings of an inventory live: `sandbox.json` in the same directory. */
export function settingsFile(inventory: string): string {
  return path.join(path.dirname(path.resolve(inventory)), "sandbox.json");
}

/** For how long the AWS provider repeats what IAM does not know yet (terraform-provider-aws, `propagationTimeout`). */
const usualPatience = 120_000;

class Reader {
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
  }

  fail(where: string, problem: string): never {
    throw new SandboxError(`${this.#file}: ${where}: ${problem}`);
  }

  object(value: unknown, where: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) this.fail(where, "must be an object");
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) this.fail(`${where}.${name}`, `is not known; known are ${known.join(", ")}`);
    }
    return value as Record<string, unknown>;
  }

  list(value: unknown, where: string): unknown[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? value : this.fail(where, "must be a list");
  }

  string(value: unknown, where: string, standard: string): string {
    if (value === undefined) return standard;
    return typeof value === "string" ? value : this.fail(where, "must be text");
  }

  number(value: unknown, where: string, highest = Number.MAX_SAFE_INTEGER): number {
    if (typeof value !== "number" || value < 0 || value > highest) {
      this.fail(where, `is ${JSON.stringify(value)}, but must be a number from 0 to ${String(highest)}`);
    }
    return value;
  }

  operations(value: unknown, where: string): Operation[] {
    return this.list(value, where).map((item) => {
      if (typeof item === "string" && OPERATIONS.includes(item)) return item as Operation;
      return this.fail(where, `has ${JSON.stringify(item)}; known are ${OPERATIONS.join(", ")}`);
    });
  }

  fault(value: unknown, where: string): Fault {
    const names = ["type", "operations", "name", "code", "message", "when", "probability", "count"];
    const fault = this.object(value, where, names);
    const when = this.string(fault["when"], `${where}.when`, "before");
    if (when !== "before" && when !== "after" && when !== "lost") {
      this.fail(`${where}.when`, `is ${JSON.stringify(when)}; known are before, after, lost`);
    }
    const code = this.string(fault["code"], `${where}.code`, "InternalFailure");
    return {
      type: this.string(fault["type"], `${where}.type`, "*"),
      operations: this.operations(fault["operations"], `${where}.operations`),
      name: this.string(fault["name"], `${where}.name`, "*"),
      code,
      message: this.string(fault["message"], `${where}.message`, "injected by sandbox.json"),
      when,
      probability:
        fault["probability"] === undefined ? 1 : this.number(fault["probability"], `${where}.probability`, 1),
      count: fault["count"] === undefined ? undefined : this.number(fault["count"], `${where}.count`),
    };
  }

  consistency(value: unknown, where: string): Consistency {
    const rule = this.object(value, where, ["type", "milliseconds", "patienceMilliseconds"]);
    const patience = rule["patienceMilliseconds"] ?? usualPatience;
    return {
      type: this.string(rule["type"], `${where}.type`, "*"),
      milliseconds: this.number(rule["milliseconds"], `${where}.milliseconds`, 3_600_000),
      patienceMilliseconds: this.number(patience, `${where}.patienceMilliseconds`, 3_600_000),
    };
  }

  latency(value: unknown, where: string): Latency {
    const latency = this.object(value, where, ["type", "operations", "milliseconds", "when"]);
    const when = this.string(latency["when"], `${where}.when`, "before");
    if (when !== "before" && when !== "after") {
      this.fail(`${where}.when`, `is ${JSON.stringify(when)}; known are before, after`);
    }
    return {
      type: this.string(latency["type"], `${where}.type`, "*"),
      operations: this.operations(latency["operations"], `${where}.operations`),
      milliseconds: this.number(latency["milliseconds"], `${where}.milliseconds`, 3_600_000),
      when,
    };
  }
}

/**
 * Reads the settings beside an inventory; none when there is no file.
 * @throws SandboxError naming the file and the field when it is not readable, not JSON, or has an unknown or wrong field.
 */
export function readSettings(inventory: string): SandboxSettings {
  const file = settingsFile(inventory);
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return NONE;
    throw new SandboxError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new SandboxError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const reader = new Reader(file);
  const root = reader.object(json, "settings", ["limits", "faults", "latency", "consistency", "maxPageCount"]);
  const limits = reader.object(root["limits"] ?? {}, "limits", Object.keys(LIMITS));
  return {
    limits: Object.fromEntries(
      Object.entries(limits).map(([name, value]) => [name, reader.number(value, `limits.${name}`)]),
    ),
    faults: reader
      .list(root["faults"], "faults")
      .map((fault, index) => reader.fault(fault, `faults[${String(index)}]`)),
    latency: reader
      .list(root["latency"], "latency")
      .map((latency, index) => reader.latency(latency, `latency[${String(index)}]`)),
    consistency: reader
      .list(root["consistency"], "consistency")
      .map((rule, index) => reader.consistency(rule, `consistency[${String(index)}]`)),
    maxPageCount: root["maxPageCount"] === undefined ? 0 : reader.number(root["maxPageCount"], "maxPageCount"),
  };
}

/** True when `pattern`, in which `*` stands for any characters, covers the whole text. */
export function matches(pattern: string, value: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`, "s").test(value);
}
