import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { flowchart, type FlowArrow, type FlowFrame, type FlowNode } from "./flowchart.ts";
import { objectStorage } from "./objectStorage.ts";

/** The architecture of a tenant on AWS, drawn from what its program registers. */
export function awsDiagram(resources: readonly RenderedResource[], region: string): string {
  const of = (token: string): RenderedResource[] => resources.filter(({ type }) => type.startsWith(`aws:${token}:`));
  const nodes = (token: string, prefix: string, shape: FlowNode["shape"], label: (of: Inputs) => string): FlowNode[] =>
    of(token)
      .filter(({ inputs }) => !isElsewhere(inputs, region))
      .map(({ inputs, name }) => ({ id: idOf(prefix, name), label: label(inputs), shape: shape ?? "box" }));

  const [vpc] = of("ec2/vpc");
  const zones = Map.groupBy(of("ec2/subnet"), ({ inputs }) => text(inputs["availabilityZone"]));
  const nats = of("ec2/natGateway");
  const zoneFrames = [...zones].map(([zone, subnets]): FlowFrame => {
    const letter = zone.slice(-1);
    const inZone = nats.filter(({ name }) => name.endsWith(`-nat-${letter}`));
    return {
      id: idOf("zone", letter),
      label: zone,
      parts: [
        ...subnets.map(({ name, inputs }): FlowNode => {
          const role = /-(private|public|data)-/.exec(name)?.[1] ?? "";
          return { id: idOf(role, letter), label: `${role} subnet ${text(inputs["cidrBlock"])}` };
        }),
        ...inZone.map((): FlowNode => ({ id: idOf("nat", letter), label: "NAT gateway" })),
      ],
    };
  });
  const storage = objectStorage(of, (name) => idOf("bucket", name));
  const interfaces = of("ec2/vpcEndpoint").filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface");
  const services = interfaces.map(({ inputs }) => text(inputs["serviceName"]).split(".").at(-1) ?? "");
  const balancers = of("lb/loadBalancer");
  const groups = of("autoscaling/group");
  const databases = of("rds/instance");
  const fileSystems = of("efs/fileSystem");
  const vaults = of("backup/vault");
  const inNetwork: (FlowNode | FlowFrame)[] = [
    ...of("ec2/internetGateway").map((): FlowNode => ({ id: "gateway", label: "internet gateway" })),
    ...nodes("lb/loadBalancer", "balancer", "box", () => "application load balancer, HTTPS"),
    ...nodes("autoscaling/group", "machines", "box", ({ minSize, maxSize }) =>
      text(minSize) === text(maxSize) ? `machines: ${text(minSize)}` : `machines: ${text(minSize)} to ${text(maxSize)}`,
    ),
    ...nodes("rds/instance", "database", "store", ({ engine, engineVersion, multiAz }) =>
      [text(engine), text(engineVersion), multiAz === true ? "with a standby in another zone" : "in one zone"].join(
        " ",
      ),
    ),
    ...nodes("efs/fileSystem", "files", "store", () => "shared file system"),
    ...nodes("ebs/volume", "volume", "store", ({ size }) => `volume, ${text(size)} GiB`),
    ...(services.length > 0 ? [{ id: "endpoints", label: `endpoints: ${services.toSorted().join(", ")}` }] : []),
    ...zoneFrames,
  ];
  const around: FlowNode[] = [
    ...nodes("s3/bucket", "bucket", "store", ({ bucket }) => `bucket ${text(bucket).split("--").at(-1) ?? ""}`),
    ...storage.nodes,
    ...nodes("kms/key", "key", "box", () => "key of the tenant's own, rotated"),
    ...nodes("backup/vault", "vault", "store", () => "backup vault"),
    ...nodes("cloudwatch/logGroup", "logs", "store", ({ name, retentionInDays }) => {
      return `log group ${text(name).split("/").at(-1) ?? ""}, ${text(retentionInDays)} days`;
    }),
  ];
  // A vault for copies is there wherever a later tier may copy.
  const copied = of("backup/plan").some(({ inputs }) => JSON.stringify(inputs).includes("copyActions"));
  const copies = vaults
    .filter(({ inputs }) => copied && isElsewhere(inputs, region))
    .map(({ inputs }): FlowNode => ({
      id: "copies",
      label: `copies of backups in ${text(inputs["region"])}`,
      shape: "store",
    }));

  const arrows: FlowArrow[] = [
    ...balancers.map(({ name, inputs }): FlowArrow =>
      inputs["internal"] === true
        ? { from: "network", to: idOf("balancer", name) }
        : { from: "gateway", to: idOf("balancer", name), label: "HTTPS" },
    ),
    { from: "internet", to: "gateway" },
    ...groups.flatMap(({ name }) => [
      ...balancers
        .filter((balancer) => balancer.name.startsWith(name.replace(/-group$/, "")) || balancers.length === 1)
        .map((balancer): FlowArrow => ({ from: idOf("balancer", balancer.name), to: idOf("machines", name) })),
      ...databases.map((database): FlowArrow => ({
        from: idOf("machines", name),
        to: idOf("database", database.name),
      })),
      ...fileSystems.map((files): FlowArrow => ({ from: idOf("machines", name), to: idOf("files", files.name) })),
    ]),
    ...[...zones.keys()].map((zone): FlowArrow => {
      const letter = zone.slice(-1);
      const own = nats.some(({ name }) => name.endsWith(`-nat-${letter}`));
      const first = nats[0]?.name.slice(-1) ?? letter;
      return { from: idOf("private", letter), to: idOf("nat", own ? letter : first) };
    }),
    ...nats.map(({ name }): FlowArrow => ({ from: idOf("nat", name.slice(-1)), to: "gateway" })),
    ...of("ec2/flowLog").map((): FlowArrow => {
      const flows = of("cloudwatch/logGroup").find(({ name }) => name.includes("flows"));
      return { from: "network", to: idOf("logs", flows?.name ?? ""), label: "all traffic" };
    }),
    ...vaults
      .filter(({ inputs }) => !isElsewhere(inputs, region))
      .flatMap(({ name }): FlowArrow[] => [
        { from: "network", to: idOf("vault", name), label: "backups" },
        { from: idOf("vault", name), to: "copies" },
      ]),
    ...storage.arrows,
  ];
  const network: FlowFrame = { id: "network", label: `network ${text(vpc?.inputs["cidrBlock"])}`, parts: inNetwork };
  const account: FlowFrame = { id: "account", label: region, parts: [network, ...around] };
  const internet: FlowNode[] =
    of("ec2/internetGateway").length > 0 ? [{ id: "internet", label: "internet", shape: "round" }] : [];
  return flowchart([...internet, ...storage.outside, account, ...copies], arrows);
}

type Inputs = RenderedResource["inputs"];

function isElsewhere(inputs: Inputs, region: string): boolean {
  return typeof inputs["region"] === "string" && inputs["region"] !== region;
}

function idOf(prefix: string, name: string): string {
  return `${prefix}_${name.replace(/[^A-Za-z0-9]/g, "_")}`;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
