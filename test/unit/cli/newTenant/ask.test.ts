/** What `tenantry new tenant` asks, with somebody at hand who answers. */
import { expect, test } from "@jest/globals";
import { PassThrough } from "node:stream";

import { serviceKinds } from "../../../../components/registry.ts";
import { UserError } from "../../../../cli/context.ts";
import { askFields, askId, askSpec, askSubscriptions, type Questions } from "../../../../cli/newTenant/ask.ts";
import { terminalAsker, type Asker } from "../../../../cli/newTenant/asker.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { estateFiles, baseTexts } from "../../../helpers/estateFiles.ts";

function questions(edit: (text: string) => string = (text) => text): Questions {
  const texts = baseTexts();
  const files = estateFiles({ ...texts, "estate.yaml": edit(texts["estate.yaml"] ?? "") });
  const { estate } = loadEstate(files, "estate", serviceKinds);
  if (estate === undefined) throw new Error("the example estate is valid");
  return { estate, kinds: serviceKinds, today: "2026-12-01" };
}

/** Somebody who gives these answers in turn, or takes what is proposed, and all that was asked and refused. */
function somebody(...answers: (string | undefined)[]): Asker & { readonly asked: string[] } {
  const asked: string[] = [];
  const next = (question: string, proposal: string | undefined): string => {
    asked.push(question);
    return answers.shift() ?? proposal ?? "";
  };
  return {
    asked,
    text: (question, proposal, problem) => {
      let answer = next(question, proposal);
      for (let wrong = problem(answer); wrong !== undefined; wrong = problem(answer)) {
        asked.push(`! ${wrong}`);
        answer = answers.shift() ?? "";
      }
      return Promise.resolve(answer);
    },
    select: (question, choices, proposal) => {
      asked.push(...choices.map(({ value, hint }) => `- ${value}${hint === undefined ? "" : `: ${hint}`}`));
      return Promise.resolve(next(question, proposal ?? choices[0]?.value));
    },
  };
}

test("an id that is taken or none is asked again", async () => {
  const person = somebody("acme", "No", "no");
  expect(await askId(person, questions())).toBe("no");
  expect(person.asked.slice(1)).toEqual([
    '! the estate has a tenant "acme"',
    "! a tenant id starts with a letter and has lower-case letters, digits and single hyphens between them",
  ]);
});

test("only what the estate does not give is asked, and the first contact is proposed for the others", async () => {
  const person = somebody("Umbrella", "ops@u.example");
  expect(await askFields(person, {}, questions())).toEqual({
    displayName: "Umbrella",
    technical: "ops@u.example",
    billing: "ops@u.example",
    security: "ops@u.example",
  });
  const known = somebody();
  expect(
    await askFields(
      known,
      { displayName: "U", technical: "a@b.de", billing: "a@b.de", security: "a@b.de" },
      questions(),
    ),
  ).toEqual({
    displayName: "U",
    technical: "a@b.de",
    billing: "a@b.de",
    security: "a@b.de",
  });
  expect(known.asked).toEqual([]);
});

test("services and tiers are chosen from what is sold, with prices; names are not given twice", async () => {
  const person = somebody("paas", "starter@1", "apps", "yes", "iaas", "standard@1", "apps", "web", "no");
  expect(await askSubscriptions(person, questions())).toEqual([
    { name: "apps", service: "paas", tier: "starter@1", spec: {} },
    { name: "web", service: "iaas", tier: "standard@1", spec: {} },
  ]);
  expect(person.asked).toContain("- iaas: Infrastructure as a service");
  const tiers = person.asked.filter((line) => line.includes(" a month; "));
  expect(tiers).toContain("- standard@1: 490 EUR a month; Two zones, extended support hours");
  const prices = tiers
    .slice(tiers.findIndex((line) => line.includes("Two zones")))
    .map((line) => Number(/: ([\d.]+)/.exec(line)?.[1]));
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  expect(person.asked).toContain('! another is called "apps"');
});

test("a kind's questions take a list as people type it", async () => {
  const apps = { name: "apps", service: "paas", tier: "starter@1", spec: {} };
  const person = somebody("", "a: [", "prod, staging");
  expect(await askSpec(person, apps, questions())).toEqual({ ...apps, spec: { environments: ["prod", "staging"] } });
  expect(person.asked.slice(0, 2)).toEqual([
    "apps: Which environments? Several with commas between.",
    "! give at least one",
  ]);
  const web = { name: "web", service: "iaas", tier: "standard@1", spec: {} };
  expect(await askSpec(somebody(""), web, questions())).toEqual(web);
  expect(await askSpec(somebody("[a]"), web, questions())).toEqual({ ...web, spec: { buckets: ["a"] } });
});

test("what a default answers is not asked", async () => {
  const defaults = (text: string): string =>
    text.replace("  defaults:\n", "  defaults:\n    services: { paas: { environments: [prod] } }\n");
  const apps = { name: "apps", service: "paas", tier: "starter@1", spec: {} };
  const person = somebody();
  expect(await askSpec(person, apps, questions(defaults))).toEqual(apps);
  expect(person.asked).toEqual([]);
});

/** A terminal that is typed into. */
function terminal(...keys: readonly string[]): { asker: Asker; shown: () => string } {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let text = "";
  output.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  const waiting = [...keys];
  const type = (): void => {
    const key = waiting.shift();
    if (key === undefined) return;
    input.write(key);
    setImmediate(type);
  };
  setImmediate(type);
  const streams = [output, input] as unknown as Parameters<typeof terminalAsker>;
  return { asker: terminalAsker(...streams), shown: () => text };
}

test("on a terminal a wrong answer is told and asked again", async () => {
  const { asker, shown } = terminal("n", "o", "\r", "\u007f", "\u007f", "y", "\r");
  const answer = await asker.text("Which?", undefined, (given) => (given === "no" ? "not that" : undefined));
  expect(answer).toBe("y");
  expect(shown()).toContain("not that");
});

test("on a terminal an empty answer takes what is proposed, and another replaces it", async () => {
  const { asker } = terminal("\r");
  const problem = (given: string): string | undefined => (given === "" ? "give one" : undefined);
  expect(await asker.text("Which?", "prod", problem)).toBe("prod");
  const { asker: other } = terminal("x", "\r");
  expect(await other.text("Which?", "prod", problem)).toBe("x");
});

test("on a terminal a choice is made by the arrow keys", async () => {
  const { asker } = terminal("\u001b[B", "\r");
  expect(await asker.select("Which?", [{ value: "a" }, { value: "b", hint: "the second" }])).toBe("b");
});

test("giving up ends the verb and writes nothing", async () => {
  const { asker } = terminal("\u0003");
  await expect(asker.text("Which?", undefined, () => undefined)).rejects.toThrow(
    new UserError("Stopped; nothing is written.", 130),
  );
});
