import { describe, expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { readDiagnostics } from "../../../fleet/engine/diagnostics.ts";

const event = (message: string, urn?: string, severity: "error" | "warning" = "error"): EngineEvent => ({
  sequence: 0,
  timestamp: 0,
  diagnosticEvent: { message, severity, color: "never", ...(urn !== undefined && { urn }) },
});

const vpc = "urn:pulumi:acme::tenantry::tenantry:iaas:IaasBundle$aws:ec2/vpc:Vpc::web";
const stack = "urn:pulumi:acme::tenantry::pulumi:pulumi:Stack::tenantry-acme";

describe("a failed run", () => {
  test("is told by its causes: with the resource, without colours, echoes, warnings and repetitions", () => {
    const events = [
      event("<{%fg 1%}>The limit of VPCs is reached.<{%reset%}>\n", vpc),
      event("\u001b[31mThe limit of VPCs is reached.\u001b[0m", vpc),
      event("slow down", vpc, "warning"),
      event("The account is another one.", stack),
      event("update failed"),
      event("resource registration failed", stack),
      event("  "),
    ];
    expect(readDiagnostics(events, new Error("code: 255"))).toEqual([
      "tenantry:iaas:IaasBundle$aws:ec2/vpc:Vpc web: The limit of VPCs is reached.",
      "The account is another one.",
    ]);
  });

  test("of a cell that is not prepared is told by what to do, and of another namespace as it is", () => {
    const read = (name: string): string => `urn:pulumi:globex::tenantry::kubernetes:core/v1:Namespace::${name}`;
    const gone = (name: string): string => `resource '${name}' does not exist`;
    const prepared = read("eu-shared-1, prepared by: tenantry cell up eu-shared-1");
    const sentence =
      'The cell "eu-shared-1" has not been prepared: its policies are not there. Nothing was touched. Run: tenantry cell up eu-shared-1';
    for (const text of [gone("tenantry-cell"), `Preview failed: ${gone("tenantry-cell")}`]) {
      expect(readDiagnostics([event(text, prepared)], new Error("code: 255"))).toEqual([sentence]);
    }
    expect(
      readDiagnostics(
        [event("forbidden", prepared), event(gone("kube-system"), read("eu-shared-1-kube-system"))],
        new Error("code: 255"),
      ),
    ).toEqual([
      "kubernetes:core/v1:Namespace eu-shared-1, prepared by: tenantry cell up eu-shared-1: forbidden",
      "kubernetes:core/v1:Namespace eu-shared-1-kube-system: resource 'kube-system' does not exist",
    ]);
  });

  test("of a command that has no events is told by what the CLI says is wrong, once", () => {
    const message = [
      "code: -2",
      " stdout: ",
      " stderr: Command failed with exit code 1: pulumi stack select --stack acme --non-interactive",
      "error: the stack is locked by 1 lock(s)",
      " err?: Error: Command failed with exit code 1: pulumi stack select --stack acme --non-interactive",
      "error: the stack is locked by 1 lock(s)",
    ];
    expect(readDiagnostics([], new Error(message.join("\n")))).toEqual(["the stack is locked by 1 lock(s)"]);
  });

  test("is told as it was thrown when nothing else is known", () => {
    expect(readDiagnostics([], new Error("EACCES: permission denied"))).toEqual(["EACCES: permission denied"]);
    expect(readDiagnostics([], "a text")).toEqual(["a text"]);
  });
});
