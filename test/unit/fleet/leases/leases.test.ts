import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { lifetime } from "../../../../fleet/journal/journal.ts";
import { deathWatch, releaseLease, takeLease, type Holder, type Watch } from "../../../../fleet/leases/leases.ts";
import type { Liveness } from "../../../../fleet/leases/processes.ts";
import { testJournals, type TestJournals } from "../../../helpers/journals.ts";

const holder: Holder = {
  ...{ run: "r-1", user: "ann", host: "h-1", place: "b-1", pid: 7, startTime: 500 },
  ...{ since: 0, aliveUntil: 1_000 },
};

/** Clocks that a test sets, and what is known of the holder's process. */
function clocks(liveness: Liveness, now: number): Watch & { time: number; passed: number } {
  const watch = {
    time: now,
    passed: 0,
    now: () => watch.time,
    elapsed: () => watch.passed,
    livenessOf: () => liveness,
  };
  return watch;
}

describe("whether a holder is dead", () => {
  it("is what the kernel says on its own machine, whatever the clock says", () => {
    expect(deathWatch(clocks("alive", 10_000_000))(holder)).toBe(false);
    expect(deathWatch(clocks("dead", 0))(holder)).toBe(true);
  });

  it("is by its own word elsewhere: dead when that has run out, and not before", () => {
    expect(deathWatch(clocks("unknown", 999))(holder)).toBe(false);
    expect(deathWatch(clocks("unknown", 1_000))(holder)).toBe(true);
  });

  it("is watched where a clock was set back: dead after a lifetime without a word, alive with each word", () => {
    const watch = clocks("unknown", -10 * lifetime);
    const isDead = deathWatch(watch);
    expect(isDead(holder)).toBe(false);
    watch.passed = lifetime - 1;
    expect(isDead(holder)).toBe(false);
    expect(isDead({ ...holder, aliveUntil: 2_000 })).toBe(false);
    watch.passed = 2 * lifetime - 2;
    expect(isDead({ ...holder, aliveUntil: 2_000 })).toBe(false);
    watch.passed = 2 * lifetime - 1;
    expect(isDead({ ...holder, aliveUntil: 2_000 })).toBe(true);
  });
});

describe("leases", () => {
  let journals: TestJournals;
  beforeEach(() => {
    journals = testJournals();
  });
  afterEach(() => {
    journals.remove();
  });

  const alive = (): boolean => false;
  const dead = (): boolean => true;

  it("are had by one run at a time, which may take its own again", () => {
    const [first, second] = [journals.begin("r-1", ["acme"]), journals.begin("r-2", ["acme"])];
    first.attempt((database) => {
      expect(takeLease(database, "acme", "r-1", alive, 5)).toBeUndefined();
      expect(takeLease(database, "acme", "r-1", alive, 6)).toBeUndefined();
    });
    second.attempt((database) => {
      expect(takeLease(database, "acme", "r-2", alive, 7)).toMatchObject({
        run: "r-1",
        user: "ann",
        pid: process.pid,
        since: 6,
      });
      expect(takeLease(database, "globex", "r-2", alive, 7)).toBeUndefined();
      releaseLease(database, "acme", "r-2");
      expect(takeLease(database, "acme", "r-2", alive, 8)).toMatchObject({ run: "r-1" });
    });
    first.attempt((database) => {
      releaseLease(database, "acme", "r-1");
    });
    second.attempt((database) => {
      expect(takeLease(database, "acme", "r-2", alive, 9)).toBeUndefined();
    });
  });

  it("are taken over from the dead, who get nothing back", () => {
    const [first, second] = [journals.begin("r-1", ["acme"]), journals.begin("r-2", ["acme"])];
    first.attempt((database) => takeLease(database, "acme", "r-1", alive, 5));
    second.attempt((database) => {
      expect(takeLease(database, "acme", "r-2", dead, 7)).toBeUndefined();
    });
    first.attempt((database) => {
      releaseLease(database, "acme", "r-1");
      expect(takeLease(database, "acme", "r-1", alive, 9)).toMatchObject({ run: "r-2", since: 7 });
    });
  });

  it("hold nobody up whose run is not known any more", () => {
    const journal = journals.begin("r-2", ["acme"]);
    journals.sql("INSERT INTO leases (stack, run, since) VALUES ('acme', 'gone', 0)");
    journal.attempt((database) => {
      expect(takeLease(database, "acme", "r-2", alive, 7)).toBeUndefined();
    });
  });

  it("go with the run", () => {
    const [first, second] = [journals.begin("r-1", ["acme"]), journals.begin("r-2", ["acme"])];
    first.attempt((database) => takeLease(database, "acme", "r-1", alive, 5));
    first.end("done");
    second.attempt((database) => {
      expect(takeLease(database, "acme", "r-2", alive, 7)).toBeUndefined();
    });
  });
});
