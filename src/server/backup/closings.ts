/** Which months were ever closed, by the record: only there can a return that was open have been locked. */
import type { Kysely } from 'kysely'
import { partsOfSheet, type SheetId } from '../../domain/ids.ts'
import type { ReferenceDocument } from '../../protocol/exchange.ts'
import type { Tables } from '../storage/tables.ts'

export async function everClosed(db: Kysely<Tables>): Promise<(sheet: SheetId) => boolean> {
  const entries = await db
    .selectFrom('record')
    .select(['service', 'period'])
    .where('what', '=', 'month-closed')
    .execute()
  if (entries.length === 0) return () => false
  const closed = new Set(entries.map(({ service, period }) => `${service} ${period}`))
  const sets = await db.selectFrom('reference_document').select('body').where('id', 'like', 'set/%').execute()
  const services = new Map(
    sets.flatMap(({ body }) => {
      const document: ReferenceDocument = JSON.parse(body)
      return document.type === 'indicator-set' ? document.set.contracts.map(one => [one.id, one.service] as const) : []
    }),
  )
  return sheet => {
    const parts = partsOfSheet(sheet)
    const service = parts && services.get(parts.contract)
    return parts !== undefined && service !== undefined && closed.has(`${service} ${parts.period}`)
  }
}
