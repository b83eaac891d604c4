/** One client of the AWS SDK for each service, made when it is first used. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { Backup } from "@aws-sdk/client-backup";
import { Budgets } from "@aws-sdk/client-budgets";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { EC2 } from "@aws-sdk/client-ec2";
import { EFS } from "@aws-sdk/client-efs";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { RDS } from "@aws-sdk/client-rds";
import { ResourceGroups } from "@aws-sdk/client-resource-groups";
import { S3 } from "@aws-sdk/client-s3";

const classes = {
  autoScaling: AutoScaling,
  backup: Backup,
  budgets: Budgets,
  ec2: EC2,
  efs: EFS,
  iam: IAM,
  kms: KMS,
  loadBalancing: ElasticLoadBalancingV2,
  logs: CloudWatchLogs,
  rds: RDS,
  resourceGroups: ResourceGroups,
  s3: S3,
} as const;

/** A client for each service, the account's number, and the end of all. */
export type Clients = { readonly [N in keyof typeof classes]: InstanceType<(typeof classes)[N]> } & {
  readonly account: string;
  readonly destroy: () => void;
};

/** Clients that reach one account of a moto server. */
export function clientsOf(url: string, account: string): Clients {
  const made = new Map<string, { destroy: () => void }>();
  const configuration = {
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "conformance", secretAccessKey: "conformance" },
    maxAttempts: 1,
    forcePathStyle: true,
  };
  const destroy = (): void => {
    for (const client of made.values()) client.destroy();
  };
  const clients = { account, destroy };
  for (const [name, Client] of Object.entries(classes)) {
    const get = () => {
      const known = made.get(name);
      if (known !== undefined) return known;
      // Every client has the same middleware, whatever the types of its calls are.
      const client = new Client(configuration) as EC2;
      client.middlewareStack.add(
        (next) => (call) => {
          const { headers } = call.request as { headers: Record<string, string> };
          // moto keeps accounts apart by this header.
          headers["x-moto-account-id"] = account;
          return next(call);
        },
        { step: "build", name: "account" },
      );
      made.set(name, client);
      return client;
    };
    Object.defineProperty(clients, name, { get });
  }
  return clients as Clients;
}
