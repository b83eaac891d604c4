/** C10: a secret of a program and a provider's key are found nowhere, however much the engine is told to say. Nothing is mocked. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { Provider } from "@pulumi/aws/provider.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { lastUpdateFailed } from "../../../fleet/engine/lastUpdate.ts";
import { openStackEngine, type StackEngine } from "../../../fleet/engine/stackEngine.ts";
import { openDeployments, type FindPulumi } from "../../../fleet/engine/stackStates.ts";
import { prepareWorkspace, type Workspace } from "../../../fleet/workspace.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { ensurePulumi } from "../../../tools/pulumi/ensure.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

const key = "hunter2-is-the-key";
const secret = "hunter2-is-the-secret";

let estate: TestEstate;
let workspace: Workspace;
let findPulumi: FindPulumi;
let engine: StackEngine;
let events: EngineEvent[];

const program = async (): Promise<Record<string, unknown>> => {
  const provider = new Provider("main", {
    region: "eu-central-1",
    accessKey: "AKIA",
    secretKey: pulumi.secret(key),
  });
  const bucket = new Bucket("files", { tags: { secret: pulumi.secret(secret) } }, { provider });
  // What providers do with TF_LOG, and what the engine itself tells of a stack's configuration.
  await pulumi.log.debug(`the provider has ${key}, and the bucket ${secret}`);
  return { bucket: bucket.id, secret: pulumi.secret(secret) };
};

beforeAll(async () => {
  estate = copyEstate();
  const { manifest } = openEstate("estate", estate.directory).estate ?? {};
  if (manifest === undefined) throw new Error("the example estate is invalid");
  workspace = prepareWorkspace(`${estate.directory}/estate`, manifest, {});
  events = [];
  const { root } = await ensurePulumi({ env: process.env });
  findPulumi = () => Promise.resolve(root);
  engine = openStackEngine({
    stack: "planted",
    workspace,
    pulumiRoot: root,
    program,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
  });
  await engine.command(["stack", "init", "--no-select"]);
});

afterAll(() => {
  estate.remove();
});

const loud = ["--debug", "--logtostderr", "--logflow", "--verbose=9"];

test("neither is in a file or an event after a run that says all it can", async () => {
  await engine.operate(["up", "--yes", "--skip-preview", ...loud]);
  expect(simulatedObjects(estate).map(({ type }) => type)).toEqual(["aws:s3/bucket:Bucket"]);
  expect(events.some(({ summaryEvent }) => summaryEvent !== undefined)).toBe(true);
  expect(JSON.stringify(events)).not.toContain("hunter2");
  const found = await estate.run("grep", ["-rlF", "-e", key, "-e", secret, estate.directory]);
  expect(found.stdout).toBe("");
});

test("a state that is no file to us is read by the CLI as its file has it, and so without them", async () => {
  const url = `${workspace.environment["PULUMI_BACKEND_URL"] ?? ""}?no_tmp_dir=true`;
  const elsewhere = { ...workspace, environment: { ...workspace.environment, PULUMI_BACKEND_URL: url } };
  const asked = openDeployments(elsewhere, findPulumi);
  const read = openDeployments(workspace, () => Promise.reject(new Error("no CLI is needed")));
  expect(await asked.names()).toEqual(new Set(["planted"]));
  const deployment = await asked.read("planted");
  expect(deployment).toEqual(await read.read("planted"));
  expect(JSON.stringify(deployment)).toContain("aws:s3/bucket:Bucket");
  expect(JSON.stringify(deployment)).not.toContain("hunter2");
  expect(await asked.version("planted")).toMatch(/^[0-9a-f]{64}$/);
  expect([await asked.read("other"), await asked.version("other")]).toEqual([undefined, undefined]);
  expect(await lastUpdateFailed("planted", elsewhere, findPulumi)).toBe(false);
  expect(await lastUpdateFailed("other", elsewhere, findPulumi)).toBe(false);
});
