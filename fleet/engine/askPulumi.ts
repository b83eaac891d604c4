import type { Workspace } from "../workspace.ts";

/**
 * Asks the CLI about an estate's stacks. Secrets stay as they are kept, and no stack is selected.
 *
 * @param args such as `stack export --stack acme`, of a command that prints JSON.
 * @returns what it prints; undefined when the stack that is named is not there.
 * @throws EngineError when it fails otherwise.
 */
export async function askPulumi(workspace: Workspace, pulumiRoot: string, args: readonly string[]): Promise<unknown> {
  // The SDK is loaded where the CLI has to be asked.
  const { runCommand } = await import("./stackEngine.ts");
  try {
    return JSON.parse(await runCommand(".status", { workspace, pulumiRoot }, args)) as unknown;
  } catch (error) {
    if (error instanceof Error && /no stack named/i.test(error.message)) return undefined;
    throw error;
  }
}
