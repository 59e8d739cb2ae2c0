/** What arrived in a push, read one by one, so that an operation nobody can read costs only itself. */
import { canonical } from '../../../domain/figures/figure.ts'
import { cellKeySchema, opIdSchema, sheetIdSchema } from '../../../domain/id-schemas.ts'
import type { CellKey, DeviceId, OpId, SheetId } from '../../../domain/ids.ts'
import { envelopeSchema, type Operation, operationSchema } from '../../../protocol/operation.ts'
import { operationVersion } from '../../../protocol/versions.ts'
import { sha256 } from '../../reference.ts'
import type { BatchNeeds, SetAside } from '../../storage/storage.ts'

interface Envelope {
  readonly opId: OpId
  readonly device: DeviceId
  readonly seq: number
  /** SHA-256 of everything but device and number: a device that had to renumber sends the same operation again. */
  readonly hash: string
  readonly body: string
}

export type Arrival = Envelope &
  (
    | { readonly type: 'operation'; readonly operation: Operation }
    | {
        readonly type: 'unreadable'
        readonly code: 'malformed' | 'not-supported-yet'
        /** What of it could be read all the same: a later edit may name it as its base. */
        readonly sheet: SheetId | null
        readonly cell: CellKey | null
        readonly base: OpId | null
      }
  )

/** Bytes of a thing that is set aside; what is larger is only answered. */
export const mostBytesSetAside = 65_536

export interface Arrivals {
  /** Of one device, in the order sent, up to the first that says not even which it is. */
  readonly arrivals: readonly Arrival[]
  /** That first one; null: every operation was read. `thing` is null where it cannot be kept. */
  readonly setAside: { readonly index: number; readonly thing: SetAside | null } | null
}

/** Reads the operations of a device one by one; nothing after one that cannot be placed in its order is looked at. */
export function readArrivals(raw: readonly unknown[], device: DeviceId): Arrivals {
  const arrivals: Arrival[] = []
  for (const [index, each] of raw.entries()) {
    const arrival = readArrival(each)
    if (arrival?.device !== device)
      return { arrivals, setAside: { index, thing: unreadable(unlessTooDeep(() => JSON.stringify(each))) } }
    arrivals.push(arrival)
  }
  return { arrivals, setAside: null }
}

/** What nobody can read, as it is kept; null when there is nothing to keep or too much of it. */
export const unreadable = (body: string | undefined): SetAside | null =>
  body === undefined || Buffer.byteLength(body) > mostBytesSetAside
    ? null
    : { hash: sha256(body), code: 'malformed', body }

function readArrival(raw: unknown): Arrival | undefined {
  if (!isRecord(raw)) return undefined
  const operation = operationSchema.safeParse(raw)
  const placed = operation.success ? operation : envelopeSchema.safeParse(raw)
  if (!placed.success) return undefined
  const content = unlessTooDeep(() => ({ hash: contentHash(raw), body: JSON.stringify(raw) }))
  if (!content) return undefined
  const { opId, device, seq } = placed.data
  const envelope = { opId, device, seq, ...content }
  if (operation.success) return { ...envelope, type: 'operation', operation: operation.data }
  return {
    ...envelope,
    type: 'unreadable',
    code: isOfALaterVersion(raw) ? 'not-supported-yet' : 'malformed',
    sheet: sheetIdSchema.safeParse(raw['sheet']).data ?? null,
    cell: cellKeySchema.safeParse(raw['cell']).data ?? null,
    base: opIdSchema.safeParse(raw['base']).data ?? null,
  }
}

/** What an operation says, hashed: the device's number for it is none of its content. */
export function contentHash(raw: Readonly<Record<string, unknown>>): string {
  const { device: _device, seq: _seq, ...content } = raw
  return sha256(canonical(content))
}

/** undefined when it is nested so deeply that it cannot be written down again. */
function unlessTooDeep<T>(write: () => T): T | undefined {
  try {
    return write()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** What this version takes; anything else with a name is of a version to come. */
const kinds: Readonly<Record<Operation['kind'], true>> = {
  set: true,
  resolve: true,
  submit: true,
  withdraw: true,
  leave: true,
  void: true,
  answer: true,
  confirm: true,
  question: true,
  'close-question': true,
  'send-back': true,
  accept: true,
  'on-time': true,
  reopen: true,
  rule: true,
  'take-late': true,
  enter: true,
}
const isOfALaterVersion = ({ v, kind }: Readonly<Record<string, unknown>>): boolean =>
  (typeof v === 'number' && v > operationVersion) || (typeof kind === 'string' && !Object.hasOwn(kinds, kind))

/** Everything the decision of these arrivals can touch. */
export function needsOf(
  device: DeviceId,
  arrivals: readonly Arrival[],
  last: { readonly seq: number } | null,
): BatchNeeds {
  const operations = new Set<OpId>()
  const sheets = new Set<SheetId>()
  for (const arrival of arrivals) {
    operations.add(arrival.opId)
    const base =
      arrival.type === 'unreadable' ? arrival.base : 'base' in arrival.operation ? arrival.operation.base : null
    if (base !== null) operations.add(base)
    if (arrival.type === 'unreadable') {
      if (arrival.sheet !== null) sheets.add(arrival.sheet)
      continue
    }
    const { operation } = arrival
    sheets.add(operation.sheet)
    if (operation.kind === 'submit') for (const { sheet } of operation.value.sheets) sheets.add(sheet)
    if (operation.kind === 'withdraw') for (const sheet of operation.value.sheets) sheets.add(sheet)
  }
  return {
    device,
    seqs: [...new Set([...arrivals.map(arrival => arrival.seq), ...(last ? [last.seq] : [])])],
    operations: [...operations],
    sheets: [...sheets],
  }
}
