import type { Offboarding } from "../schema/offboarding.ts";
import { retainUntilAfterHold } from "./retention.ts";

/** What is asked for about a tenant's end; what is absent stays as it is. */
export interface EndRequest {
  readonly retainUntil?: string;
  readonly export?: NonNullable<Offboarding["export"]>["status"];
  readonly hold?: { readonly reason: string; readonly by: string };
  readonly release?: boolean;
}

/** How a tenant's end is agreed with what is asked for, or why it cannot be. */
export type Agreement = { readonly offboarding: Offboarding } | { readonly problem: string };

/**
 * Changes what is agreed about a tenant's end.
 *
 * @param current what was agreed; or would be, for one whose end is asked for now.
 * @param today as `2026-12-31`.
 */
export function agree(current: Offboarding, request: EndRequest, today: string): Agreement {
  const { legalHold, ...rest } = current;
  const { purge } = rest;
  if (purge !== undefined) {
    return {
      problem: `Deleting was approved on ${purge.approved} by ${purge.by}: nothing about its end changes any more.`,
    };
  }
  const { hold } = request;
  if (hold !== undefined && legalHold !== undefined && (hold.reason !== legalHold.reason || hold.by !== legalHold.by)) {
    return {
      problem: `A legal hold of ${legalHold.by} stands since ${legalHold.since} already: ${legalHold.reason}\nRelease it first, or let it stand.`,
    };
  }
  if (request.release === true && legalHold === undefined) return { problem: "No legal hold stands." };
  const retainUntil = request.retainUntil ?? current.retainUntil;
  if (request.retainUntil !== undefined && retainUntil < today) {
    return { problem: `${retainUntil} is past: today is ${today}. Name today or a later day.` };
  }
  const standing = request.release === true ? undefined : (legalHold ?? (hold && { ...hold, since: today }));
  return {
    offboarding: {
      ...rest,
      retainUntil: request.release === true ? retainUntilAfterHold({ ...current, retainUntil }, today) : retainUntil,
      ...(request.export !== undefined &&
        request.export !== current.export?.status && { export: { status: request.export, since: today } }),
      ...(standing !== undefined && { legalHold: standing }),
    },
  };
}
