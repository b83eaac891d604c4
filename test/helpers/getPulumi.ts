/** Run once before the tests of the engine and cluster projects: no test's time should go into building the Pulumi CLI. */
import { ensurePulumi } from "../../tools/pulumi/ensure.ts";

/** Jest's global set-up. */
export default async function getPulumi(): Promise<void> {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  await ensurePulumi({ env: process.env, onProgress });
}
