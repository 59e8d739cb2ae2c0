/** A storage of Maps for the pure decision: a million batches a minute instead of a thousand. */

import type { AnyRole } from '../../src/domain/access/roles.ts'
import type { DeviceId, Instant, OpId, PersonId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { Cursor, Outcome } from '../../src/protocol/exchange.ts'
import { meaningsOf, type Reference } from '../../src/server/reference.ts'
import type { BatchState, LogEntry, StoredOperation, StoredSheet } from '../../src/server/storage/storage.ts'
import { readArrivals } from '../../src/server/sync/decide/arrival.ts'
import type { Author } from '../../src/server/sync/decide/batch.ts'
import { type Decision, decide } from '../../src/server/sync/decide/decide.ts'
import { officeDeviceOf } from '../../src/server/sync/decide/review/office.ts'
import { setVersion } from './operations.ts'
import { countySet, helper } from './small-county.ts'

export const reference: Reference = {
  set: countySet,
  setVersion,
  collections: [],
  documents: new Map(),
  meanings: meaningsOf(countySet),
  contract: id => countySet.contracts.find(contract => contract.id === id),
  isOpen: (_contract, period) => period === '2017-06',
  isClosed: () => false,
  due: () => undefined,
  history: () => ({}),
}

const everyScope: ReadonlySet<ScopeId> = new Set(
  ['east-a', 'east-b', 'west-c', 'all'].map(place => `${helper}/${place}` as ScopeId),
)
export const author = (name: string, role: AnyRole = 'provider-editor', scopes = everyScope): Author => ({
  id: name as PersonId,
  name,
  roleIn: () => role,
  scopes,
})
const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant
export const start = Date.parse('2017-07-11T10:00:00.000Z')

export class MemoryLog {
  readonly operations = new Map<OpId, StoredOperation>()
  readonly sheets = new Map<SheetId, StoredSheet>()
  readonly heads = new Map<ScopeId, Cursor>()
  readonly log: LogEntry[] = []
  /** In the order received. */
  readonly received: { readonly author: Author; readonly operation: unknown; readonly device: DeviceId }[] = []
  /** Whether the council has closed the month. */
  closed = false
  private readonly devices = new Map<DeviceId, Map<number, OpId>>()

  private state(device: DeviceId): BatchState {
    const logged = this.devices.get(device) ?? new Map<number, OpId>()
    return {
      lastSeq: Math.max(0, ...logged.keys()),
      logged,
      operations: this.operations,
      waiting: [...this.operations.values()].filter(operation => operation.outcome === 'waiting'),
      sheets: this.sheets,
      heads: this.heads,
    }
  }

  /** Decides and, when decided, stores. `at` in milliseconds. */
  push(
    by: Author,
    device: DeviceId,
    operations: readonly unknown[],
    at: number = start,
    last: { readonly seq: number; readonly opId: OpId } | null = null,
  ): Decision {
    const { arrivals, setAside } = readArrivals(operations, device)
    if (setAside) throw new RangeError('An operation says not which it is')
    const before = new Set(this.operations.keys())
    const decision = decide(
      {
        author: by,
        device,
        ...(device === officeDeviceOf(by.id) ? { office: true as const } : {}),
        receivedAt: instant(at),
        last,
        arrivals,
      },
      this.state(device),
      this.closed ? { ...reference, isClosed: () => true } : reference,
    )
    if (decision.type !== 'decided') return decision
    const { writes } = decision
    for (const operation of [...writes.operations, ...writes.settled]) this.operations.set(operation.opId, operation)
    const numbers = this.devices.get(device) ?? new Map<number, OpId>()
    for (const { seq, opId } of writes.deviceLog) numbers.set(seq, opId)
    this.devices.set(device, numbers)
    // Frozen: a decision that altered what it was given would throw.
    for (const sheet of writes.sheets) this.sheets.set(sheet.sheet, { ...sheet, cells: Object.freeze(sheet.cells) })
    for (const entry of writes.log) {
      this.heads.set(entry.scope, { seq: entry.seq, tip: entry.opId })
      this.log.push(entry)
    }
    for (const arrival of arrivals)
      if (!before.has(arrival.opId)) {
        before.add(arrival.opId)
        this.received.push({ author: by, operation: JSON.parse(arrival.body), device })
      }
    return decision
  }

  /** The outcomes of a batch that is taken. */
  outcomes(by: Author, device: DeviceId, operations: readonly unknown[], at?: number): readonly Outcome[] {
    const decision = this.push(by, device, operations, at)
    if (decision.type !== 'decided') throw new Error(JSON.stringify(decision))
    return decision.outcomes
  }

  cell(sheet: SheetId, cell: string) {
    return this.sheets.get(sheet)?.cells[cell as never]
  }

  cells(): Readonly<Record<string, StoredSheet['cells']>> {
    return Object.fromEntries([...this.sheets].map(([id, sheet]) => [id, sheet.cells]))
  }
}
