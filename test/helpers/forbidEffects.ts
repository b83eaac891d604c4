/** Makes effects throw for the code of some directories, to prove that it has none. */
import childProcess from "node:child_process";
import crypto from "node:crypto";
import dns from "node:dns";
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { fileURLToPath } from "node:url";

/** Modules whose every function is an effect, or reads what is not the same tomorrow. */
const modules = { childProcess, crypto, dns, fs, fsPromises, http, https, net };

/** What of them is pure. */
const pure = ["createHash", "createHmac", "timingSafeEqual", "isIP", "isIPv4", "isIPv6"];

/**
 * From now on, network, files, processes, environment, clock and chance throw when code in one of the directories calls them itself;
 * what it calls, such as Pulumi's SDK, may go on using them.
 *
 * @param directories absolute paths.
 * @returns takes it back.
 */
export function forbidEffects(directories: readonly string[]): () => void {
  const undo: (() => void)[] = [];
  const refuse = (effect: string): void => {
    const caller = callerOf(new Error().stack ?? "");
    if (directories.some((directory) => caller.startsWith(`${directory}/`))) {
      throw new Error(`${caller} uses ${effect}, which components may not`);
    }
  };
  const replace = <T extends object, K extends keyof T>(holder: T, key: K, value: T[K]): void => {
    const original = holder[key];
    holder[key] = value;
    undo.push(() => (holder[key] = original));
  };
  const guard = (holder: object, key: string, effect: string): void => {
    const functions = holder as Record<string, unknown>;
    const original = functions[key];
    if (typeof original !== "function" || !Object.getOwnPropertyDescriptor(holder, key)?.writable) return;
    const guarded = new Proxy(original as (...args: unknown[]) => unknown, {
      apply(target, self, args) {
        refuse(effect);
        return Reflect.apply(target, self, args);
      },
    });
    replace(functions, key, guarded);
  };

  for (const [name, module] of Object.entries(modules)) {
    for (const key of Object.keys(module)) if (!pure.includes(key)) guard(module, key, `${name}.${key}`);
  }
  guard(globalThis, "fetch", "fetch");
  guard(Math, "random", "Math.random");
  guard(Object.getPrototypeOf(performance) as object, "now", "performance.now");
  guard(process, "hrtime", "process.hrtime");
  guard(process, "cwd", "process.cwd");
  replace(
    globalThis,
    "Date",
    new Proxy(Date, {
      construct(target, args, self) {
        if (args.length === 0) refuse("the clock (new Date)");
        return Reflect.construct(target, args, self) as object;
      },
      get(target, key, self) {
        if (key === "now") refuse("the clock (Date.now)");
        return Reflect.get(target, key, self) as unknown;
      },
    }),
  );
  replace(
    process,
    "env",
    new Proxy(process.env, {
      get(target, key, self) {
        refuse(`the environment (${String(key)})`);
        return Reflect.get(target, key, self) as unknown;
      },
    }),
  );
  return () => {
    for (const step of undo.toReversed()) step();
  };
}

/** The file of the code that called the guarded function: the first frame that is not of this file. */
function callerOf(stack: string): string {
  const frames = stack.split("\n").slice(1);
  const caller = frames.find(
    (frame) => !frame.includes("forbidEffects.ts") && !/\(<anonymous>\)|at Proxy|Reflect\./.test(frame),
  );
  const place = /\(?((?:file:\/\/)?\/[^()]+?):\d+:\d+\)?$/.exec(caller ?? "")?.[1] ?? "";
  return place.startsWith("file:") ? fileURLToPath(place) : place;
}
