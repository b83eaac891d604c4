/** Two hundred random lives on the real engine, as the long tests have twenty-five of them. */
import { afterEach, beforeEach } from "@jest/globals";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { liveOnEngine } from "../helpers/lifecycle/liveOnEngine.ts";
import { onLinux } from "../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

onLinux("two hundred lives on the engine leave what was agreed", () => liveOnEngine(estate, 200), 4 * 3_600_000);
