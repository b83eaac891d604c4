/** Hands tools of Python's from the global set-up to the tests: whether one could be had is known before the first test is declared. */
import { ensureCheckJsonschema } from "../../tools/check-jsonschema/ensure.ts";
import { ToolchainError } from "../../tools/errors.ts";
import { ensureMoto } from "../../tools/moto/ensure.ts";
import { ensureFocusValidator } from "../../tools/focus-validator/ensure.ts";
import type { PythonTool } from "../../tools/pythonTool.ts";
import { ensureTrestle } from "../../tools/trestle/ensure.ts";
import { setUpLost } from "./setUpLost.ts";

const tools = {
  moto: ensureMoto,
  trestle: ensureTrestle,
  checkJsonschema: ensureCheckJsonschema,
  focusValidator: ensureFocusValidator,
};

const found = (name: string): string => `TENANTRY_TEST_${name.toUpperCase()}`;
const missing = (name: string): string => `${found(name)}_MISSING`;

/** Gets each tool and notes it, or why there is none, in the environment, which Jest's workers inherit. */
export async function getPythonTools(onProgress: (line: string) => void): Promise<void> {
  for (const [name, ensure] of Object.entries(tools)) {
    try {
      process.env[found(name)] = JSON.stringify(await ensure({ env: process.env, onProgress }));
    } catch (error) {
      if (!(error instanceof ToolchainError)) throw error;
      process.env[missing(name)] = error.attempts.map(({ outcome }) => outcome).join("; ") || error.message;
    }
  }
}

/** The tool, or the reason why it cannot be had on this machine. */
export function pythonToolOfSetUp(name: keyof typeof tools): PythonTool | string {
  const tool = process.env[found(name)];
  if (tool === undefined) return process.env[missing(name)] ?? setUpLost;
  return JSON.parse(tool) as PythonTool;
}
