import { expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { endedWell } from "../../../../fleet/engine/endedWell.ts";

/** The last events of an `up`, as Pulumi 3.274.1 wrote them. */
const recorded = (result: string, ...more: readonly object[]): readonly EngineEvent[] =>
  [
    {
      sequence: 6,
      timestamp: 1795690000,
      resOutputsEvent: { metadata: { op: "create", urn: "urn:pulumi:acme::tenantry::aws:s3/bucket:Bucket::assets" } },
    },
    ...more,
    {
      sequence: 8,
      timestamp: 1795690001,
      summaryEvent: {
        maybeCorrupt: false,
        durationSeconds: 1,
        resourceChanges: { create: 1 },
        PolicyPacks: {},
        isPreview: false,
        result,
      },
    },
    { sequence: 9, timestamp: 1795690001, cancelEvent: {} },
  ] as unknown as readonly EngineEvent[];

const said = {
  history: 'error: saving update info: blob (key ".pulumi/history/tenantry/acme") (code=Unknown): SlowDown\n',
  backup: "error: saving backup: Backup file creation failed\n",
  service:
    "error: failed to complete update: [409] Stack 'acme' is not locked by update id 'eb18fada-43d9-470e-a521-45800a94d5fe'\n",
  state: "error: writing snapshot: failed to save snapshot: no space left on device\n",
  lock: "error: the stack is currently locked by 1 lock(s).\n",
};

test.each([said.history, said.backup, said.service, said.history + said.backup, `warning: slow\n${said.service}`])(
  "an update that had succeeded is a success, whatever failed after it: %s",
  (stderr) => {
    expect(endedWell(recorded("succeeded"), stderr)).toBe(true);
  },
);

test.each([
  ["its state was not written", recorded("succeeded"), said.state],
  ["something else failed beside it", recorded("succeeded"), said.history + said.state],
  ["nothing is said of what failed", recorded("succeeded"), ""],
  ["the engine says that it failed", recorded("failed"), said.service],
  ["the engine was stopped", recorded("canceled"), said.service],
  ["a resource failed", recorded("succeeded", { resOpFailedEvent: {} }), said.service],
  ["an error was reported", recorded("succeeded", { diagnosticEvent: { severity: "error" } }), said.service],
  ["it never began", [], said.lock],
])("a run is a failure when %s", (_why, events, stderr) => {
  expect(endedWell(events, stderr)).toBe(false);
});
