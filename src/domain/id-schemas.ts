/** How each id and date is read from outside. Apart from ids.ts: opening a sheet needs ids, and no reading of answers. */
import * as z from 'zod/mini'
import {
  type CellKey,
  type ContractId,
  type DeviceId,
  type IndicatorId,
  type Instant,
  type IsoDate,
  isSlug,
  type OpId,
  type PersonId,
  type PlaceId,
  partsOfScope,
  partsOfSheet,
  type ScopeId,
  type ServiceId,
  type SheetId,
} from './ids.ts'

const slugText = <T extends string>(what: string) =>
  z.custom<T>(
    value => typeof value === 'string' && value.length <= 80 && isSlug(value),
    `${what}: lower-case letters, digits and single hyphens`,
  )

export const serviceIdSchema = slugText<ServiceId>('a service id')
export const indicatorIdSchema = slugText<IndicatorId>('an indicator id')
export const contractIdSchema = slugText<ContractId>('a contract id')
export const placeIdSchema = slugText<PlaceId>('a place id')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const opIdSchema = z.custom<OpId>(value => typeof value === 'string' && uuid7.test(value), 'a version 7 UUID')
export const deviceIdSchema = z.custom<DeviceId>(value => typeof value === 'string' && uuid.test(value), 'a UUID')
export const personIdSchema = z.custom<PersonId>(
  value => typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value),
  'a person id',
)
export const instantSchema = z.custom<Instant>(
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'an instant in UTC with milliseconds',
)
export const isoDateSchema = z.custom<IsoDate>(
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value),
  'a date, YYYY-MM-DD',
)

const cellShape = /^(?:[a-z0-9-]{1,80}|[a-z0-9-]{1,80}\/[A-Za-z0-9_-]{1,64})$/
export const cellKeySchema = z.custom<CellKey>(
  value => typeof value === 'string' && cellShape.test(value),
  'a cell key: indicator, indicator/line, narrative/section, explain/id or note/id',
)

export const scopeIdSchema = z.custom<ScopeId>(
  value => typeof value === 'string' && partsOfScope(value) !== undefined,
  'contract/place',
)
export const sheetIdSchema = z.custom<SheetId>(
  value => typeof value === 'string' && partsOfSheet(value) !== undefined,
  'contract/place/YYYY-MM',
)
