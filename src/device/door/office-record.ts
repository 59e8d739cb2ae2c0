/** What an officer's pages ask of the record. */
import type { SheetId } from '../../domain/ids.ts'
import {
  type RecordFilter,
  type RecordPage,
  type ReturnChanges,
  recordPageSchema,
  returnChangesSchema,
} from '../../protocol/record.ts'
import type { Answer, Api } from '../sync/api.ts'

export interface OfficeRecord {
  /** Who did what, newest first. `before`: where the page before ended; null: the newest. */
  record(filter: RecordFilter, before: number | null): Promise<Answer<RecordPage>>
  /** The same as the text of a CSV file, oldest first. */
  recordCsv(filter: RecordFilter): Promise<Answer<string>>
  /** The changes of one return, newest first. */
  returnChanges(sheet: SheetId, before: number | null): Promise<Answer<ReturnChanges>>
}

export const officeRecord = (api: Pick<Api, 'read' | 'text'>): OfficeRecord => ({
  record: (filter, before) =>
    api.read(recordPageSchema, `/api/record${queryOf({ ...filter, before: before ?? undefined })}`),

  async recordCsv(filter) {
    const sent = await api.text(`/api/record.csv${queryOf(filter)}`)
    // Not our file: a captive portal, or a proxy in the way.
    return sent.ok && !sent.value.startsWith('number,') ? { ok: false, refusal: { type: 'server-down' } } : sent
  },

  returnChanges: (sheet, before) =>
    api.read(returnChangesSchema, `/api/returns/${sheet}/changes${queryOf({ before: before ?? undefined })}`),
})

function queryOf(parts: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
