/** A small county for the device's tests: one contract of three districts, one open month, people named by role. */
import { wholeService } from '../../src/domain/access/grants.ts'
import type { ContractId, PersonId, PlaceId, ServiceId, SheetId } from '../../src/domain/ids.ts'
import { everywhere, indicatorCell, narrativeCell, sheetOf } from '../../src/domain/ids.ts'
import { period } from '../../src/domain/time/period.ts'
import { setVersionOf } from '../../src/protocol/digests.ts'
import type { Collection, Installation } from '../../src/protocol/exchange.ts'
import { documentOf, historyDocument, meaningsOf, type Reference, setDocument } from '../../src/server/reference.ts'
import type { StoredPerson } from '../../src/server/storage/storage.ts'
import { indicator, set as smallSet } from '../domain/small-set.ts'

const service = 'support' as ServiceId
export const contract = 'su-helper-2016' as ContractId
export const month = period('2017-06')
export const places = ['east-a', 'east-b', 'west-c'] as PlaceId[]
const [east = everywhere, south = everywhere, west = everywhere] = places
export const sheets = {
  east: sheetOf(contract, east, month),
  south: sheetOf(contract, south, month),
  west: sheetOf(contract, west, month),
}
export const wholeSheet: SheetId = sheetOf(contract, everywhere, month)
export const cells = {
  closed: indicatorCell(indicator('closed').id),
  open: indicatorCell(indicator('open').id),
  summary: narrativeCell('summary'),
}

export const set: typeof smallSet = {
  ...smallSet,
  indicators: [indicator('closed'), indicator('open')],
  targets: [],
  services: smallSet.services.map(each => ({
    ...each,
    narrative: [
      { id: 'summary', title: 'Summary', guidance: 'What happened', per: 'place' as const },
      { id: 'overview', title: 'Overview', guidance: 'What happened everywhere', per: 'contract' as const },
    ],
  })),
}
export const setVersion = setVersionOf(set)

export const lead: StoredPerson = {
  id: 'provider-lead' as PersonId,
  name: 'Provider lead',
  email: 'lead@provider.example',
  role: 'provider-lead',
  contracts: [{ contract, places: 'every' }],
  services: [],
  standsIn: [],
}
export const editor: StoredPerson = {
  ...lead,
  id: 'provider-editor' as PersonId,
  name: 'Provider editor',
  email: 'editor@provider.example',
  role: 'provider-editor',
}
export const officer: StoredPerson = {
  id: 'officer' as PersonId,
  name: 'Commissioning officer',
  email: 'officer@council.example',
  role: 'officer',
  contracts: [],
  services: [wholeService(service)],
  standsIn: [],
}
export const password = 'a password for tests'

export const installation: Installation = {
  council: 'A council',
  protocol: 1,
  appVersion: '0.1.0',
  sample: true,
  today: '2017-07-11' as Installation['today'],
}

const collections: readonly Collection[] = [
  { service, period: month, due: '2017-07-14' as Collection['due'], state: 'open' },
]
const histories = places.map(place => ({
  contract,
  place,
  months: { '2017-05': { closed: { type: 'amount' as const, value: '4' as never } } },
}))

/** What the server of this county knows by heart, under its set or one whose definitions have changed. */
export function referenceOf(of: typeof smallSet = set): Reference {
  const documents = [
    setDocument(of),
    documentOf('collections', { type: 'collections', collections: [...collections] }),
    ...histories.map(historyDocumentOf),
  ]
  return {
    set: of,
    setVersion: setVersionOf(of),
    collections,
    documents: new Map(documents.map(document => [document.hash, document])),
    meanings: meaningsOf(of),
    contract: id => of.contracts.find(each => each.id === id),
    isOpen: (_contract, asked) => asked === month,
    isClosed: () => false,
    due: () => undefined,
    history: (_contract, place) => histories.find(each => each.place === place)?.months ?? {},
  }
}
const historyDocumentOf = (history: (typeof histories)[number]) => historyDocument(history)

export const amount = (value: number) => ({ type: 'amount', value: String(value) as never }) as const
