/** A quantity that is not known before the month is over: what is expected, and between what it lies. None is negative. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** Something about a subscription's use that its order does not say, and that costs depend on. */
export interface UsageAssumption {
  /** What is meant, in a sentence. */
  readonly text: string;
  /** Its unit, such as `GiB a month`. */
  readonly unit: string;
  /** The most that it can be, such as 100 of a share in per cent; absent where it can be anything. */
  readonly most?: number;
  /** What is taken where the estate says nothing. */
  readonly usual: Range;
}

/** The assumptions about one subscription: the kind's own, or what the estate says of its tier or tenant. */
export type Usage = Readonly<Record<string, Range>>;

/** What a quantity is counted in; a price book's rates have the same. A month has 730 hours. */
export const costUnits = ["hour", "month", "gibMonth", "gib", "million", "unit"] as const;

/** What a quantity is counted in. */
export type CostUnit = (typeof costUnits)[number];

/** The hours of a month, by which what is paid by the hour becomes what a month costs. */
export const hoursPerMonth = 730;

/** Something that a supplier charges for. */
export interface Charge {
  /** The rate's name in the price books, such as `aws.ec2.natGateway.hour`. */
  readonly rate: string;
  /** The region whose prices count, where it is another than the subscription's cell's: copies of backups lie in one. */
  readonly region?: string;
  readonly unit: CostUnit;
  /** How many units all the part's resources together use in a month. */
  readonly quantity: Range;
}

/** What one part of a bundle uses in a month, by the type of its resources. */
export interface Consumption {
  /** As people call it, such as `database "main"`. */
  readonly part: string;
  /** Pulumi's type of the resources, such as `aws:rds/instance:Instance`. */
  readonly type: string;
  /** How many resources of the type the part renders. */
  readonly count: number;
  /** What is paid for them; none where they are free. */
  readonly charges: readonly Charge[];
  /** Why nothing, or nothing more, is paid for them, such as `AWS charges nothing for subnets`; there where no charge is. */
  readonly free?: string;
}
