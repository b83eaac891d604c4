/** Hands Mustang from the global set-up to the tests: whether it could be had is known before the first test is declared. */
import { ToolchainError } from "../../tools/errors.ts";
import { ensureMustang, type Mustang } from "../../tools/mustang/ensure.ts";
import { setUpLost } from "./setUpLost.ts";

const [found, missing] = ["TENANTRY_TEST_MUSTANG", "TENANTRY_TEST_MUSTANG_MISSING"];

/** Gets Mustang and notes it, or why there is none, in the environment, which Jest's workers inherit. */
export async function getMustang(onProgress: (line: string) => void): Promise<void> {
  try {
    process.env[found] = JSON.stringify(await ensureMustang({ env: process.env, onProgress }));
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    process.env[missing] = error.attempts.map(({ outcome }) => outcome).join("; ") || error.message;
  }
}

/** Mustang, or the reason why it cannot be had on this machine. */
export function mustangOfSetUp(): Mustang | string {
  const tool = process.env[found];
  if (tool === undefined) return process.env[missing] ?? setUpLost;
  return JSON.parse(tool) as Mustang;
}
