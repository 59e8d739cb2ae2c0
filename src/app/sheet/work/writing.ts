/** Who else is typing where, in words, by cell: a hint, never a lock. Pure. */
import type { Writing } from '../../../device/desk.ts'
import { cellId } from './pending.ts'

/** By `cellId`: 'Provider lead is writing here now.' */
export type WritingSentences = ReadonlyMap<string, string>

const nobody: WritingSentences = new Map()
const list = new Intl.ListFormat('en-GB')

export function writingSentences(writing: readonly Writing[]): WritingSentences {
  if (writing.length === 0) return nobody
  const byCell = Map.groupBy(writing, one => cellId(one.sheet, one.cell))
  return new Map(
    [...byCell].map(([id, all]) => {
      const names = new Set(all.map(one => one.by.name))
      return [id, `${list.format(names)} ${names.size === 1 ? 'is' : 'are'} writing here now.`]
    }),
  )
}
