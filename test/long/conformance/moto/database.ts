/** Amazon RDS in calls of its own. */
import { type Adapters, given } from "./adapter.ts";

type DatabaseAdapters = Pick<
  Adapters,
  "aws:rds/instance:Instance" | "aws:rds/parameterGroup:ParameterGroup" | "aws:rds/subnetGroup:SubnetGroup"
>;

/** Adapters of database instances and the groups that they stand in. */
export const databaseAdapters: DatabaseAdapters = {
  "aws:rds/subnetGroup:SubnetGroup": async ({ rds }, { name, subnetIds }) => {
    const DBSubnetGroupName = given(name);
    await rds.createDBSubnetGroup({
      DBSubnetGroupName,
      DBSubnetGroupDescription: "Managed by Pulumi",
      SubnetIds: subnetIds,
    });
    return { id: DBSubnetGroupName, remove: () => rds.deleteDBSubnetGroup({ DBSubnetGroupName }) };
  },

  "aws:rds/parameterGroup:ParameterGroup": async ({ rds }, { name, family }) => {
    const DBParameterGroupName = given(name);
    await rds.createDBParameterGroup({
      DBParameterGroupName,
      DBParameterGroupFamily: family,
      Description: "Managed by Pulumi",
    });
    return { id: DBParameterGroupName, remove: () => rds.deleteDBParameterGroup({ DBParameterGroupName }) };
  },

  "aws:rds/instance:Instance": async ({ rds }, inputs) => {
    const DBInstanceIdentifier = given(inputs.identifier);
    const { DBInstance } = await rds.createDBInstance({
      DBInstanceIdentifier,
      DBInstanceClass: inputs.instanceClass,
      Engine: inputs.engine,
      EngineVersion: inputs.engineVersion,
      AllocatedStorage: inputs.allocatedStorage,
      MaxAllocatedStorage: inputs.maxAllocatedStorage,
      BackupRetentionPeriod: inputs.backupRetentionPeriod,
      MasterUsername: inputs.username,
      ManageMasterUserPassword: inputs.manageMasterUserPassword,
      DBSubnetGroupName: inputs.dbSubnetGroupName,
      DBParameterGroupName: inputs.parameterGroupName,
      VpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
      DeletionProtection: inputs.deletionProtection,
      StorageEncrypted: inputs.storageEncrypted,
      KmsKeyId: inputs.kmsKeyId,
      PreferredBackupWindow: inputs.backupWindow,
      PreferredMaintenanceWindow: inputs.maintenanceWindow,
    });
    return {
      // The provider's id is that of the resource, which stays when the instance is renamed.
      id: DBInstance?.DbiResourceId ?? DBInstanceIdentifier,
      arn: DBInstance?.DBInstanceArn,
      update: ({ allocatedStorage, deletionProtection, engineVersion, allowMajorVersionUpgrade }) =>
        rds.modifyDBInstance({
          DBInstanceIdentifier,
          AllocatedStorage: allocatedStorage,
          DeletionProtection: deletionProtection,
          EngineVersion: engineVersion,
          AllowMajorVersionUpgrade: allowMajorVersionUpgrade,
          ApplyImmediately: true,
        }),
      remove: () =>
        rds.deleteDBInstance({
          DBInstanceIdentifier,
          SkipFinalSnapshot: inputs.skipFinalSnapshot,
          FinalDBSnapshotIdentifier: inputs.finalSnapshotIdentifier,
        }),
    };
  },
};
