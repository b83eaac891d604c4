/** Where moto does not do as AWS does, by the operation and the name of the case. */
export type Differences = Readonly<Record<string, Readonly<Record<string, Difference>>>>;

/** One case's difference. */
export interface Difference {
  /** What moto says: `accepted` or an error code. */
  readonly moto: string;
  /** What AWS does and why, with the AWS document that tells it. */
  readonly because: string;
}

/** moto accepts, because it does not look for what AWS refuses. */
export const accepts = (because: string): Difference => ({ moto: "accepted", because });

/** moto refuses, with a code that AWS does not give there. */
export const says = (moto: string, because: string): Difference => ({ moto, because });
