import { z } from "zod";

/** An object of a target that no state knows. */
export const foundOrphan = z.strictObject({
  stack: z.string().describe("Whose it is: a tenant's id, or a cell's stack such as cell-eu-shared-1."),
  inEstate: z.boolean().describe("Whether the estate has that tenant or cell."),
  cell: z.string().describe("The id of the cell that it is in."),
  type: z
    .string()
    .describe("Pulumi's type, such as aws:ec2/vpc:Vpc; the target's own word where Pulumi's cannot be told."),
  id: z.string().describe("The id by which the target, and an import, know it."),
  name: z.string().describe("Its name in the target; the id where it has none."),
  created: z.string().nullable().describe("When it was made, ISO 8601 in UTC; null where the target does not say."),
  tags: z.record(z.string(), z.string()).describe("Its AWS tags or Kubernetes labels."),
  underWay: z
    .boolean()
    .describe(
      "Whether the state says that it, or one of its type, was being made when the state was last written: a run goes on, or the next one settles it.",
    ),
});

/** An object of a target that no state knows. */
export type FoundOrphan = z.infer<typeof foundOrphan>;

/** A cell whose target could not be asked. */
export const unaskedCell = z.strictObject({ cell: z.string(), error: z.string() });

/** A cell whose target could not be asked. */
export type UnaskedCell = z.infer<typeof unaskedCell>;

/** The `--json` document of `orphans`. */
export const orphansDocument = z.strictObject({
  verb: z.literal("orphans"),
  orphans: z.array(foundOrphan).describe("By stack, cell, type and id."),
  unasked: z.array(unaskedCell).describe("Cells whose targets could not be asked: what they hold is not known."),
  unlisted: z.array(z.string()).describe("What targets cannot list, in sentences."),
});

/** The `--json` document of `orphans`. */
export type OrphansDocument = z.infer<typeof orphansDocument>;
