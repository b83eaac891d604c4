import { beforeEach, expect, test } from "@jest/globals";
import plugin_pb from "@pulumi/pulumi/proto/plugin_pb.js";
import provider_pb from "@pulumi/pulumi/proto/provider_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

import type { Session } from "../../../../sandbox/provider/session.ts";
import { shareService, type SharedService } from "../../../../sandbox/provider/sharedService.ts";

/** What a session was told, in order. */
type Told = unknown[];

let sessions: Told[];
let gone: Map<string, () => void>;
let idle: number;
let service: SharedService;

beforeEach(() => {
  sessions = [];
  gone = new Map();
  idle = 0;
  service = shareService({
    identity: { name: "aws", version: "7.0.0" },
    openSession: () => {
      const told: Told = [];
      sessions.push(told);
      const session: Pick<Session, "configure" | "cancel" | "close"> = {
        configure: (config) => Promise.resolve(void told.push(config["account"])),
        cancel: () => void told.push("cancelled"),
        close: () => void told.push("closed"),
      };
      return session as Session;
    },
    watch: (engine, callGone) => void gone.set(engine, callGone),
    onIdle: () => void (idle += 1),
  });
});

function call(peer: string, method: string, request: object): Promise<unknown> {
  const handler = service.implementation[method] as unknown as (
    call: object,
    done: (error: unknown, response: unknown) => void,
  ) => void;
  return new Promise((resolve, reject) => {
    handler({ request, getPeer: () => peer }, (error, response) => {
      if (error === null) resolve(response);
      else reject(new Error(JSON.stringify(error)));
    });
  });
}

async function connect(engine: string, peer: string, account: string): Promise<void> {
  await call(peer, "handshake", new provider_pb.ProviderHandshakeRequest());
  const attach = new plugin_pb.PluginAttach();
  attach.setAddress(engine);
  await call(peer, "attach", attach);
  const configure = new provider_pb.ConfigureRequest();
  configure.setArgs(Struct.fromJavaScript({ account }));
  await call(peer, "configure", configure);
}

test("each connection has a session of its own, of one engine's providers and of several engines", async () => {
  await connect("127.0.0.1:1", "127.0.0.1:101", "first");
  await connect("127.0.0.1:1", "127.0.0.1:102", "second");
  await connect("127.0.0.1:2", "127.0.0.1:201", "third");
  await call("127.0.0.1:102", "cancel", {});
  expect(sessions).toEqual([["first"], ["second", "cancelled"], ["third"]]);
  expect([...gone.keys()]).toEqual(["127.0.0.1:1", "127.0.0.1:2"]);
});

test("an engine that is gone takes its sessions along and nobody else's; the last one leaves it idle", async () => {
  await connect("127.0.0.1:1", "127.0.0.1:101", "first");
  await connect("127.0.0.1:1", "127.0.0.1:102", "second");
  await connect("127.0.0.1:2", "127.0.0.1:201", "third");
  gone.get("127.0.0.1:1")?.();
  expect(sessions).toEqual([["first", "cancelled", "closed"], ["second", "cancelled", "closed"], ["third"]]);
  expect([service.engines(), idle]).toEqual([1, 0]);
  gone.get("127.0.0.1:2")?.();
  expect(sessions[2]).toEqual(["third", "cancelled", "closed"]);
  expect([service.engines(), idle]).toEqual([0, 1]);
});

test("a connection from a port that another one had begins anew", async () => {
  await connect("127.0.0.1:1", "127.0.0.1:101", "first");
  await connect("127.0.0.1:2", "127.0.0.1:101", "other");
  expect(sessions).toEqual([["first", "cancelled", "closed"], ["other"]]);
});

test("closing it closes every session", async () => {
  await connect("127.0.0.1:1", "127.0.0.1:101", "first");
  await connect("127.0.0.1:2", "127.0.0.1:201", "third");
  service.close();
  expect(sessions).toEqual([
    ["first", "cancelled", "closed"],
    ["third", "cancelled", "closed"],
  ]);
});
