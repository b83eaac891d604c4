/** What a case does things to, be it simulated by the sandbox or by moto. */
import type { Inputs, Token } from "./inputs.ts";

/** A resource that was created. */
export interface Made<T extends Token = Token> {
  readonly type: T;
  /** Its Pulumi id. */
  readonly id: string;
  /** What it was created with, changes included. */
  readonly inputs: Inputs[T];
  /** Its ARN, where cases need one; else empty. */
  readonly arn: string;
}

/** An empty AWS account, in the region eu-central-1. Each method rejects with what AWS, or the provider before it, refuses. */
export interface Account {
  /** Its twelve digits. */
  readonly number: string;
  /** Creates a resource. */
  readonly create: <T extends Token>(type: T, inputs: Inputs[T]) => Promise<Made<T>>;
  /** Changes a resource in place; the given inputs lie over those that it has. */
  readonly update: <T extends Token>(made: Made<T>, changes: Partial<Inputs[T]>) => Promise<Made<T>>;
  /** Deletes a resource. */
  readonly delete: (made: Made) => Promise<void>;
}

/** How one operation ended. */
export interface Verdict {
  /** `accepted`, or the error code of AWS; undefined when the provider refused before AWS was asked. */
  readonly code: string | undefined;
  /** All that was said about a refusal; empty when there was none. */
  readonly message: string;
}
