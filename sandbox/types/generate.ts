/**
 * Writes the argument shapes of every simulated type from the SDKs' declarations: `node sandbox/types/generate.ts`.
 * Run it after adding a row or upgrading an SDK; a unit test fails while the checked-in shapes are not current.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import { awsTypes } from "./aws/table.ts";
import { sdkTypes } from "./kubernetes/table.ts";

const require = createRequire(import.meta.url);

type Shape = Record<string, string>;

/** What one SDK needs. */
interface Package {
  /** npm package. */
  readonly name: string;
  /** Variable that the generated file exports. */
  readonly variable: string;
  readonly tokens: readonly string[];
  /** Declaration file and class name of a type token. */
  readonly locate: (token: string) => { readonly file: string; readonly className: string };
}

const PACKAGES: Record<"aws" | "kubernetes", Package> = {
  aws: {
    name: "@pulumi/aws",
    variable: "awsShapes",
    tokens: awsTypes.map((type) => type.token),
    locate: (token) => {
      const [, module = "", className = ""] = token.split(":");
      return { file: `${module}.d.ts`, className };
    },
  },
  kubernetes: {
    name: "@pulumi/kubernetes",
    variable: "kubernetesShapes",
    tokens: sdkTypes.map((type) => type.token),
    locate: (token) => {
      const [, groupVersion = "", className = ""] = token.split(":");
      const [group = "", version = ""] = groupVersion.split("/");
      const directory = group.replace(/\.k8s\.io$/, "").split(".")[0] ?? "";
      return {
        file: `${directory}/${version}/${className.charAt(0).toLowerCase()}${className.slice(1)}.d.ts`,
        className,
      };
    },
  },
};

class Generator {
  readonly #root: string;
  readonly #nested = new Map<string, ts.InterfaceDeclaration>();
  readonly shapes: Record<string, Shape> = {};

  constructor(packageName: string) {
    this.#root = path.dirname(require.resolve(`${packageName}/package.json`));
    this.#collect(this.#parse("types/input.d.ts").statements, "");
  }

  #parse(file: string): ts.SourceFile {
    return ts.createSourceFile(file, readFileSync(path.join(this.#root, file), "utf8"), ts.ScriptTarget.Latest);
  }

  #collect(statements: ts.NodeArray<ts.Statement>, prefix: string): void {
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement)) this.#nested.set(prefix + statement.name.text, statement);
      else if (ts.isModuleDeclaration(statement) && statement.body !== undefined) {
        const name = `${prefix}${statement.name.text}.`;
        if (ts.isModuleBlock(statement.body)) this.#collect(statement.body.statements, name);
      }
    }
  }

  /** Adds the arguments of one class under `key`. */
  add(key: string, file: string, className: string): void {
    for (const statement of this.#parse(file).statements) {
      if (ts.isInterfaceDeclaration(statement) && statement.name.text === `${className}Args`) {
        this.#addInterface(key, statement);
        return;
      }
    }
    throw new Error(`${file} declares no ${className}Args`);
  }

  #addInterface(key: string, declaration: ts.InterfaceDeclaration): void {
    if (this.shapes[key] !== undefined) return;
    const shape: Shape = {};
    this.shapes[key] = shape;
    for (const member of declaration.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined) continue;
      const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : "";
      shape[name] = this.#type(member.type) + (member.questionToken === undefined ? "" : "?");
    }
  }

  #type(node: ts.TypeNode): string {
    if (ts.isParenthesizedTypeNode(node)) return this.#type(node.type);
    if (ts.isArrayTypeNode(node)) return `${this.#type(node.elementType)}[]`;
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return "string";
    if (node.kind === ts.SyntaxKind.StringKeyword) return "string";
    if (node.kind === ts.SyntaxKind.NumberKeyword) return "number";
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return "boolean";
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration);
      return index === undefined ? "any" : `${this.#type(index.type)}{}`;
    }
    if (ts.isUnionTypeNode(node)) {
      const kinds = new Set(
        node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword).map((type) => this.#type(type)),
      );
      return kinds.size === 1 ? ([...kinds][0] ?? "any") : "any";
    }
    if (ts.isTypeReferenceNode(node)) return this.#reference(node);
    return "any";
  }

  #reference(node: ts.TypeReferenceNode): string {
    const name = entityName(node.typeName);
    const argument = node.typeArguments?.[0];
    if (name === "pulumi.Input" && argument !== undefined) return this.#type(argument);
    if (name.startsWith("enums.")) return "string";
    if (name.startsWith("inputs.")) {
      const key = name.slice("inputs.".length);
      const declaration = this.#nested.get(key);
      if (declaration === undefined) throw new Error(`types/input.d.ts declares no ${key}`);
      this.#addInterface(key, declaration);
      return key;
    }
    return "any";
  }
}

function entityName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}

/** The generated file of one target, as text. */
export function generateShapes(target: "aws" | "kubernetes"): string {
  const { name, variable, tokens, locate } = PACKAGES[target];
  const generator = new Generator(name);
  generator.add("provider", "provider.d.ts", "Provider");
  for (const token of tokens) {
    const { file, className } = locate(token);
    generator.add(token, file, className);
  }
  const body = JSON.stringify(generator.shapes, null, 2);
  return (
    `// Generated by sandbox/types/generate.ts from ${name}; do not edit.\n` +
    `import type { Shapes } from "../shapes.ts";\n\n` +
    `/** Arguments of the simulated types of ${name}. */\n` +
    `// prettier-ignore\nexport const ${variable}: Shapes = ${body};\n`
  );
}

/** Path of the generated file of one target, relative to this folder. */
export function shapesFile(target: "aws" | "kubernetes"): string {
  return `${target}/shapes.generated.ts`;
}

if (process.argv[1] === import.meta.filename) {
  for (const target of ["aws", "kubernetes"] as const) {
    writeFileSync(path.join(import.meta.dirname, shapesFile(target)), generateShapes(target));
  }
}
