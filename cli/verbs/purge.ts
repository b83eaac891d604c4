import { relative, resolve } from "node:path";

import { retentionOf } from "../../core/offboarding/retention.ts";
import type { PurgeDocument } from "../../core/results/offboarding.ts";
import { nothingDone } from "../../core/results/runOutcome.ts";
import type { TenantSubject } from "../../fleet/stackSubject.ts";
import { openDeployments } from "../../fleet/engine/stackStates.ts";
import { purgeFiles, purgeFilesIn, writeCertificate } from "../../fleet/offboarding/purgeFiles.ts";
import { purgeTenant } from "../../fleet/offboarding/purgeTenant.ts";
import { formerObjectsOf } from "../../fleet/offboarding/readFormer.ts";
import { readRemains } from "../../fleet/offboarding/readRemains.ts";
import { trailFiles } from "../../fleet/trail/trail.ts";
import { certificatePage } from "../../reports/certificate/page.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatPurge } from "../../reports/purgeReport.ts";
import { clockOf, exitCodes, UserError, type Context } from "../context.ts";
import { openLeavingTenant } from "../leavingTenant.ts";
import type { PurgeOptions } from "../offboardVerbs.ts";
import { approvePurge, requirePurgeable, wholeTenant } from "../purgeApproval.ts";
import { prepareEngine, recorderOf, runStacks } from "../runStacks.ts";
import { resultWriter } from "../tellRun.ts";

/** `purge`: deletes all that a tenant has whose retention is over, proves it by reading state and targets, and certifies it. */
export async function purge(id: string, options: PurgeOptions, context: Context): Promise<number> {
  const leaving = await openLeavingTenant(id, options, "purge", context);
  const { estate, directory } = leaving.opened;
  const offboarding = await requirePurgeable(leaving, context);
  const engine = prepareEngine(estate, directory, context);
  const { workspace, findPulumi } = engine;
  const readFormer = async () => formerObjectsOf(await openDeployments(workspace, findPulumi).read(id));
  const tell = (document: PurgeDocument): void => {
    resultWriter(options, context)(options.json ? visibleJson(document) : formatPurge(document));
  };
  if (options.dryRun) {
    const inState = (await readFormer()).map(({ type, name }) => `${type} ${name}`);
    const nothing = { errors: [], left: [], unasked: [], kept: [], certificate: null, files: [] };
    tell({ verb: "purge", tenant: id, result: "dry-run", inState, ...nothing });
    return exitCodes.done;
  }
  if (options.yes !== true) {
    throw new UserError(
      `This would delete everything of ${id} for good. Say --yes to do it; --dry-run shows what it has.`,
    );
  }
  const whole = wholeTenant(leaving, offboarding, options, context);
  const { purge: approval, ...terms } = approvePurge(leaving, offboarding, options, context);
  const trail = trailFiles(directory, estate.manifest);
  const files = purgeFiles(trail, id, terms.requested);
  const subjects: TenantSubject[] = [{ kind: "tenant", resolved: whole.resolved }];
  const reason = `The tenant has left, and its data was kept until ${terms.retainUntil}.`;
  const recorder = recorderOf("purge", estate, engine, context, new Map([[id, { by: approval.by, reason }]]));
  const { snapshotDays } = retentionOf(
    whole.sources.map(({ tier }) => tier.manifest),
    whole.manifest.spec.contract,
  );
  const end = await purgeTenant({
    tenant: { id, displayName: whole.resolved.displayName },
    provider: whole.resolved.estate,
    terms: {
      requested: terms.requested,
      retainUntil: terms.retainUntil,
      export: terms.export ?? null,
      approved: { on: approval.approved, by: approval.by },
    },
    snapshotDays,
    files,
    readFormer,
    destroy: async () => {
      const erasure = { snapshots: snapshotDays > 0 };
      const work = { verb: "destroy", what: "tenants", subjects, recorder, erasure } as const;
      const run = await runStacks(work, estate, engine, { ...options, all: false, concurrency: 1 }, context);
      const [[, outcome] = []] = run.ended;
      return { outcome: outcome ?? nothingDone({ result: "not-started" }), trail: run.trail };
    },
    readRemains: () =>
      readRemains(id, {
        ...{ manifest: estate.manifest, workspace, findPulumi },
        known: new Set(estate.tenants.map(({ resolved }) => resolved.id)),
      }),
    clock: clockOf(context),
    pageOf: certificatePage,
  });
  const written = end.certificate === null ? [] : [files];
  if (end.certificate !== null && options.out !== undefined) {
    const out = purgeFilesIn(resolve(context.workingDirectory, options.out), id, terms.requested);
    await writeCertificate(out, end.certificate, certificatePage(end.certificate));
    written.push(out);
  }
  const paths = written.flatMap(({ certificate, page }) => [certificate, page]);
  tell({ verb: "purge", ...end, files: paths.map((path) => relative(context.workingDirectory, path)) });
  return end.result === "purged"
    ? exitCodes.done
    : end.result === "interrupted"
      ? exitCodes.interrupted
      : exitCodes.findings;
}
