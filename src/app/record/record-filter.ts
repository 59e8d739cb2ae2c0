/** Which entries are shown: in the address, so that a link leads to them and the way back finds them. Pure. */
import type { Office } from '../../device/door/office.ts'
import { isoDateSchema } from '../../domain/id-schemas.ts'
import { everywhere, type PersonId, type SheetId, sheetOf } from '../../domain/ids.ts'
import { isPeriod } from '../../domain/time/period.ts'
import type { RecordFilter } from '../../protocol/record.ts'

/** What the address says and there is; the rest of it is left out. */
export function filterIn(search: URLSearchParams, { set }: Pick<Office, 'set'>): RecordFilter {
  const contract = set.contracts.find(one => one.id === search.get('contract'))
  const place = [everywhere, ...(contract?.places ?? [])].find(one => one === search.get('place'))
  const month = search.get('month') ?? ''
  const person = search.get('person') ?? ''
  const day = isoDateSchema.safeParse(search.get('day'))
  return {
    ...(contract ? { contract: contract.id } : {}),
    ...(contract && place ? { place } : {}),
    ...(isPeriod(month) ? { period: month } : {}),
    ...(person === '' ? {} : { person: person as PersonId }),
    ...(day.success ? { day: day.data } : {}),
  }
}

export function searchOf({ contract, place, period, person, day }: RecordFilter): Record<string, string> {
  const parts = { contract, place: contract && place, month: period, person, day }
  return Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The one return that is asked for; undefined: several, or none. */
export const returnIn = ({ contract, place, period }: RecordFilter): SheetId | undefined =>
  contract && place && period ? sheetOf(contract, place, period) : undefined
