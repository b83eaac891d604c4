import { visible } from "../../core/diagnostics/visible.ts";
import type { Environment } from "../../tools/process.ts";
import { BaseError } from "./git.ts";
import type { Repository } from "./repository.ts";

/** The commit that is compared with. */
export interface BaseCommit {
  /** As it was given, or found: `origin/main`. */
  readonly reference: string;
  /** In hexadecimal. */
  readonly commit: string;
}

const deepen =
  "The clone is shallow, so the history that is compared with is not in it. Check out all of it: `fetch-depth: 0` for " +
  "actions/checkout, `GIT_DEPTH: 0` in GitLab CI, `git fetch --unshallow` by hand.";

/**
 * Finds the commit to compare with: the one that is named; else where the branch began, which is the merge base with the branch that a
 * pull or merge request goes to, or with origin's default branch.
 *
 * @throws BaseError when there is none.
 */
export async function findBase(
  repository: Repository,
  reference: string | undefined,
  environment: Environment,
): Promise<BaseCommit> {
  return reference === undefined ? branchPoint(repository, environment) : named(repository, reference);
}

async function named(repository: Repository, reference: string): Promise<BaseCommit> {
  const commit =
    (await commitOf(repository, reference)) ?? (await commitOf(repository, `refs/remotes/origin/${reference}`));
  if (commit !== undefined) return { reference, commit };
  const what = `"${reference}" is no commit, branch or tag of ${repository.root}.`;
  throw new BaseError(visible(what) + (repository.isShallow ? `\n${deepen}` : " `git branch --all` lists branches."));
}

async function branchPoint(repository: Repository, environment: Environment): Promise<BaseCommit> {
  const target = await targetBranch(repository, environment);
  if (target === undefined) {
    throw new BaseError(
      repository.isShallow
        ? deepen
        : "There is no branch of origin to compare with. Name a commit or a branch with --base, such as --base main.",
    );
  }
  const { code, stdout } = await repository.git.run(["merge-base", "HEAD", target.commit]);
  const commit = stdout.trim();
  if (code === 0 && commit !== "") return { reference: target.reference, commit };
  throw new BaseError(
    repository.isShallow
      ? deepen
      : visible(`HEAD and ${target.reference} have no commit in common. Name what to compare with by --base.`),
  );
}

/** The branch that this one goes to, by what CI says; else origin's default branch. */
async function targetBranch(repository: Repository, environment: Environment): Promise<BaseCommit | undefined> {
  const asked = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"].map((name) => environment[name] ?? "");
  const requested = asked.find((name) => name !== "");
  const origin = await repository.git.run(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  const usual = [environment["CI_DEFAULT_BRANCH"] ?? "", "main", "master"].filter((name) => name !== "");
  const candidates =
    requested === undefined
      ? [...(origin.code === 0 ? [origin.stdout.trim()] : []), ...usual.map((name) => `origin/${name}`)]
      : [`origin/${requested}`];
  for (const reference of candidates) {
    const commit = await commitOf(repository, `refs/remotes/${reference}`);
    if (commit !== undefined) return { reference, commit };
  }
  if (requested === undefined) return undefined;
  const what = `The branch "${requested}" that this change goes to is not in the clone.`;
  throw new BaseError(visible(what) + (repository.isShallow ? `\n${deepen}` : ` Fetch it: git fetch origin.`));
}

async function commitOf({ git }: Repository, reference: string): Promise<string | undefined> {
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`];
  const { code, stdout } = await git.run(asked);
  // Older versions of git print the option that ends options, too.
  const commit = stdout.trim().split("\n").at(-1) ?? "";
  return code === 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}
