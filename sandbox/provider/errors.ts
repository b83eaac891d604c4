/** Errors of a simulated target, in the target's own codes. */
import type { Properties } from "./values.ts";

/** What the target refused: an AWS error code or a Kubernetes status reason, with its explanation. */
export class TargetError extends Error {
  /** AWS error code (`VpcLimitExceeded`) or Kubernetes reason (`Forbidden`). */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "TargetError";
    this.code = code;
  }
}

/** The object exists but something after its creation failed: the engine records the object and the reasons. */
export class InitializationError extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly inputs: Properties;
  readonly reasons: readonly string[];
  constructor(id: string, properties: Properties, inputs: Properties, reasons: readonly string[]) {
    super(reasons.join("; "));
    this.name = "InitializationError";
    this.id = id;
    this.properties = properties;
    this.inputs = inputs;
    this.reasons = reasons;
  }
}

/** The sandbox itself cannot work: its inventory or its settings are unusable. */
export class SandboxError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxError";
  }
}
