/** Code with one effect each, to prove that they are found. */
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";

/** Each uses what a component may not. */
export const effects: Readonly<Record<string, () => unknown>> = {
  "the environment (HOME)": () => process.env["HOME"],
  "the clock (Date.now)": () => Date.now(),
  "the clock (new Date)": () => new Date(),
  "performance.now": () => performance.now(),
  "Math.random": () => Math.random(),
  "fs.existsSync": () => existsSync("/"),
  "crypto.randomBytes": () => randomBytes(1),
  "net.connect": () => connect(1),
  "childProcess.execFileSync": () => execFileSync("true"),
  fetch: () => fetch("http://127.0.0.1:1"),
  "process.cwd": () => process.cwd(),
};

/** What is no effect. */
export const pureCode = (): string => new Date(0).toISOString();
