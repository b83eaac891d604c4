import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { Diagnostic } from "../../../../core/diagnostics/diagnostic.ts";
import { diagnosticsAsGitHubCommands } from "../../../../reports/diagnostics/github.ts";

const diagnostic: Diagnostic = {
  code: "TEN103",
  severity: "error",
  message: 'spec.ring is "generel".',
  allowed: "early, general, late",
  where: { path: "estate/tenants/acme.yaml", line: 13, column: 9 },
};
const told = 'spec.ring is "generel". Allowed: early, general, late.';

describe("diagnosticsAsGitHubCommands", () => {
  test.each<[string, Partial<Diagnostic>, string]>([
    [
      "a problem in a file",
      {},
      `::error file=estate/tenants/acme.yaml,line=13,col=9,title=TEN103::${told} (estate/tenants/acme.yaml:13:9)`,
    ],
    [
      "a warning about a directory",
      { severity: "warning", where: { path: "estate/tenants" } },
      `::warning file=estate/tenants,title=TEN103::${told} (estate/tenants)`,
    ],
    [
      "a path with what separates properties, and with what begins a command",
      { where: { path: "estate/a,line=1::b%0A::error::.yaml", line: 1, column: 1 } },
      `::error file=estate/a%2Cline=1%3A%3Ab%250A%3A%3Aerror%3A%3A.yaml,line=1,col=1,title=TEN103::${told} (estate/a,line=1::b%250A::error::.yaml:1:1)`,
    ],
    [
      "a path with line ends and escapes",
      { where: { path: "estate/a\r\n::add-mask::x\u001b[31m.yaml", line: 1, column: 1 } },
      `::error file=estate/a%0D%0A%3A%3Aadd-mask%3A%3Ax\\u001b[31m.yaml,line=1,col=1,title=TEN103::${told} (estate/a\\r\\n::add-mask::x\\u001b[31m.yaml:1:1)`,
    ],
    [
      "a message with line ends, escapes, overrides, tabs and wide characters",
      { message: "a\n::stop-commands::x\r\u202eb\u001b]0;c\u0007\t東京 100 %0A" },
      "::error file=estate/tenants/acme.yaml,line=13,col=9,title=TEN103::a\\n::stop-commands::x\\r\\u202eb\\u001b]0;c\\u0007\\t東京 100 %250A Allowed: early, general, late. (estate/tenants/acme.yaml:13:9)",
    ],
  ])("%s", (_what, changes, command) => {
    expect(diagnosticsAsGitHubCommands([{ ...diagnostic, ...changes }])).toBe(command);
  });

  test("a problem of no file", () => {
    const { code, severity, message } = diagnostic;
    expect(diagnosticsAsGitHubCommands([{ code, severity, message }])).toBe(
      '::error title=TEN103::spec.ring is "generel".',
    );
  });

  test("whatever the names: a line a problem, which the runner reads as this one command", () => {
    const part = fc.constantFrom("::", "%", "0A", "\n", "\r", "##[error]", ",", "\u2028", "\u0085", "\u001b", "x");
    const text = fc.oneof(
      fc.array(part).map((parts) => parts.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, text, text, (path, message, fix) => {
        const commands = diagnosticsAsGitHubCommands([
          { ...diagnostic, message, fix, where: { path, line: 1, column: 2 } },
          diagnostic,
        ]);
        // All that anybody may take for a line end, as the runner's own line reader might.
        const [line = "", second, ...others] = commands.split(/[\n\v\f\r\x85\u2028\u2029]/);
        expect([second, others]).toEqual([diagnosticsAsGitHubCommands([diagnostic]), []]);
        // As ActionCommand.TryParseV2 of GitHub's runner takes it apart: up to the second "::" and split by commas.
        const properties = line.slice("::error ".length, line.indexOf("::", 2)).split(",");
        expect(line.startsWith("::error ")).toBe(true);
        expect(properties.map((property) => property.split("=")[0])).toEqual(["file", "line", "col", "title"]);
        expect(properties.slice(1)).toEqual(["line=1", "col=2", "title=TEN103"]);
      }),
    );
  });
});
