/** Checking the record of a data file that may be in use: opened for reading only, answered in one sentence. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { queriesOf } from '../storage/sqlite.ts'
import type { ChainFault, Tip } from './chain.ts'
import { type RecordFault, verifyRecord } from './verify-record.ts'

export interface HistoryVerified {
  readonly ok: boolean
  /** One sentence: how much was checked and where it ends, or the first place that does not hold. */
  readonly sentence: string
}

const no = (sentence: string): HistoryVerified => ({ ok: false, sentence })
const many = (count: number, one: string, several: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`

/** Never throws for a file that is missing, has no record, or is none of ours: that is said. */
export async function verifyHistory(dataFile: string, written?: Tip): Promise<HistoryVerified> {
  if (!existsSync(dataFile)) return no(`There is no data file ${dataFile}.`)
  let database: DatabaseSync
  try {
    database = new DatabaseSync(dataFile, { readOnly: true, timeout: 5_000 })
  } catch (error) {
    return no(`${dataFile} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`)
  }
  const db = queriesOf(database)
  try {
    const tables = await db.introspection.getTables()
    if (!tables.some(table => table.name === 'record_tip')) return no(`${dataFile} has no record of who did what yet.`)
    const verified = await verifyRecord(db, written)
    if (!verified.ok) return no(faultSentence(verified.fault))
    const { tip, operations } = verified
    if (tip.seq === 0) return no(`${dataFile} has no record of who did what yet.`)
    const entries = many(tip.seq, 'entry', 'entries')
    return {
      ok: true,
      sentence: `The record holds: ${entries} and ${many(operations, 'change', 'changes')} they cover, ending ${tip.seq}:${tip.hash}.`,
    }
  } catch (error) {
    if (!isDamaged(error)) throw error
    return no(`${dataFile} cannot be read: ${error.message}.`)
  } finally {
    await db.destroy()
  }
}

/** SQLite's own errors: not a database, damaged, or busy. */
const isDamaged = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'

const chainSentences: Readonly<Record<ChainFault['because'], (seq: number) => string>> = {
  number: seq => `The record does not hold at entry ${seq}: it is missing, or stands where it does not belong.`,
  link: seq => `The record does not hold at entry ${seq}: it does not follow the entry before it.`,
  content: seq => `The record does not hold at entry ${seq}: it is not what was written.`,
  end: seq => `The record does not hold at its end: it should end with entry ${seq}.`,
}

/** The first place that does not hold. */
export function faultSentence(fault: RecordFault): string {
  switch (fault.type) {
    case 'chain':
      return chainSentences[fault.fault.because](fault.fault.seq)
    case 'rewritten':
      return `The record does not hold at entry ${fault.seq}: it is not the one that was written down.`
    case 'unreadable':
      return `The record does not hold at entry ${fault.seq}: what it is about cannot be read.`
    case 'order':
      return `The record does not hold at entry ${fault.seq}: the changes of device ${fault.device} do not follow those before.`
    case 'operations':
      return fault.device === null
        ? `The changes do not hold at entry ${fault.seq}: what had waited is not as it was decided.`
        : `The changes do not hold at entry ${fault.seq}: those of device ${fault.device} are not the ones received.`
    case 'uncovered':
      return `The changes do not hold: ${fault.opId} of device ${fault.device} is in no entry of the record.`
  }
}
