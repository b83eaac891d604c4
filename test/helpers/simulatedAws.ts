/** The AWS sandbox without an engine: checks and operations of single resources, in an inventory of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Inventory } from "../../sandbox/inventory/inventory.ts";
import { settingsFile } from "../../sandbox/inventory/settings.ts";
import type { Live } from "../../sandbox/provider/resources.ts";
import { Session, type Subject } from "../../sandbox/provider/session.ts";
import { type Properties, reveal } from "../../sandbox/provider/values.ts";
import { awsTarget } from "../../sandbox/types/aws/target.ts";

/** A resource that exists, as its program would know it. */
export interface Made {
  readonly subject: Subject;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** An AWS account in the sandbox, whose clock stands at the beginning of 2026. */
export class SimulatedAws {
  readonly #directory = mkdtempSync(path.join(tmpdir(), "tenantry-aws-"));
  readonly #file = path.join(this.#directory, "inventory.sqlite");
  readonly #session: Session;
  #count = 0;

  private constructor() {
    this.#session = new Session({
      target: awsTarget,
      inventory: this.#file,
      now: () => new Date("2026-01-01T00:00:00Z"),
      random: () => 0.5,
      environment: { AWS_REGION: "eu-central-1" },
    });
  }

  /** Starts with nothing. */
  static async start(): Promise<SimulatedAws> {
    const aws = new SimulatedAws();
    await aws.configure({});
    return aws;
  }

  /** Configures the provider anew, for another region or account. */
  configure(config: Properties): Promise<void> {
    return this.#session.configure(config);
  }

  #subject(type: string): Subject {
    const name = `r${String(++this.#count)}`;
    return { type, name, urn: `urn:pulumi:test::sandbox::${type}::${name}` };
  }

  #check(subject: Subject, news: Properties, olds: Properties): { inputs: Properties; problems: string[] } {
    const { name, type } = subject;
    const output = this.#session.check({ name, type, olds, news, seed: Buffer.from("seed"), autonaming: undefined });
    return { inputs: output.inputs, problems: output.problems.map(({ property, reason }) => `${property} ${reason}`) };
  }

  /** What a preview would complain about. */
  problems(type: string, inputs: Properties): string[] {
    return this.#check(this.#subject(type), inputs, {}).problems;
  }

  /** Creates a resource. Rejects with the target's refusal, or with an Error that lists the problems. */
  async create(type: string, news: Properties): Promise<Made> {
    const subject = this.#subject(type);
    const { inputs, problems } = this.#check(subject, news, {});
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const live: Live = await this.#session.create(subject, inputs);
    return { subject, id: live.id, inputs: live.inputs, outputs: reveal(live.outputs) };
  }

  /** Changes a resource in place; the new inputs lie over the old ones. */
  async update(made: Made, news: Properties): Promise<Made> {
    const { inputs, problems } = this.#check(made.subject, { ...made.inputs, ...news }, made.inputs);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const live: Live = await this.#session.update(made.subject, made.id, inputs);
    return { ...made, inputs: live.inputs, outputs: reveal(live.outputs) };
  }

  /** Deletes a resource. */
  delete(made: Made): Promise<void> {
    return this.#session.delete(made.subject, made.id, made.outputs);
  }

  /** Paths whose change to the new inputs would replace the resource. */
  replaces(made: Made, news: Properties): string[] {
    const { inputs } = this.#check(made.subject, { ...made.inputs, ...news }, made.inputs);
    const { changes } = this.#session.diff(made.subject, made, inputs);
    return changes.filter((change) => change.replaces).map((change) => change.path);
  }

  /** Changes outputs of a resource by hand, behind the engine's back. */
  edit({ subject, id, outputs }: Made, change: Properties): void {
    const inventory = new Inventory(this.#file);
    const region = outputs["region"];
    const scope = `000000000000/${typeof region === "string" ? region : "eu-central-1"}`;
    inventory.edit({ target: "aws", scope, type: subject.type, id }, (properties) => ({ ...properties, ...change }));
    inventory.close();
  }

  /** Writes sandbox.json. */
  settings(settings: unknown): void {
    writeFileSync(settingsFile(this.#file), JSON.stringify(settings));
  }

  /** How many objects exist. */
  count(): number {
    const inventory = new Inventory(this.#file);
    const count = inventory.count();
    inventory.close();
    return count;
  }

  remove(): void {
    this.#session.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
