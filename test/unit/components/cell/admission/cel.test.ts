import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import * as cel from "../../../../../components/cell/admission/cel.ts";

const pod = cel.cel<"object">("pod");
const names = cel.cel<"texts">("names");
const yes = cel.cel<"bool">("yes");
const no = cel.cel<"bool">("no");

describe("texts in expressions", () => {
  test("are literals that end where they end, whatever is in them", () => {
    expect(cel.text('a "quoted" \\ text')).toBe(String.raw`"a \"quoted\" \\ text"`);
    expect(cel.texts(["ghcr.io/acme", "b"])).toBe('["ghcr.io/acme", "b"]');
    expect(cel.texts([])).toBe("[]");
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(cel.text(value)).toMatch(/^"(?:[^"\\\n]|\\.)*"$/s);
      }),
    );
  });
});

describe("fields", () => {
  test("that are not there are empty, at any depth", () => {
    expect(cel.textAt(pod, "spec.nodeName")).toBe('pod.?spec.?nodeName.orValue("")');
    expect(cel.textsAt(pod, "names")).toBe("pod.?names.orValue([])");
    expect(cel.objectAt(pod, "spec")).toBe("pod.?spec.orValue({})");
    expect(cel.objectsAt(pod, "spec.volumes")).toBe("pod.?spec.?volumes.orValue([])");
  });

  test("are told from those that are false", () => {
    expect(cel.hasField(pod, "spec")).toBe("has(pod.spec)");
    expect(cel.isSet(pod, "hostUsers", false)).toBe("pod.?hostUsers == optional.of(false)");
  });

  test("of maps have any key", () => {
    expect(cel.entry(pod, "tenantry.dev/tenant")).toBe('pod[?"tenantry.dev/tenant"].orValue("")');
    expect(cel.hasKey(pod, "cnpg.io/cluster")).toBe('"cnpg.io/cluster" in pod');
    expect(cel.keys(pod)).toBe("pod.map(key, key)");
  });
});

describe("conditions", () => {
  test("keep together what belongs together", () => {
    expect(cel.and(yes, cel.or(no, yes), cel.not(no))).toBe("(yes && (no || yes) && !(no))");
    expect(cel.choose(yes, cel.text("a"), cel.text("b"))).toBe('(yes ? "a" : "b")');
    expect(cel.when(yes, cel.text("a"))).toBe('(yes ? ["a"] : [])');
  });

  test("compare texts and lists", () => {
    const value = cel.cel<"text">("value");
    expect(cel.same(value, cel.text("a"))).toBe('value == "a"');
    expect(cel.isEmpty(value)).toBe('value == ""');
    expect(cel.isNone(names)).toBe("size(names) == 0");
    expect(cel.isIn(value, names)).toBe("value in names");
    expect(cel.beginsWith(value, cel.text("a"))).toBe('value.startsWith("a")');
    expect(cel.matches(value, cel.text("^a$"))).toBe('value.matches("^a$")');
  });
});

describe("lists", () => {
  test("are gone through by a name for each item", () => {
    const isA = (item: cel.Cel<"text">) => cel.same(item, cel.text("a"));
    expect(cel.some("name", names, isA)).toBe('names.exists(name, name == "a")');
    expect(cel.every("name", names, isA)).toBe('names.all(name, name == "a")');
    expect(cel.those("name", names, isA)).toBe('names.filter(name, name == "a")');
    expect(cel.each("name", names, (name) => cel.sentence(name, cel.text("!")))).toBe('names.map(name, (name + "!"))');
    expect(cel.eachObject("item", cel.objectsAt(pod, "all"), (item) => cel.objectAt(item, "spec"))).toBe(
      "pod.?all.orValue([]).map(item, item.?spec.orValue({}))",
    );
  });

  test("inside of items become one text each", () => {
    const aliases = cel.objectsAt(pod, "aliases");
    expect(cel.within("alias", aliases, (alias) => cel.textsAt(alias, "names"))).toBe(
      'pod.?aliases.orValue([]).map(alias, alias.?names.orValue([]).join(", ")).filter(text, text != "")',
    );
  });

  test("are put together, split and written out", () => {
    expect(cel.together(names, cel.texts(["a"]))).toBe('(names + ["a"])');
    expect(cel.listed(names)).toBe('names.join(", ")');
    expect(cel.splitAtCommas(cel.text("a, b"))).toBe(
      '"a, b".split(",").map(part, part.trim()).filter(part, part != "")',
    );
  });
});

test("an object may be of any kind, and variables are the policy's", () => {
  expect([cel.object, cel.oldObject, cel.variable("pod")]).toEqual(["dyn(object)", "dyn(oldObject)", "variables.pod"]);
});
