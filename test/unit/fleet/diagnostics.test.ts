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
