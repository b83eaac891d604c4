/** No code outside a kind's own folder knows the kind: a new one would have to be told of there too. */
import { expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

import { serviceKinds } from "../../../components/registry.ts";
import { root } from "../../helpers/cli.ts";

const kinds = Object.keys(serviceKinds);

/** Files in which a word is Kubernetes' own and not the kind's: a resource of volumes, and a set of policies about them. */
const words: Readonly<Record<string, readonly string[]>> = {
  storage: [
    "components/cell/admission/storage.ts",
    "policies/rules/isolation/containerDefaults.ts",
    "sandbox/types/kubernetes/customShapes.generated.ts",
    "sandbox/types/kubernetes/volumes.ts",
  ],
};

/** The product's sources and the documents' generators, without kinds' folders and the list of services. */
function sources(): string[] {
  const rooms = ["cli", "components", "core", "docs", "fleet", "policies", "reports", "sandbox", "stacks", "tools"];
  const own = [...kinds.map((kind) => `components/${kind}/`), "components/services.ts"];
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
    )
    .filter((file) => file.endsWith(".ts") && !own.some((beginning) => file.startsWith(beginning)))
    .toSorted();
}

/** Where a source names a kind, or the type of a kind's component, as a value or as a property; prose is free to. */
function namings(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const judge = (node: ts.Node, value: string): void => {
    const kind = kinds.find((name) => value === name || value.startsWith(`tenantry:${name}:`));
    if (kind === undefined || words[kind]?.includes(file) === true) return;
    found.push(`${file}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)} ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) judge(node, node.text);
    else if (ts.isPropertyAccessExpression(node)) judge(node, node.name.text);
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) judge(node, node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("a name is found wherever code can go by it", () => {
  const [kind = ""] = kinds;
  const ways = [
    `if (service === "${kind}") run();`,
    `const one = kinds.${kind};`,
    `const one = kinds["${kind}"];`,
    `const table = { ${kind}: 1 };`,
    `const type = "tenantry:${kind}:Bundle";`,
    `const type = \`tenantry:${kind}:\${name}\`;`,
    `// As ${kind} has it.\nconst help = "such as ${kind}/standard@1";`,
  ];
  expect(ways.map((way) => namings("core/way.ts", way).length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
});

test("no code outside the kinds' folders names a kind", () => {
  const found = sources().flatMap((file) => namings(file, readFileSync(join(root, file), "utf8")));
  expect(found).toEqual([]);
});

test("no word is excused where it is no longer used", () => {
  const unused = Object.entries(words).flatMap(([word, files]) =>
    files.filter((file) => !readFileSync(join(root, file), "utf8").includes(word)),
  );
  expect(unused).toEqual([]);
});
