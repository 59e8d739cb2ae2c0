/** What arrived in a push, read one by one, so that an operation nobody can read costs only itself. */
import { canonical } from '../../domain/figures/figure.ts'
import {
  type CellKey,
  cellKeySchema,
  type DeviceId,
  type OpId,
  opIdSchema,
  type SheetId,
  sheetIdSchema,
} from '../../domain/ids.ts'
import {
  envelopeSchema,
  laterKinds,
  type Operation,
  operationSchema,
  operationVersion,
} from '../../protocol/operation.ts'
import { sha256 } from '../reference.ts'
import type { BatchNeeds } from '../storage/storage.ts'

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

/** The operations of one device, in the order sent; undefined when one of them says not even which it is. */
export function readArrivals(raw: readonly unknown[], device: DeviceId): readonly Arrival[] | undefined {
  const arrivals: Arrival[] = []
  for (const each of raw) {
    const arrival = readArrival(each)
    if (!arrival || arrival.device !== device) return undefined
    arrivals.push(arrival)
  }
  return arrivals
}

function readArrival(raw: unknown): Arrival | undefined {
  const found = envelopeSchema.safeParse(raw)
  if (!found.success || !isRecord(raw)) return undefined
  const { opId, device, seq } = found.data
  const content = contentOf(raw)
  if (!content) return undefined
  const envelope = { opId, device, seq, ...content }
  const operation = operationSchema.safeParse(raw)
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

/** undefined when it is nested so deeply that it cannot be written down again. */
function contentOf(
  raw: Readonly<Record<string, unknown>>,
): { readonly hash: string; readonly body: string } | undefined {
  try {
    const { device: _device, seq: _seq, ...content } = raw
    return { hash: sha256(canonical(content)), body: JSON.stringify(raw) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

const isOfALaterVersion = (raw: Readonly<Record<string, unknown>>): boolean =>
  (typeof raw['v'] === 'number' && raw['v'] > operationVersion) || laterKinds.some(kind => kind === raw['kind'])

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
