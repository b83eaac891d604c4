import { describe, expect, test } from "@jest/globals";

import type { Evidence } from "../../../../core/results/evidence.ts";
import { evidenceAsOscal } from "../../../../reports/audit/oscal/document.ts";
import { controlToken, identifierOf, oscalText } from "../../../../reports/audit/oscal/values.ts";
import { exampleEvidence, hostileEvidence } from "../../../helpers/evidence.ts";

interface Result {
  readonly title: string;
  readonly remarks?: string;
  readonly "reviewed-controls": {
    readonly "control-selections": readonly {
      readonly "include-controls"?: readonly { readonly "control-id": string }[];
      readonly "exclude-controls"?: readonly { readonly "control-id": string }[];
    }[];
  };
  readonly findings?: readonly {
    readonly target: {
      readonly "target-id": string;
      readonly status: { readonly state: string; readonly reason: string };
    };
    readonly "related-risks"?: readonly unknown[];
  }[];
  readonly risks?: readonly {
    readonly title: string;
    readonly status: string;
    readonly deadline?: string;
    readonly remediations: readonly { readonly lifecycle: string; readonly description: string }[];
  }[];
  readonly observations?: readonly {
    readonly title: string;
    readonly subjects: readonly { readonly props?: readonly { readonly value: string }[] }[];
  }[];
}

const resultsOf = (evidence: Evidence): Result[] =>
  (JSON.parse(evidenceAsOscal(evidence)) as { "assessment-results": { results: Result[] } })["assessment-results"]
    .results;

describe("assessment results in OSCAL", () => {
  const results = resultsOf(exampleEvidence());

  test("are a result each tenant, and one for what is wrong with waivers", () => {
    expect(results.map(({ title }) => title)).toEqual([
      "Acme Rockets (acme)",
      "Globex (globex)",
      "Hooli (hooli)",
      "Initech (initech)",
      "UMBRELLA (umbrella)",
      "Waivers",
    ]);
    expect(results[3]?.remarks).toBe("It could not be judged: The program failed: the tier standard@9 is not known.");
    expect(results[5]?.observations?.map(({ title }) => title)).toEqual([
      "waivers/expired",
      "waivers/unused",
      "waivers/self-approved",
    ]);
  });

  test("find each control satisfied or not, and leave out what does not apply", () => {
    const states = (index: number): unknown =>
      results[index]?.findings?.map(({ target: { "target-id": id, status } }) => [id, status.state, status.reason]);
    expect(states(0)).toEqual([
      ["cis-aws-foundations.2.1.1", "not-satisfied", "fail"],
      ["cis-aws-foundations.2.1.4", "not-satisfied", "fail"],
      ["iso-27001.A.8.20", "not-satisfied", "fail"],
      ["iso-27001.A.8.24", "not-satisfied", "fail"],
    ]);
    expect(states(1)).toEqual([
      ["cis-aws-foundations.2.1.1", "not-satisfied", "other"],
      ["iso-27001.A.8.20", "satisfied", "pass"],
      ["iso-27001.A.8.24", "not-satisfied", "other"],
    ]);
    const [aws, iso] = results[0]?.["reviewed-controls"]["control-selections"] ?? [];
    expect([aws?.["exclude-controls"], iso?.["exclude-controls"]]).toEqual([
      undefined,
      [{ "control-id": "iso-27001.A.8.22" }],
    ]);
  });

  test("name a risk each rule that failed, open or accepted until its waiver ends, with what to do", () => {
    expect(results[0]?.risks?.map(({ title, status }) => [title, status])).toEqual([
      ["Subnets give no public addresses", "open"],
      ["Buckets are closed", "open"],
      ["Buckets refuse plain requests", "open"],
    ]);
    expect(results[1]?.risks).toMatchObject([
      {
        title: "Buckets refuse plain requests",
        status: "deviation-approved",
        deadline: "2026-12-31T23:59:59Z",
        remediations: [{ lifecycle: "recommendation", description: "What to do about storage/bucket-tls-only." }],
        "risk-log": {
          entries: [
            { description: "An old scanner speaks plain HTTP until it is replaced", start: "2026-11-01T00:00:00Z" },
          ],
        },
      },
    ]);
  });

  test("observe every resource that was judged, what passed as well", () => {
    const subjects = results[0]?.observations?.map(({ title, subjects: all }) => [
      title,
      ...all.map(({ props }) => props?.[0]?.value ?? "passed"),
    ]);
    expect(subjects).toEqual([
      ["network/no-public-subnet", "failed"],
      ["storage/bucket-encrypted", "passed", "passed"],
      ["storage/bucket-public-access-blocked", "failed", "passed"],
      ["storage/bucket-tls-only", "failed", "passed"],
    ]);
  });

  test("have identifiers that are the same for the same, and each another", () => {
    expect(evidenceAsOscal(exampleEvidence())).toBe(evidenceAsOscal(exampleEvidence()));
    const text = evidenceAsOscal(hostileEvidence());
    const own = [...text.matchAll(/"uuid":"([^"]+)"/g)].map(([, uuid]) => uuid);
    expect(new Set(own).size).toBe(own.length);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

describe("values", () => {
  test.each([
    ["a b", "a b"],
    [" a ", "\\u0020a\\u0020"],
    [" ", "\\u0020"],
    ["", "-"],
    ["a\nb", "a\\nb"],
  ])("the text %j becomes %j", (text, wanted) => {
    expect(oscalText(text)).toBe(wanted);
    expect(oscalText(text)).toMatch(/^\S(.*\S)?$/);
  });

  test.each([
    ["iso-27001", "A.8.24", "iso-27001.A.8.24"],
    ["cis-aws-foundations", "2.1.1", "cis-aws-foundations.2.1.1"],
    ["2nd", "a b/c", "_2nd.a_b_c"],
  ])("the control %s %s has the token %s", (framework, control, token) => {
    expect(controlToken(framework, control)).toBe(token);
    expect(token).toMatch(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
  });

  test("identifiers are UUIDs of version 5 that keep words apart", () => {
    expect(identifierOf("a", "b")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(identifierOf("a", "b")).toBe(identifierOf("a", "b"));
    expect(identifierOf("ab")).not.toBe(identifierOf("a", "b"));
  });
});
