import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

import type { Context } from "../../../../cli/context.ts";
import { openRunTracing } from "../../../../cli/openRunTracing.ts";
import { nothingDone } from "../../../../core/results/runOutcome.ts";
import { spanStep } from "../../../../fleet/runner/spanStep.ts";
import { noTracing } from "../../../../fleet/runner/tracing.ts";
import { withSteps, type StackTask } from "../../../../fleet/stackSteps.ts";

/** What is read of a span in OTLP's JSON. */
interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status: { readonly code?: number };
}

interface Sent {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[] }[];
}

let collector: Server;
let bodies: [path: string, body: string][];
let status: number;

beforeEach(async () => {
  [bodies, status] = [[], 200];
  collector = createServer((request, response) => {
    text(request).then(
      (body) => {
        bodies.push([String(request.url), body]);
        response.writeHead(status, { "content-type": "application/json" }).end("{}");
      },
      () => response.destroy(),
    );
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
});

afterEach(async () => {
  collector.close();
  collector.closeAllConnections();
  await once(collector, "close");
});

/** Runs the helper's program with the collector; gives what it prints. */
async function measure(): Promise<unknown> {
  const endpoint = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", require.resolve("../../../helpers/tracedRun.ts")],
    {
      env: {
        ...process.env,
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        TRACEPARENT: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      },
    },
  );
  return JSON.parse(stdout);
}

test("a run, its tenants, their attempts and the steps in them are spans of one trace, each in the one around it", async () => {
  expect(await measure()).toEqual({ result: "created", bug: "Error: a bug", problems: [] });
  expect(bodies.map(([path]) => path)).toEqual(["/v1/traces"]);
  const body = bodies[0]?.[1] ?? "";
  const spans = (JSON.parse(body) as Sent).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap((scope) => scope.spans),
  );
  const nameOf = (id: string | undefined): string => spans.find(({ spanId }) => spanId === id)?.name ?? String(id);
  expect(spans.map(({ name, parentSpanId }) => [name, nameOf(parentSpanId)])).toEqual([
    ["engine", "attempt"],
    ["attempt", "tenant"],
    ["engine", "attempt"],
    ["attempt", "tenant"],
    ["tenant", "tenantry up"],
    ["tenantry up", "b7ad6b7169203331"],
    ["bug", "b7ad6b7169203331"],
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(["0af7651916cd43dd8448eb211c80319c"]));
  const [first, , last] = spans;
  expect([first?.status.code, last?.status.code ?? 0]).toEqual([2, 0]);
  const attributes = (first?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]);
  expect(Object.fromEntries(attributes)).toEqual({
    "tenantry.tenant": "acme",
    "tenantry.result": "failed",
    "tenantry.failure": "throttled",
    "tenantry.attempts": 1,
    "tenantry.resources": 0,
    ...Object.fromEntries(
      ["create", "update", "replace", "delete", "same"].map((key) => [`tenantry.changes.${key}`, 0]),
    ),
  });
  expect(body).not.toContain("hunter2");
});

test("traces that nobody takes are told once and stop nothing", async () => {
  status = 400;
  expect(await measure()).toEqual({
    result: "created",
    bug: "Error: a bug",
    problems: [expect.stringMatching(/^Traces cannot be sent: .*The run goes on without\.$/s)],
  });
});

describe("a run is measured", () => {
  const endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
  const open = (environment: Record<string, string>, trace?: boolean) =>
    openRunTracing({ ...(trace !== undefined && { trace }) }, { environment } as unknown as Context);

  test.each([
    ["not unless somebody asks", {}, undefined, false],
    ["where --trace asks", {}, true, true],
    ["where the standard variable asks", { [endpoint]: "http://x" }, undefined, true],
    ["where the one for traces asks", { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://x" }, undefined, true],
    ["not where the variable is empty", { [endpoint]: "" }, undefined, false],
    ["not where the SDK is disabled", { [endpoint]: "http://x", OTEL_SDK_DISABLED: "true" }, true, false],
    ["not where traces go nowhere", { OTEL_TRACES_EXPORTER: "none" }, true, false],
  ] as const)("%s", async (_what, environment, trace, expected) => {
    const tracing = await open(environment, trace);
    expect(tracing !== noTracing).toBe(expected);
    await tracing.end();
  });

  test("and where it is not, work is done as it is", async () => {
    const outcome = nothingDone({ result: "failed" });
    const subject = { kind: "tenant", resolved: { id: "acme" } };
    const run = withSteps(() => Promise.resolve(outcome), [spanStep(noTracing, "tenant")]);
    const task = { subject } as unknown as StackTask;
    expect(await noTracing.span("tenantry up", {}, () => run(task))).toBe(outcome);
    await noTracing.end();
    expect(bodies).toEqual([]);
  });
});
