import { expect, it } from 'vitest'
import { noStatus, stateBuilder } from '../../../src/device/desk-state.ts'
import { emptyOutbox } from '../../../src/device/outbox/outbox.ts'
import type { Collection } from '../../../src/protocol/exchange.ts'
import { contract, installation, lead, month, set, sheets } from '../county.ts'

const service = 'support'
const collection = { service, period: month, due: '2017-07-14', state: 'open' } as unknown as Collection
const stateWith = (collections: readonly Collection[], builder = stateBuilder()) => {
  const me = { person: lead, scopes: [`${contract}/east-a`] } as never
  const truth = {
    ...{ identity: { me, installation }, sheets: new Map(), cursors: {}, documents: new Map() },
    ...{ set, collections, histories: new Map() },
  }
  return builder.build({ outbox: emptyOutbox, drafts: [], truth }, { edits: [], drafts: [] }, noStatus, 0, [])
}

it('a month that the council closed is over for a provider, and the same object while nothing changes', () => {
  const closed = [{ ...collection, closed: '2017-07-20' as Collection['due'] }]
  expect(stateWith([collection]).collections).toEqual([collection])
  expect(stateWith(closed).collections).toEqual([{ ...closed[0], state: 'history' }])
  const builder = stateBuilder()
  expect(stateWith(closed, builder).collections).toBe(stateWith(closed, builder).collections)
  expect(stateWith(closed).sheets.has(sheets.east)).toBe(true)
})
