/** As many requests as keep the connections of a test's cluster busy. */
const width = 64;

/** Does something with each of many, some at a time; in the order of the many. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  one: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await one(item, index);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
