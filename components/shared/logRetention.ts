import { z } from "zod";

/** The numbers of days that CloudWatch Logs takes as a retention (Amazon CloudWatch Logs API Reference, PutRetentionPolicy). */
export const logRetentionDays = z.union(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map(
    (days) => z.literal(days),
  ),
);
