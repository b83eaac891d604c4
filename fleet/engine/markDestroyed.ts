import { runtime } from "@pulumi/pulumi";

import { destroyMark } from "./destroyMark.ts";

/** Gives the outermost components of the running program the mark of a stack that is being destroyed. */
export function markDestroyed(): void {
  runtime.registerStackTransformation(({ type, props, opts }) =>
    type.startsWith("tenantry:") && opts.parent === undefined
      ? { props: { ...(props as object), [destroyMark]: true }, opts }
      : undefined,
  );
}
