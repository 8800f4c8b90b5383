/** Has so many workers take the items in their order, and gives the results in it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  workerCount: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const entries = items.entries();
  const take = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: workerCount }, take));
  return results;
}
