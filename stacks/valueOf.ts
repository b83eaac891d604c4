import type * as pulumi from "@pulumi/pulumi";

/** The value of an output that is known in previews too, such as a field of an object that was read. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
