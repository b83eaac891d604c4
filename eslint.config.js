// Lint rules. What a room may import is dependency-cruiser's (.dependency-cruiser.js); what it may touch without an import (clock,
// environment, network, chance, console) is here.
import prettier from "eslint-config-prettier";
import jsdoc from "eslint-plugin-jsdoc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Rooms whose result depends on their arguments alone: the same tenant gives the same resources, on every machine, at any time. */
const pureRooms = ["core/**/*.ts", "components/**/*.ts", "reports/**/*.ts", "stacks/tenant.ts"];

const wholePackages = {
  // "@pulumi/aws", "@pulumi/aws/ec2", "@pulumi/kubernetes/core/v1/index.js", but not "@pulumi/aws/ec2/vpc.js".
  regex: "^@pulumi/(aws|kubernetes)(/.+/index\\.js|/index\\.js|(/[^.]+)?)$",
  message:
    'Import one resource\'s file, such as "@pulumi/aws/ec2/vpc.js": the whole package costs half a second at start.',
};

const clock = "Time is an argument here: take it as a parameter, so that a run can be repeated.";
const environment = "The environment is read at the edge (cli/, fleet/, stacks/index.ts) and handed in as an argument.";
const chance = "Randomness makes two runs differ: derive the value from the arguments, or take it as a parameter.";
const outside = "Files, network and processes belong to the edges (cli/, fleet/, stacks/index.ts).";

export default defineConfig(
  { ignores: ["dist/", "coverage/", "**/.tenantry/", "test/fixtures/*", "!test/fixtures/kinds/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },

  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["warn", { max: 300, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: false }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: [wholePackages] }],
      // Overflows the stack on types that contain themselves, such as a JSON value.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // Numbers read well in messages; anything else must be turned into text on purpose.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },

  {
    files: ["**/*.ts"],
    ignores: ["test/**"],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: "typescript" } },
    rules: {
      "jsdoc/check-alignment": "error",
      "jsdoc/check-param-names": ["error", { disableMissingParamChecks: true }],
      "jsdoc/check-tag-names": "error",
      "jsdoc/empty-tags": "error",
      "jsdoc/no-types": "error",
      "jsdoc/require-description": ["error", { contexts: ["any"], exemptedBy: ["inheritdoc", "see"] }],
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          enableFixer: false,
          checkConstructors: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            "ExportNamedDeclaration > TSInterfaceDeclaration",
            "ExportNamedDeclaration > TSTypeAliasDeclaration",
            "ExportNamedDeclaration > VariableDeclaration",
          ],
        },
      ],
    },
  },

  { files: ["**/*.generated.ts"], rules: { "max-lines": "off" } },

  // People read what these print.
  { files: ["cli/**/*.ts", "reports/**/*.ts", "test/helpers/ci/**", "test/bench/**"], rules: { "no-console": "off" } },

  {
    files: pureRooms,
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "process", message: environment },
        { name: "performance", message: clock },
        ...["fetch", "WebSocket", "EventSource"].map((name) => ({ name, message: outside })),
        ...["setTimeout", "setInterval", "setImmediate"].map((name) => ({ name, message: clock })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: clock },
        { object: "Math", property: "random", message: chance },
        { object: "crypto", property: "randomUUID", message: chance },
        { object: "crypto", property: "getRandomValues", message: chance },
        { object: "globalThis", property: "process", message: environment },
        { object: "globalThis", property: "Date", message: clock },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
        { selector: "CallExpression[callee.object.name='Temporal']", message: clock },
        { selector: "MemberExpression[object.object.name='Temporal'][object.property.name='Now']", message: clock },
        { selector: "ImportSpecifier[imported.name=/^random/]", message: chance },
      ],
    },
  },

  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": "off",
      // `expect(object.method)` looks at a function and does not call it.
      "@typescript-eslint/unbound-method": "off",
    },
  },

  // Configuration and the launcher run before any build and are plain JavaScript.
  {
    files: ["**/*.js"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: { eqeqeq: "error" },
  },

  prettier,
);
