/** Returns as a device would push them: 240 figures and twelve narratives of a thousand characters. */
import { gzipSync } from 'node:zlib'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { textSchema } from '../../../src/domain/figures/figure-schemas.ts'
import {
  type CellKey,
  type DeviceId,
  type Instant,
  indicatorCell,
  narrativeCell,
  type PersonId,
  type PlaceId,
  scopeOf,
  sheetOf,
} from '../../../src/domain/ids.ts'
import type { Contract, IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import type { Period } from '../../../src/domain/time/period.ts'
import type { PushRequest } from '../../../src/protocol/exchange.ts'
import type { SetOperation } from '../../../src/protocol/operation.ts'
import { protocolVersion } from '../../../src/protocol/versions.ts'
import { figure } from './county.ts'

export interface Author {
  readonly person: PersonId
  readonly device: DeviceId
}

const sentence = 'Two workers were away for part of the month and new cases were shared out between districts. '
/** A thousand characters, different for every number. */
export const narrative = (n: number): string => `${n}. ${sentence.repeat(12)}`.slice(0, 1_000)

const text = (n: number): CellValue =>
  textSchema.parse({ type: 'text', paragraphs: [narrative(n)], audience: 'council' })

/** One month's return of a contract, numbered from 1 for a device that has sent nothing yet. */
export function returnOf(set: IndicatorSet, contract: Contract, month: Period, by: Author): readonly SetOperation[] {
  const operations: SetOperation[] = []
  const write = (place: PlaceId, cell: CellKey, value: CellValue): void => {
    operations.push({
      opId: newOpId(Date.now()),
      device: by.device,
      seq: operations.length + 1,
      v: 1,
      person: by.person,
      scope: scopeOf(contract.id, place),
      sheet: sheetOf(contract.id, place, month),
      kind: 'set',
      cell,
      value,
      base: null,
      setVersion: `${set.id}@${set.effectiveFrom}`,
      appVersion: '0.0.0',
      deviceTime: new Date().toISOString() as Instant,
    })
  }
  contract.places.forEach((place, p) => {
    set.indicators.forEach((indicator, i) => {
      write(place, indicatorCell(indicator.id), figure(indicator, p * 31 + i * 7))
    })
    write(place, narrativeCell('district'), text(p))
  })
  return operations
}

/** The bytes of the push, packed as a device packs them. */
export function packed(by: Author, operations: readonly SetOperation[]): Buffer {
  const request: PushRequest = {
    protocol: protocolVersion,
    person: by.person,
    device: by.device,
    last: null,
    operations: [...operations],
  }
  return gzipSync(JSON.stringify(request))
}
