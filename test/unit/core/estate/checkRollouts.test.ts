import { describe, expect, test } from "@jest/globals";

import { loadTexts, lockOf, rolloutText, rolloutTexts, versionText } from "../../../helpers/rolloutEstate.ts";

const tenants = [{ id: "anna" }, { id: "bert", ring: "early" }];

function problemsOf(others: Readonly<Record<string, string | undefined>>): string[] {
  return loadTexts(rolloutTexts(tenants, others)).diagnostics.map(
    ({ code, severity, field, message }) => `${code} ${severity} ${field ?? ""}: ${message}`,
  );
}

const problemsWith = (spec: object, status?: Parameters<typeof rolloutText>[1]): string[] =>
  problemsOf({ "rollouts/apps-2.yaml": rolloutText(spec, status) });

describe("a rollout", () => {
  test("that is right is one, with and without a record", () => {
    expect(problemsWith({})).toEqual([]);
    expect(problemsWith({}, { reached: ["bert"], open: ["bert"], wave: 1 })).toEqual([]);
  });

  test.each([
    [{ from: 7 }, "TEN240 error spec.from: There is no paas/standard@7."],
    [{ to: 7 }, "TEN240 error spec.to: There is no paas/standard@7."],
    [{ tier: "gold" }, "TEN240 error spec.from: There is no paas/gold@1."],
    [
      { from: 2, to: 1 },
      "TEN240 error spec.to: It would go from standard@2 to standard@1; a rollout goes to a later version.",
    ],
    [
      { from: 2 },
      "TEN240 error spec.to: It would go from standard@2 to standard@2; a rollout goes to a later version.",
    ],
    [
      { rings: ["early"] },
      "TEN240 error spec.rings: The version is released to general, late too, and would reach that ring without a rollout.",
    ],
  ])("of %j leads nowhere", (spec, told) => {
    expect(problemsWith(spec)).toContain(told);
  });

  test("leads to no draft, and from none", () => {
    const texts = rolloutTexts(tenants, { "catalogue/paas/standard@2.yaml": undefined });
    const lock = lockOf(texts);
    const file = { "catalogue.lock": lock, "rollouts/apps-2.yaml": rolloutText() };
    expect(problemsOf(file)).toEqual([
      "TEN240 error spec.to: paas/standard@2 is a draft, and a rollout is of published versions.",
    ]);
    expect(problemsOf({ ...file, "rollouts/apps-2.yaml": rolloutText({ from: 2, to: 1 }) })).toEqual([
      "TEN240 error spec.from: paas/standard@2 is a draft, and a rollout is of published versions.",
    ]);
  });

  test("cannot be overtaken by a later version that is released to its rings", () => {
    const later = { "catalogue/paas/standard@3.yaml": versionText(3) };
    const told =
      "TEN240 error spec.to: standard@3 is released to its rings, which would reach all at once when the rollout is done.";
    expect(problemsOf({ ...later, "rollouts/apps-2.yaml": rolloutText() })).toEqual([told]);
    const isOver = rolloutText({}, { state: "aborted" });
    expect(problemsOf({ ...later, "rollouts/apps-2.yaml": isOver })).toEqual([]);
  });

  test("is released to the rings of its version and to no other", () => {
    const early = versionText(2).replace("spec:\n", "spec:\n  rings: [early]\n");
    const texts = rolloutTexts(tenants);
    const others = { "catalogue/paas/standard@2.yaml": early };
    const lock = { "catalogue.lock": lockOf({ ...texts, ...others }) };
    expect(problemsOf({ ...others, ...lock, "rollouts/apps-2.yaml": rolloutText({ rings: ["early"] }) })).toEqual([]);
    expect(problemsOf({ ...others, ...lock, "rollouts/apps-2.yaml": rolloutText() })).toEqual([
      "TEN240 error spec.rings: The version is not released to general, late: that ring would leave it again after the rollout.",
    ]);
  });

  test("is alone with its tier while it is not over", () => {
    const second = { "rollouts/apps-b.yaml": rolloutText({}, undefined, "apps-b") };
    expect(problemsOf({ ...second, "rollouts/apps-2.yaml": rolloutText() })).toEqual([
      'TEN241 error spec: paas/standard is being rolled out by "apps-2" already, at estate/rollouts/apps-2.yaml:4:9.',
    ]);
    for (const state of ["done", "aborted", "rolled-back"] as const) {
      expect(problemsOf({ ...second, "rollouts/apps-2.yaml": rolloutText({}, { state }) })).toEqual([]);
    }
    const code = { service: undefined, tier: undefined, from: undefined, to: undefined, code: true };
    expect(problemsOf({ ...second, "rollouts/apps-2.yaml": rolloutText(code) })).toEqual([]);
    expect(
      problemsOf({
        "rollouts/apps-2.yaml": rolloutText(code),
        "rollouts/apps-b.yaml": rolloutText({ ...code, service: "paas" }, undefined, "apps-b"),
      }),
    ).toEqual([
      'TEN241 error spec: The code of paas is being rolled out by "apps-2" already, at estate/rollouts/apps-2.yaml:4:9.',
    ]);
  });

  test("whose record was changed by hand so that it contradicts itself is refused", () => {
    expect(problemsWith({}, { reached: ["bert", "bert"] })).toEqual([
      'TEN242 error status.reached: "bert" stands twice in status.reached.',
    ]);
    expect(problemsWith({}, { reached: ["bert"], open: ["anna"] })).toEqual([
      'TEN242 error status.open: "anna" stands in status.open and not in status.reached.',
    ]);
    expect(problemsWith({}, { state: "aborted", reached: ["bert"], open: ["bert"] })).toEqual([
      "TEN242 error status.open: It is aborted, and tenants are open.",
    ]);
  });

  test("that has reached a tenant which is no more goes on, and says so until it is done", () => {
    expect(problemsWith({}, { reached: ["bert", "gone"] })).toEqual([
      'TEN242 warning status.reached: The rollout "apps-2" has reached tenants that the estate does not have any more: gone.',
    ]);
    expect(problemsWith({}, { state: "done", reached: ["bert", "gone"] })).toEqual([]);
  });

  test("has the name of its file, and nobody else's", () => {
    expect(problemsOf({ "rollouts/apps.yaml": rolloutText() })).toEqual([
      `TEN201 error metadata.name: The file's name is "apps" and the rollout's name is "apps-2".`,
    ]);
    const twice = {
      "rollouts/apps-2.yaml": rolloutText(),
      "rollouts/old/apps-2.yaml": rolloutText({}, { state: "done" }),
    };
    expect(problemsOf(twice)).toEqual([
      'TEN200 error metadata.name: The rollout "apps-2" is declared at estate/rollouts/apps-2.yaml:4:9 already.',
    ]);
  });

  test.each([
    [{ rings: [] }, "spec.rings"],
    [{ rings: ["early", "early"] }, "spec.rings"],
    [{ wave: { tenants: 0 } }, "spec.wave.tenants"],
    [{ wave: { percent: 0 } }, "spec.wave.percent"],
    [{ wave: { percent: 101 } }, "spec.wave.percent"],
    [{ wave: { tenants: 3, percent: 10 } }, "spec.wave"],
    [{ wave: {} }, "spec.wave"],
    [{ budget: { percent: 101 } }, "spec.budget.percent"],
    [{ budget: { failed: -1 } }, "spec.budget.failed"],
    [{ code: true }, "spec.code"],
    [{ from: undefined }, "spec.from"],
    [{ windows: false }, "spec.reason"],
    [{ gates: { probes: [{ url: "http://a.example/" }] } }, "spec.gates.probes[0].url"],
    [{ gates: { probes: [{ url: "https://me:secret@a.example/" }] } }, "spec.gates.probes[0].url"],
    [{ gates: { probes: [{ url: "file:///etc/passwd" }] } }, "spec.gates.probes[0].url"],
    [{ gates: { probes: [{ url: "https://a.example/#x" }] } }, "spec.gates.probes[0].url"],
    [{ gates: { probes: [{ tcp: "a.example:0" }] } }, "spec.gates.probes[0].tcp"],
    [{ gates: { probes: [{ tcp: "a.example:65536" }] } }, "spec.gates.probes[0].tcp"],
    [{ gates: { probes: [{ tcp: "a b:80" }] } }, "spec.gates.probes[0].tcp"],
    [{ gates: { probes: [{}] } }, "spec.gates.probes[0]"],
    [{ gates: { probes: [{ tcp: "a.example:80", status: 200 }] } }, "spec.gates.probes[0].status"],
  ])("with %j is refused by its shape", (spec, field) => {
    const { diagnostics } = loadTexts(rolloutTexts(tenants, { "rollouts/apps-2.yaml": rolloutText(spec) }));
    expect(diagnostics.map((found) => [found.code.slice(0, 4), found.field])).toEqual([["TEN1", field]]);
  });

  test.each(["../../etc/passwd", "a b", "-x", "A", "a\nb", "<b>", "a--b", "x".repeat(61)])(
    "is not named %j",
    (name) => {
      const { diagnostics } = loadTexts(rolloutTexts(tenants, { "rollouts/x.yaml": rolloutText({}, undefined, name) }));
      expect(diagnostics.map((found) => [found.code, found.field])).toEqual([["TEN104", "metadata.name"]]);
    },
  );
});
