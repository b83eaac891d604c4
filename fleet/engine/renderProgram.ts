import * as pulumi from "@pulumi/pulumi";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { projectName } from "./projectSettings.ts";
import { recordResources } from "./recordResources.ts";
import { withoutTraces } from "./withoutTraces.ts";

/** The end of the line: the SDK's runtime is one per process, so a rendering starts when the one before it is over. */
let last: Promise<unknown> = Promise.resolve();

/** A program to be rendered. */
export interface Rendering {
  /** The stack's name. */
  readonly stack: string;
  /** Creates the stack's resources; what it returns are the stack's outputs. */
  readonly program: () => Promise<unknown>;
  /** Stands for every target. */
  readonly mocks: pulumi.runtime.Mocks;
}

/**
 * Renders a program in this process: no engine, no provider, no target. Calls wait for each other.
 *
 * @returns everything that the program registers, the stack, components and providers too, in the order of their URNs.
 * @throws Error with the first failure of the program.
 */
export function renderProgram(rendering: Rendering): Promise<RenderedResource[]> {
  const rendered = last.then(() => render(rendering));
  last = rendered.catch(() => undefined);
  return rendered;
}

async function render({ stack, program, mocks }: Rendering): Promise<RenderedResource[]> {
  const putBack = withoutTraces();
  const failures: unknown[] = [];
  let fail: (error: unknown) => void = () => undefined;
  // The SDK lets a failed registration go unhandled, and what waits for it waits for ever.
  const failed = new Promise<never>((_resolve, reject) => {
    fail = (error) => {
      failures.push(error);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
  });
  process.on("unhandledRejection", fail);
  let resources: readonly RenderedResource[] = [];
  try {
    await pulumi.runtime.setMocks(mocks, projectName, stack, false);
    resources = recordResources(mocks, stack);
    // The program's own error is kept from the SDK, which would leave it unhandled in several promises besides.
    const guarded = (): Promise<unknown> =>
      program().catch((error: unknown) => {
        failures.push(error);
        return {};
      });
    await Promise.race([pulumi.runtime.runInPulumiStack(guarded), failed]);
    await Promise.race([pulumi.runtime.disconnect(), failed]);
  } catch (error) {
    failures.unshift(error);
  } finally {
    // Unhandled rejections are announced after the microtasks that raise them.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", fail);
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
    putBack();
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure instanceof Error ? failure : new Error(JSON.stringify(failure));
  return resources.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
}
