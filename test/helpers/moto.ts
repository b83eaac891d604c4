/** Hands moto from the global set-up to the tests: whether it could be had is known before the first test is declared. */
import { ToolchainError } from "../../tools/errors.ts";
import { ensureMoto, type Moto } from "../../tools/moto/ensure.ts";

const FOUND = "TENANTRY_TEST_MOTO";
const MISSING = "TENANTRY_TEST_MOTO_MISSING";

/** Gets moto and notes it, or why there is none, in the environment, which Jest's workers inherit. */
export async function getMoto(onProgress: (line: string) => void): Promise<void> {
  try {
    process.env[FOUND] = JSON.stringify(await ensureMoto({ env: process.env, onProgress }));
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    process.env[MISSING] = error.attempts.map(({ outcome }) => outcome).join("; ") || error.message;
  }
}

/** moto, or the reason why it cannot be had on this machine. */
export function motoOfSetUp(): Moto | string {
  const found = process.env[FOUND];
  if (found === undefined) return process.env[MISSING] ?? "the global set-up did not run";
  return JSON.parse(found) as Moto;
}
