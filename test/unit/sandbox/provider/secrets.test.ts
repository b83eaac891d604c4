import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { markSecrets, seal, SEALED, unsealProperties } from "../../../../sandbox/provider/secrets.ts";
import { reveal, Secret, type Properties } from "../../../../sandbox/provider/values.ts";

const text = fc.string({ minLength: 8, maxLength: 30 });

describe("sealing", () => {
  test("gives the engine's own copy back, and keeps nothing of the secret", () => {
    fc.assert(
      fc.property(text, text, (hidden, open) => {
        fc.pre(!open.includes(hidden));
        const known: Properties = { open, nested: { list: ["a", new Secret(hidden)] } };
        const stored = seal(known, "key");
        expect(unsealProperties(stored, known, "key")).toEqual(known);
        expect(JSON.stringify(stored)).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
    );
  });

  test("tells a changed secret from the engine's copy", () => {
    const stored = seal({ password: new Secret("new") }, "key");
    const opened = unsealProperties(stored, { password: new Secret("old") }, "key");
    expect(opened["password"]).toBeInstanceOf(Secret);
    expect(reveal(opened)["password"]).toMatch(/^sealed by the sandbox as hmac-sha256:[0-9a-f]{64}$/);
  });

  test("depends on the inventory's key", () => {
    const secret: Properties = { password: new Secret("same") };
    expect(seal(secret, "one")["password"]).not.toEqual(seal(secret, "two")["password"]);
    expect(Object.keys(seal(secret, "one")["password"] as Properties)).toEqual([SEALED]);
  });
});

test("outputs are secret where an input is, where they contain one, and where the type says so", () => {
  const inputs: Properties = { token: new Secret("hunter2!"), name: "plain" };
  expect(
    markSecrets({ token: "hunter2!", url: "https://hunter2!@host", name: "plain", data: {} }, inputs, ["data"]),
  ).toEqual({
    token: new Secret("hunter2!"),
    url: new Secret("https://hunter2!@host"),
    name: "plain",
    data: new Secret({}),
  });
});
