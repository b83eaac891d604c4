import { describe, expect, it } from "@jest/globals";

import { livenessOf, startTimeOf, thisProcess, type ProcessFiles } from "../../../../fleet/leases/processes.ts";

/** A machine with these processes: the state and start time by number. */
function machineWith(
  processes: Readonly<Record<number, readonly [state: string, startTime: number]>>,
  place: { readonly boot?: string; readonly numbers?: string } = {},
): ProcessFiles {
  const { boot = "b-1", numbers = "pid:[1]" } = place;
  const files: Record<string, string> = { "/proc/sys/kernel/random/boot_id": `${boot}\n` };
  for (const [pid, [state, startTime]] of Object.entries(processes)) {
    const before = Array.from({ length: 18 }, () => "0").join(" ");
    files[`/proc/${pid}/stat`] = `${pid} (a ) b) ${state} ${before} ${String(startTime)} 0 0`;
  }
  return { read: (path) => files[path], link: () => numbers };
}

describe("processes", () => {
  const here = machineWith({ 7: ["S", 500] });
  const seven = { place: "b-1 pid:[1]", pid: 7, startTime: 500 };

  it("takes one that has the number and the start time for alive", () => {
    expect(livenessOf(seven, here)).toBe("alive");
  });

  it.each([
    ["gone", machineWith({})],
    ["one with its number that was started at another time", machineWith({ 7: ["S", 501] })],
    ["one that has ended and nobody has waited for", machineWith({ 7: ["Z", 500] })],
  ])("takes for dead what is %s", (_what, files) => {
    expect(livenessOf(seven, files)).toBe("dead");
  });

  it.each([
    ["another start of the machine, or another machine", machineWith({ 7: ["S", 500] }, { boot: "b-2" })],
    ["another space of numbers, as in a container", machineWith({}, { numbers: "pid:[2]" })],
    ["a system without /proc", { read: () => undefined, link: () => undefined }],
  ])("says nothing of processes of %s", (_what, files) => {
    expect(livenessOf(seven, files)).toBe("unknown");
  });

  it("says nothing of a process of which no start time or no place is known", () => {
    expect(livenessOf({ ...seven, startTime: 0 }, here)).toBe("unknown");
    expect(livenessOf({ ...seven, place: null }, here)).toBe("unknown");
    const nowhere = { read: () => undefined, link: () => undefined };
    expect(livenessOf({ ...seven, place: null }, nowhere)).toBe("unknown");
  });

  it("reads the start time behind a name that holds anything", () => {
    expect(startTimeOf(7, here)).toBe(500);
    expect(startTimeOf(8, here)).toBe(0);
  });

  it("knows this process", () => {
    const own = thisProcess();
    expect(own.pid).toBe(process.pid);
    if (process.platform === "linux") expect(livenessOf(own)).toBe("alive");
  });
});
