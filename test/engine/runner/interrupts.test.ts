/** What a second interruption does, on the real engine. */
import { afterEach, beforeEach, expect } from "@jest/globals";
import { randomUUID } from "node:crypto";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { untilGone } from "../../helpers/processesWith.ts";
import { runResults } from "../../helpers/runResults.ts";
import { onLinux } from "../../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate("base");
});

afterEach(() => {
  estate.remove();
});

onLinux("a second interruption ends the run and its engine at once, and the next run goes on", async () => {
  const mark = randomUUID();
  estate.sandbox({ latency: [{ type: "aws:ec2/vpc:*", operations: ["create"], milliseconds: 600_000 }] });
  const sent: string[] = [];
  const up = await estate.tenantry(["up", "acme"], {
    env: { TENANTRY_TEST: mark },
    onStderr: (text, kill) => {
      if (sent.length === 0 && text.includes("acme: up started")) {
        sent.push("first");
        // By then the engine waits for the VPC.
        setTimeout(() => {
          kill("SIGINT");
        }, 8_000);
      }
      if (sent.length === 1 && text.includes("interrupted: finishing what is under way")) {
        sent.push("second");
        // At once: the sandbox gives up what waits at the first interruption, and the run would soon have ended by itself.
        kill("SIGTERM");
      }
    },
  });
  expect([up.code, up.stdout, up.stderr.trimEnd().split("\n").at(-1)]).toEqual([
    130,
    "",
    "interrupted again: stopped at once; the next run finds out what had been done",
  ]);
  await untilGone(`TENANTRY_TEST=${mark}`);
  estate.sandbox({});
  const again = await estate.tenantry(["up", "acme", "--json"]);
  const [acme] = runResults(again);
  expect([again.code, acme]).toMatchObject([0, { resources: 32, errors: [] }]);
});
