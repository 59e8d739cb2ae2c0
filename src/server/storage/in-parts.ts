/** Rows or ids of one statement: ten values each stay below the 32,766 that SQLite takes in one. */
const most = 3_000

/** Does it in parts where a list is longer than a statement can take, and gives what all of them gave. */
export async function inParts<Item, Row>(
  items: Iterable<Item>,
  ask: (some: readonly Item[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const all = [...items]
  if (all.length === 0) return []
  if (all.length <= most) return ask(all)
  const rows: Row[] = []
  for (let from = 0; from < all.length; from += most) rows.push(...(await ask(all.slice(from, from + most))))
  return rows
}
