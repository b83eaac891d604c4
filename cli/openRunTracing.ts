import { noTracing, openTracing, type Tracing } from "../fleet/runner/tracing.ts";
import type { Context } from "./context.ts";
import type { RunnerOptions } from "./runnerOptions.ts";

/** The standard variables that say where traces go. */
const endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

/** Measures a run where `--trace` or one of OpenTelemetry's standard variables asks for it, unless another of them forbids it. */
export async function openRunTracing({ trace }: RunnerOptions, { environment, note }: Context): Promise<Tracing> {
  const wanted = trace === true || endpoints.some((name) => (environment[name] ?? "") !== "");
  const forbidden = environment["OTEL_SDK_DISABLED"] === "true" || environment["OTEL_TRACES_EXPORTER"] === "none";
  if (!wanted || forbidden) return noTracing;
  return openTracing({ parent: environment["TRACEPARENT"], onProblem: note });
}
