// Probes over real sockets; how often they are repeated is tested with the gates.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer, type AddressInfo } from "node:net";

import type { Probe } from "../../../../core/schema/rollout.ts";
import { askProbe } from "../../../../fleet/rollouts/probes.ts";

let server: Server;
let port: number;
/** What was asked for, in order. */
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createHttpServer(({ url = "", headers }, response) => {
    asked.push(`${url} by ${headers["user-agent"] ?? ""}`);
    if (url === "/cut") return response.socket?.destroy();
    const status = Number(url.slice(1)) || 200;
    return response.writeHead(status, status === 302 ? { location: "/200" } : {}).end("what a target says");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Asks once: a probe of no time is not repeated. */
function ask(probe: Partial<Probe>, tenant = "anna"): Promise<string | undefined> {
  return askProbe({ ...probe, seconds: 0 }, 2, tenant, new AbortController().signal);
}

const url = (path: string): Partial<Probe> => ({ url: `http://127.0.0.1:${String(port)}${path}` });

/** A port that nobody listens on: one that was free a moment ago. */
async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const free = (listener.address() as AddressInfo).port;
  listener.close();
  await once(listener, "close");
  return free;
}

describe("a probe of an address", () => {
  test.each<[string, string, number | undefined, string | undefined]>([
    ["answers as it should", "/", undefined, undefined],
    ["answers as the rollout says", "/401", 401, undefined],
    ["answers otherwise", "/503", undefined, "probe 2: status 503, not 200"],
    ["leads elsewhere, and is not followed", "/302", undefined, "probe 2: status 302, not 200"],
    ["breaks off", "/cut", undefined, "probe 2: no answer"],
  ])("that %s", async (_, path, status, expected) => {
    expect(await ask({ ...url(path), ...(status !== undefined && { status }) })).toBe(expected);
    expect(asked).toEqual([`${path} by tenantry`]);
  });

  test("of each tenant is asked at its own", async () => {
    expect(await ask(url("/{tenant}/health"), "bert")).toBeUndefined();
    expect(asked).toEqual(["/bert/health by tenantry"]);
  });
});

test("a port that somebody listens on is found, and one that nobody does is not", async () => {
  expect(await ask({ tcp: `127.0.0.1:${String(port)}` })).toBeUndefined();
  expect(await ask({ tcp: `127.0.0.1:${String(await freePort())}` })).toBe("probe 2: no connection");
  expect(asked).toEqual([]);
});
