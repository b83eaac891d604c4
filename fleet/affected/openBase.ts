import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { codeVersion } from "../../core/codeVersion.ts";
import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import type { Environment } from "../../tools/process.ts";
import { openEstate } from "../openEstate.ts";
import type { Base, BaseTenant } from "./base.ts";
import { codePlaceIn, compareCode, type CodeDifference, type CodePlace } from "./codePlace.ts";
import { findBase } from "./findBase.ts";
import { readRendering } from "./ownRenderings.ts";
import { renderByOwnCode } from "./renderByOwnCode.ts";
import { exportTree, openRepository } from "./repository.ts";

/** How a base is opened. */
export interface BaseOptions {
  /** The estate's directory, absolute. */
  readonly directory: string;
  /** The commit, branch or tag; where the branch began when absent. */
  readonly reference?: string | undefined;
  /** The day by which both sides are resolved, such as `2026-12-31`: what only the calendar changes is no change. */
  readonly today: string;
  readonly environment: Environment;
  /**
   * Whether its tenants will be rendered: only then it is worth it to let other code than today's do that. Else they are resolved by
   * today's code, as far as that goes.
   */
  readonly toRender: boolean;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens the estate as it was at a commit, by git, and makes ready to render it with the code and the dependencies that it had then.
 *
 * @throws BaseError, whose message is for the user, where there is no such commit, no repository or no git.
 */
export async function openBase(options: BaseOptions): Promise<Base> {
  const { directory, environment, signal } = options;
  const repository = await openRepository(directory, environment, signal);
  const found = await findBase(repository, options.reference, environment);
  const place = codePlaceIn(repository);
  const difference = await compareCode(repository, place, found.commit);
  const byOwnCode = options.toRender && (difference.rendering || difference.dependencies);
  const scratch = mkdtempSync(join(environment["TMPDIR"] ?? tmpdir(), "tenantry-base-"));
  const close = (): void => {
    process.off("exit", close);
    rmSync(scratch, { recursive: true, force: true });
  };
  // Whoever interrupts twice does not wait for anything to be closed.
  process.on("exit", close);
  const tree = join(scratch, "tree");
  mkdirSync(tree);
  try {
    const hasEstate = await exportTree(repository, found.commit, byOwnCode ? "" : repository.prefix, tree);
    const estate = join(tree, repository.prefix);
    const settings = { ...options, scratch, tree, estate };
    const content = !hasEstate
      ? unusable("it has no estate there")
      : byOwnCode
        ? await byItsOwnCode(settings, place, difference)
        : byTodaysCode(settings);
    const sameCode = !difference.rendering && !difference.dependencies;
    return { ...found, ...content, sameCode, sameJudges: sameCode && !difference.judging, close };
  } catch (error) {
    close();
    throw error;
  }
}

type Content = Pick<Base, "unusable" | "tenants" | "estate" | "render">;

/** Where the parts of a base lie. */
interface Places extends BaseOptions {
  readonly scratch: string;
  readonly tree: string;
  readonly estate: string;
}

function byTodaysCode({ estate: directory, today }: Places): Content {
  // What ran yesterday has to be comparable, also when its version is retired today.
  const { estate, diagnostics } = openEstate(directory, "/", { today, retired: "warning", passOver: ["billing"] });
  if (estate === undefined || hasErrors(diagnostics)) {
    const first = diagnostics.find(({ severity }) => severity === "error");
    return unusable(`it is not valid by the code of ${codeVersion}: ${first?.message.replaceAll(directory, "") ?? ""}`);
  }
  const tenants = estate.tenants.map(({ resolved, document }): [string, BaseTenant] => [
    resolved.id,
    { resolved, file: document.name, digest: undefined },
  ]);
  const byId = new Map(tenants);
  return {
    unusable: undefined,
    estate,
    tenants: byId,
    render: (id, pool) => pool.render(known(byId.get(id), id).resolved),
  };
}

async function byItsOwnCode(
  { tree, estate, scratch, environment, onProgress, signal }: Places,
  place: CodePlace,
  { dependencies: otherDependencies }: CodeDifference,
): Promise<Content> {
  const task = { place, otherDependencies, tree, estate, scratch, environment, onProgress, signal };
  const own = await renderByOwnCode(task);
  if ("problem" in own) return unusable(own.problem);
  const tenants = [...own.tenants].map(([id, { resolved, digest }]): [string, BaseTenant] => [
    id,
    { resolved, digest, file: undefined },
  ]);
  return {
    unusable: undefined,
    estate: undefined,
    tenants: new Map(tenants),
    render: (id) => Promise.resolve(readRendering(own.file, known(own.tenants.get(id), id))),
  };
}

function unusable(why: string): Content {
  return {
    unusable: why,
    estate: undefined,
    tenants: new Map(),
    render: (id) => Promise.reject(new TypeError(`the base has no tenant "${id}": it is unusable`)),
  };
}

function known<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new TypeError(`the base has no tenant "${id}"`);
  return value;
}
