/**
 * The input that a stack's outermost components have while the stack is being destroyed. The engine writes it before it deletes anything,
 * and a destroy that was cut off leaves it. Nothing else would: in a destroy that runs the program, the engine (3.274.1) takes each resource
 * for done when the program has registered it, so that its delete is never among the state's pending operations
 * (`markOperationComplete` and `Snap` in pkg/backend/snapshot.go of Pulumi's source).
 */
export const destroyMark = "beingDestroyed";

/** Whether a resource says that its stack was being destroyed when its state was last written. */
export function isBeingDestroyed({ inputs }: { readonly inputs: Readonly<Record<string, unknown>> }): boolean {
  return inputs[destroyMark] === true;
}
