import type { DiagnosticCode } from "../codes.ts";
import { billing } from "./billing.ts";
import { costs } from "./costs.ts";
import type { Explanation } from "./explanation.ts";
import { invoices } from "./invoices.ts";
import { margins } from "./margins.ts";
import { meaning } from "./meaning.ts";
import { moves } from "./moves.ts";
import { offboarding } from "./offboarding.ts";
import { reading } from "./reading.ts";
import { rollouts } from "./rollouts.ts";
import { shape } from "./shape.ts";
import { upkeep } from "./upkeep.ts";

/** What there is to say about every code. Loaded by those who show it alone: checking an estate does not need it. */
export const explanations: Readonly<Record<DiagnosticCode, Explanation>> = {
  ...reading,
  ...shape,
  ...meaning,
  ...moves,
  ...rollouts,
  ...offboarding,
  ...upkeep,
  ...costs,
  ...margins,
  ...billing,
  ...invoices,
};
