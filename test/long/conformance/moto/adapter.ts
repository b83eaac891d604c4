/** How a resource of the provider becomes calls of AWS: the vocabulary of the adapters. */
import type { Inputs, Token } from "../inputs.ts";
import type { Clients } from "./clients.ts";

/** A resource at the other side of the AWS SDK. */
export interface Remote<I> {
  readonly id: string;
  readonly arn?: string | undefined;
  /** Makes it what the inputs say. */
  readonly update?: (inputs: I) => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
}

/** Makes the calls with which the provider (hashicorp/aws, which Pulumi's is made of) creates a resource. */
export type Adapter<I> = (clients: Clients, inputs: I) => Promise<Remote<I>>;

/** Adapters by type token. */
export type Adapters = { readonly [T in Token]: Adapter<Inputs[T]> };

/** What AWS returns in any answer to such a call, although the SDK's types leave it open. */
export function given<V>(value: V | undefined): V {
  if (value === undefined) throw new Error("the answer lacks what it always has");
  return value;
}
