/** How much of a tenant's data goes when it is deleted for good. */
export interface Erasure {
  /** Whether databases and volumes leave a last snapshot behind. */
  readonly snapshots: boolean;
}

/** What a resource has to have so that its target deletes what is in it, by Pulumi's type. */
type ErasingInputs = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/**
 * The inputs with which targets let go what they refuse to delete else: buckets with objects in them, of all versions, and vaults with
 * backups (AWS provider, `force_destroy` of `aws_s3_bucket` and `aws_backup_vault`). Where no snapshot is to be left, also those with
 * which none is made.
 */
export function erasingInputs({ snapshots }: Erasure): ErasingInputs {
  return {
    "aws:backup/vault:Vault": { forceDestroy: true },
    "aws:s3/bucket:Bucket": { forceDestroy: true },
    ...(!snapshots && {
      "aws:ebs/volume:Volume": { finalSnapshot: false },
      "aws:rds/instance:Instance": { skipFinalSnapshot: true },
    }),
  };
}
