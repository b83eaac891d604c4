import { runtime } from "@pulumi/pulumi";

import { erasingInputs, type Erasure } from "../../core/offboarding/erasure.ts";

/** Gives what the running program registers the inputs with which its targets delete it with all that is in it. */
export function letErase(erasure: Erasure): void {
  const inputs = erasingInputs(erasure);
  runtime.registerStackTransformation(({ type, props, opts }) => {
    const more = inputs[type];
    return more === undefined ? undefined : { props: { ...(props as object), ...more }, opts };
  });
}
