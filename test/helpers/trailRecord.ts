import type { TrailRecord } from "../../core/trail/trailEntry.ts";

/** What an audit trail's entry says, with what matters to a test in the place of the usual. */
export const trailRecord = (told: Partial<TrailRecord> = {}): TrailRecord => ({
  event: "ended",
  time: "2026-12-01T08:00:00.000Z",
  run: "7b0c4b5e-3f2a-4d55-9d5a-2f5b8a5b9c01",
  verb: "up",
  subject: "acme",
  actor: { user: "deploy", host: "runner-1", pipeline: { actor: "octocat", run: "4711" } },
  code: "0.1.0",
  plan: "0".repeat(64),
  approvals: [{ subscription: "web", approvedBy: "ceo@northwind.example" }],
  result: "updated",
  changes: { create: 1, update: 2, replace: 0, delete: 0, same: 3 },
  ...told,
});
