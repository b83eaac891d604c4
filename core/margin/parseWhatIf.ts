import { decimal, type Decimal } from "../money/amount.ts";

/** What is assumed to be other than it is. */
export interface WhatIf {
  /** The tier of subscriptions, by their names: `premium@1`, or `premium` to follow the tenant's ring. */
  readonly tiers: ReadonlyMap<string, string>;
  /** By how many per cent prices grow; negative where they fall. */
  readonly pricePercent: Decimal | undefined;
  /** The region whose rates count. */
  readonly region: string | undefined;
  /** How many per cent of shared cells are meant to be sold. */
  readonly utilisationPercent: Decimal | undefined;
}

const sorts = {
  tier: {
    pattern: /^[a-z](?:-?[a-z0-9])*:[a-z](?:-?[a-z0-9])*(?:@[1-9]\d{0,3})?$/,
    like: "tier=web:premium@1, a subscription's name and a tier",
  },
  price: { pattern: /^[+-]\d{1,4}(?:\.\d{1,4})?%$/, like: "price=+5% or price=-2.5%" },
  region: { pattern: /^[a-z]{2}(?:-[a-z]+)+-\d$/, like: "region=eu-west-1" },
  utilisation: { pattern: /^(?:100|[1-9]?\d(?:\.\d{1,4})?)$/, like: "utilisation=60, per cent above 0 and up to 100" },
} as const;

type Sort = keyof typeof sorts;

/** What `--what-if` says, or all that is wrong with it, a sentence each. */
export function parseWhatIf(text: string): WhatIf | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given: [Sort, string][] = [];
  for (const part of text.split(",")) {
    const [key = "", ...rest] = part.split("=");
    const value = rest.join("=");
    if (!isSort(key)) {
      problems.push(`"${part}" is none of ${Object.keys(sorts).join(", ")} with a value.`);
    } else if (!sorts[key].pattern.test(value) || (key === "utilisation" && decimal(value).eq(0))) {
      problems.push(`"${part}" is not like ${sorts[key].like}.`);
    } else if (given.some(([other, earlier]) => other === key && nameIn(other, earlier) === nameIn(key, value))) {
      problems.push(`"${part}" is the second of its sort; each is given once, tiers once for each subscription.`);
    } else if (key === "price" && signedPercent(value).lt(-100)) {
      problems.push(`"${part}" would make prices negative.`);
    } else {
      given.push([key, value]);
    }
  }
  if (problems.length > 0) return { problems };
  const one = (sort: Sort): string | undefined => given.find(([key]) => key === sort)?.[1];
  const [price, utilisation] = [one("price"), one("utilisation")];
  return {
    tiers: new Map(
      given.flatMap(([key, value]) => {
        const [name = "", tier = ""] = value.split(":");
        return key === "tier" ? [[name, tier] as const] : [];
      }),
    ),
    pricePercent: price === undefined ? undefined : signedPercent(price),
    region: one("region"),
    utilisationPercent: utilisation === undefined ? undefined : decimal(utilisation),
  };
}

/** The number of `+5%` or `-5%`. */
function signedPercent(text: string): Decimal {
  return decimal(text.slice(0, -1).replace(/^\+/, ""));
}

function isSort(key: string): key is Sort {
  return Object.hasOwn(sorts, key);
}

/** Whose value it is: tiers are given by subscription, all others once. */
function nameIn(sort: Sort, value: string): string {
  return sort === "tier" ? (value.split(":")[0] ?? "") : "";
}
