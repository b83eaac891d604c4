import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import * as pulumi from "@pulumi/pulumi";

import type { SubnetPlan } from "../network/plan.ts";
import { engines, type Engine } from "./engines.ts";
import type { DatabasePlan } from "./plan.ts";

/** Arguments of {@link TenantDatabase}. */
export interface TenantDatabaseArgs {
  /**
   * Names, engine, size and windows. A changed identifier or engine replaces the database; storage only grows. Changes of the size
   * wait for the maintenance window, because they interrupt it.
   */
  readonly database: DatabasePlan;
  readonly vpcId: pulumi.Input<string>;
  /** The subnets that it may stand in, in at least two zones, without a way out of the network. */
  readonly dataSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The subnets whose machines may connect, where the plan lets anybody. */
  readonly clients: readonly Pick<SubnetPlan, "name" | "cidr">[];
  /**
   * The key that encrypts storage, backups, logs, recorded load and the master password's secret; AWS' own key of each service when
   * absent. Another key replaces the database.
   */
  readonly keyArn?: pulumi.Input<string>;
  /** Whether the engine, and AWS where the plan says so, refuse to delete it; true when absent. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** The master user. Both engines take the name, which is reserved in neither; applications should have users of their own. */
const masterUser = "tenantry";

/**
 * How long recorded load is kept in each mode, in days: what is free of charge, and what the mode asks for (Amazon RDS User Guide,
 * "Considerations for Database Insights").
 */
const insightsDays = { standard: 7, advanced: 465 } as const;

/**
 * A relational database on Amazon RDS: encrypted, in subnets without a way out, reached by TLS from the network's machines alone.
 * AWS makes the master password, keeps it in Secrets Manager and changes it every week (Amazon RDS User Guide, "Password management
 * with Amazon RDS and AWS Secrets Manager"), so that no state ever holds it. What goes leaves a last snapshot, which is not managed
 * here.
 *
 * @example
 * const { plan } = planDatabases(context, { databases }, features, true);
 * for (const database of plan.databases) {
 *   new TenantDatabase(database.name, {
 *     database,
 *     vpcId: network.vpcId,
 *     dataSubnetIds: network.dataSubnetIds,
 *     clients: [{ name: "private-a", cidr: "10.40.0.0/23" }],
 *     tags: { "tenantry:tenant": "acme" },
 *   });
 * }
 */
export class TenantDatabase extends pulumi.ComponentResource {
  /** The host name that clients connect to. */
  readonly address: pulumi.Output<string>;
  /** The port that clients connect to. */
  readonly port: pulumi.Output<number>;
  /** The database's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The ARN of the secret with the master user's name and password. */
  readonly masterUserSecretArn: pulumi.Output<string | undefined>;

  constructor(name: string, args: TenantDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:TenantDatabase", name, {}, opts);
    const parent = { parent: this };
    const { database, keyArn, tags } = args;
    const engine = engines[database.engine];
    const protect = args.protect ?? true;
    const subnets = new SubnetGroup(
      name,
      {
        name: database.subnetGroupName,
        description: "The subnets of one database",
        subnetIds: args.dataSubnetIds,
        tags,
      },
      parent,
    );
    const parameters = new ParameterGroup(
      name,
      {
        name: database.parameterGroupName,
        description: "Connections by TLS alone",
        family: engine.family,
        // Taken for parameters of both kinds, and in force from the start: the group is there before the database.
        parameters: [{ name: engine.tlsParameter, value: "1", applyMethod: "pending-reboot" }],
        tags,
      },
      parent,
    );
    const securityGroupId = this.#securityGroup(name, args, engine);
    const logGroups = this.#logGroups(name, args, engine);
    const instance = new Instance(
      name,
      {
        identifier: database.identifier,
        engine: engine.engine,
        engineVersion: engine.version,
        autoMinorVersionUpgrade: true,
        instanceClass: database.instanceType,
        storageType: "gp3",
        allocatedStorage: database.storageGiB,
        ...(database.maximumStorageGiB !== undefined && { maxAllocatedStorage: database.maximumStorageGiB }),
        storageEncrypted: true,
        ...(keyArn !== undefined && { kmsKeyId: keyArn }),
        username: masterUser,
        manageMasterUserPassword: true,
        ...(keyArn !== undefined && { masterUserSecretKmsKeyId: keyArn }),
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [securityGroupId],
        publiclyAccessible: false,
        multiAz: database.multiZone,
        parameterGroupName: parameters.name,
        backupRetentionPeriod: database.backupRetentionDays,
        backupWindow: database.backupWindow,
        copyTagsToSnapshot: true,
        maintenanceWindow: database.maintenanceWindow,
        applyImmediately: false,
        deletionProtection: protect && database.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: database.finalSnapshotName,
        ...(database.logRetentionDays !== undefined && { enabledCloudwatchLogsExports: [...engine.logs] }),
        ...insightsOf(args),
        tags,
      },
      // RDS makes log groups that it does not find, and keeps what is in those for ever.
      { ...parent, protect, dependsOn: logGroups },
    );
    this.address = instance.address;
    this.port = instance.port;
    this.arn = instance.arn;
    // Undefined where resources are only rendered: the secret is not among what the program gives.
    this.masterUserSecretArn = instance.masterUserSecrets.apply(
      (secrets: readonly { readonly secretArn: string }[] | undefined) => secrets?.[0]?.secretArn,
    );
    this.registerOutputs({
      address: this.address,
      port: this.port,
      arn: this.arn,
      masterUserSecretArn: this.masterUserSecretArn,
    });
  }

  #securityGroup(name: string, { database, vpcId, clients, ...args }: TenantDatabaseArgs, { port }: Engine) {
    const tags = { ...args.tags, Name: database.securityGroupName };
    // Without rules for it, nothing goes out.
    const group = new SecurityGroup(
      name,
      { vpcId, description: "Connections from the network to one database", tags },
      { parent: this },
    );
    for (const { name: subnet, cidr } of database.reachable ? clients : []) {
      new SecurityGroupIngressRule(
        `${name}-${subnet}`,
        {
          securityGroupId: group.id,
          description: `Connections from ${subnet}`,
          cidrIpv4: cidr,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          tags,
        },
        { parent: this },
      );
    }
    return group.id;
  }

  /** The names that RDS writes to: Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs". */
  #logGroups(name: string, { database, keyArn, tags }: TenantDatabaseArgs, { logs }: Engine): LogGroup[] {
    const { identifier, logRetentionDays: retentionInDays } = database;
    if (retentionInDays === undefined) return [];
    return logs.map((log) => {
      const key = keyArn === undefined ? {} : { kmsKeyId: keyArn };
      return new LogGroup(
        `${name}-${log}`,
        { name: `/aws/rds/instance/${identifier}/${log}`, retentionInDays, skipDestroy: false, ...key, tags },
        { parent: this },
      );
    });
  }
}

/** Database Insights is switched on by Performance Insights, whose name the API keeps. */
function insightsOf({ database: { insights }, keyArn }: TenantDatabaseArgs) {
  if (insights === undefined) return { performanceInsightsEnabled: false };
  return {
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: insightsDays[insights],
    databaseInsightsMode: insights,
    ...(keyArn !== undefined && { performanceInsightsKmsKeyId: keyArn }),
  };
}
