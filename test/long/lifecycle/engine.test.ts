/**
 * Random lives on the real engine, now and then killed: after every verb and the `up` that follows it, the target's inventory, the states,
 * the manifests and the journal are one. `npm run test:faults` has more of them.
 */
import { afterEach, beforeEach } from "@jest/globals";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { liveOnEngine } from "../../helpers/lifecycle/liveOnEngine.ts";
import { onLinux } from "../../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

onLinux("twenty-five lives on the engine leave what was agreed", () => liveOnEngine(estate, 25), 1_800_000);
