/** Operations as a device would make them. */
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { CellKey, DeviceId, Instant, OpId, PersonId, SheetId } from '../../src/domain/ids.ts'
import { partsOfSheet, type ScopeId, sheetOf } from '../../src/domain/ids.ts'
import { setVersionOf } from '../../src/protocol/digests.ts'
import type { Operation, SetOperation } from '../../src/protocol/operation.ts'
import { pid } from '../domain/small-set.ts'
import { countySet, helper, month } from './small-county.ts'

let made = 0
/** A version 7 UUID; the same count gives the same one, so that a failing example can be told. */
export function opId(count = ++made): OpId {
  const digits = count.toString(16).padStart(12, '0')
  return `01900000-0000-7000-8000-${digits}` as OpId
}

export const sheet = (place: string): SheetId => sheetOf(helper, pid(place), month)
export const eastA = sheet('east-a')
export const setVersion = setVersionOf(countySet)
export const deviceTime = '2017-07-11T09:00:00.000Z' as Instant

/** Who makes it: anything that knows its person and its device. */
interface Maker {
  readonly id: PersonId
  readonly device: DeviceId
}

export const common = (by: Maker, seq: number, at: SheetId) => ({
  opId: opId(),
  device: by.device,
  seq,
  v: 1 as const,
  person: by.id,
  scope: (partsOfSheet(at)?.scope ?? 'no/scope') as ScopeId,
  sheet: at,
  setVersion,
  appVersion: '0.0.1',
  deviceTime,
})

export const setCell = (
  by: Maker,
  seq: number,
  cell: string,
  value: CellValue | null,
  more: Partial<SetOperation> = {},
): SetOperation => ({
  ...common(by, seq, more.sheet ?? eastA),
  kind: 'set',
  cell: cell as CellKey,
  value,
  base: null,
  ...more,
})

export const resolveCell = (
  by: Maker,
  seq: number,
  cell: string,
  value: CellValue | null,
  base: OpId | null,
  sides: readonly OpId[],
): Extract<Operation, { kind: 'resolve' }> => ({
  ...common(by, seq, eastA),
  kind: 'resolve',
  cell: cell as CellKey,
  value,
  base,
  sides: [...sides],
})

export const submitSheets = (
  by: Maker,
  seq: number,
  sheets: readonly { readonly sheet: SheetId; readonly seen: string }[],
): Extract<Operation, { kind: 'submit' }> => ({
  ...common(by, seq, sheet('all')),
  kind: 'submit',
  value: { sheets: [...sheets], name: 'A name', role: 'Manager' },
})

export const withdrawSheets = (
  by: Maker,
  seq: number,
  sheets: readonly SheetId[],
): Extract<Operation, { kind: 'withdraw' }> => ({
  ...common(by, seq, sheet('all')),
  kind: 'withdraw',
  value: { sheets: [...sheets] },
})

export const leaveOut = (
  by: Maker,
  seq: number,
  operations: readonly OpId[],
  at: SheetId = eastA,
): Extract<Operation, { kind: 'leave' }> => ({
  ...common(by, seq, at),
  kind: 'leave',
  value: { operations: [...operations], reason: 'Counted in July' },
})

export const voidOf = (by: Maker, seq: number): Extract<Operation, { kind: 'void' }> => ({
  ...common(by, seq, eastA),
  kind: 'void',
})
