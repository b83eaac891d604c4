import type { Attributes, Context } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-base";
import { AsyncLocalStorage } from "node:async_hooks";

import { codeVersion } from "../../core/codeVersion.ts";

/** What is measured, while it is. Nothing secret may be told of it, nor anything that a target has said. */
export interface Span {
  readonly set: (attributes: Attributes) => void;
  /** Marks it as failed. */
  readonly fail: () => void;
}

/** Work that is measured. */
export interface Tracing {
  /** Does work within a span, which belongs to the span in whose work it is called. */
  readonly span: <Result>(
    name: string,
    attributes: Attributes,
    work: (span: Span) => Promise<Result>,
  ) => Promise<Result>;
  /** Sends what has not been sent yet. Never throws. */
  readonly end: () => Promise<void>;
}

/** Measures nothing. */
export const noTracing: Tracing = {
  span: (_name, _attributes, work) => work({ set: () => undefined, fail: () => undefined }),
  end: () => Promise.resolve(),
};

/** Where traces go, and where they come from. */
export interface TracingOptions {
  /** The W3C trace context of whoever started the process (its variable TRACEPARENT), of which the spans become a part. */
  readonly parent?: string | undefined;
  /** Told once, when traces cannot be sent. */
  readonly onProblem: (problem: string) => void;
}

/**
 * Measures, and sends the spans by OTLP over HTTP. The exporter reads its standard variables, such as OTEL_EXPORTER_OTLP_ENDPOINT and
 * OTEL_EXPORTER_OTLP_HEADERS, by itself. Nothing is made global, so that the engine's own SDK does not take part.
 */
export async function openTracing({ parent, onProblem }: TracingOptions): Promise<Tracing> {
  const [{ ROOT_CONTEXT, SpanStatusCode, trace }, sdk, { OTLPTraceExporter }, resources] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const own = resources.resourceFromAttributes({ "service.name": "tenantry", "service.version": codeVersion });
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.BasicTracerProvider({
    resource: own.merge(given),
    spanProcessors: [new sdk.BatchSpanProcessor(telling(new OTLPTraceExporter(), onProblem))],
  });
  const tracer = provider.getTracer("tenantry", codeVersion);
  const remote = readParent(parent);
  const root = remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
  const current = new AsyncLocalStorage<Context>();
  return {
    span: async (name, attributes, work) => {
      const context = current.getStore() ?? root;
      const span = tracer.startSpan(name, { attributes }, context);
      try {
        return await current.run(trace.setSpan(context, span), () =>
          work({
            set: (more) => void span.setAttributes(more),
            fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
          }),
        );
      } finally {
        span.end();
      }
    },
    end: () => provider.shutdown().catch(() => undefined),
  };
}

/** An exporter that says once when it cannot send. */
function telling(exporter: SpanExporter, onProblem: (problem: string) => void): SpanExporter {
  let told = false;
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !told) {
          told = true;
          onProblem(`Traces cannot be sent: ${result.error.message}. The run goes on without.`);
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** A trace context as text (W3C Trace Context, version 00); undefined when it is none. */
function readParent(text = "") {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
