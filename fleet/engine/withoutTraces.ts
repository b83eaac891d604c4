import * as pulumi from "@pulumi/pulumi";

/** The part of the SDK that finds out where in a program a resource came from; its types keep it to itself. */
interface Traced {
  stackTrace: (skip: number) => readonly object[];
}

/**
 * Spares the SDK what only tells where in a program a promise or a resource came from: stack traces cost more than the rendering itself,
 * and nobody is shown any.
 *
 * @returns puts everything back as it was.
 */
export function withoutTraces(): () => void {
  const traced = pulumi.Resource as unknown as Traced;
  const { stackTrace } = traced;
  const { stackTraceLimit } = Error;
  traced.stackTrace = () => [];
  Error.stackTraceLimit = 0;
  return () => {
    traced.stackTrace = stackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  };
}
