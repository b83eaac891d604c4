import type { Environment } from "../../tools/process.ts";
import { BaseError } from "../affected/git.ts";
import { openRepository } from "../affected/repository.ts";

/** The commit that a directory's repository has checked out; null where there is no repository, no commit or no git. */
export async function baseCommit(directory: string, environment: Environment): Promise<string | null> {
  try {
    const { git } = await openRepository(directory, environment);
    return await git.read(["rev-parse", "--verify", "--quiet", "HEAD"]);
  } catch (error) {
    if (error instanceof BaseError) return null;
    throw error;
  }
}
