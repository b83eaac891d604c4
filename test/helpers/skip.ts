import { test } from "@jest/globals";

/**
 * `test`, or a skipped one whose name carries the reason, which `.ci/run` prints.
 *
 * @param reason why these tests cannot run on this machine; undefined when they can
 * @returns a function to call as `test(name, body, timeout?)`
 */
export const testUnless =
  (reason: string | undefined) =>
  (name: string, body: () => Promise<void> | void, timeout?: number): void => {
    if (reason === undefined) test(name, body, timeout);
    else test.skip(`${name} [skipped: ${reason}]`, body, timeout);
  };

/** `test` for what finds processes in /proc, which Linux alone has. */
export const onLinux = testUnless(process.platform === "linux" ? undefined : "processes are found in /proc");
