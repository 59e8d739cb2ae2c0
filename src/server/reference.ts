/** Reference data in memory: the indicator set, collections and history, and each as the document devices fetch. */
import { hash } from 'node:crypto'
import { canonical } from '../domain/figures/figure.ts'
import type { ContractId, IndicatorId, IsoDate, PlaceId, ServiceId } from '../domain/ids.ts'
import type { PlaceHistory } from '../domain/reading.ts'
import type { Contract, IndicatorSet } from '../domain/set/indicator-set.ts'
import { meaningText } from '../domain/set/meaning.ts'
import type { Period } from '../domain/time/period.ts'
import { setVersionOf } from '../protocol/digests.ts'
import type { Collection, History, ReferenceDocument } from '../protocol/exchange.ts'
import type { Storage, StoredDocument } from './storage/storage.ts'

export interface Reference {
  readonly set: IndicatorSet
  readonly setVersion: string
  readonly collections: readonly Collection[]
  /** By hash. */
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** What each indicator means, as operations say it. */
  readonly meanings: ReadonlyMap<IndicatorId, string>
  contract(id: ContractId): Contract | undefined
  isOpen(contract: Contract, month: Period): boolean
  /** Whether the council has closed that month for the contract's service. */
  isClosed(contract: Contract, month: Period): boolean
  /** The day by which that month's return is due; undefined: there is none. */
  due(contract: Contract, month: Period): IsoDate | undefined
  history(contract: ContractId, place: PlaceId): PlaceHistory
}

/** The service of a contract, as the record asks for it. */
export const serviceIn =
  (reference: Reference) =>
  (contract: ContractId): ServiceId | undefined =>
    reference.contract(contract)?.service

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** The first 16 hexadecimal digits of the SHA-256 of each indicator's meaning. */
export const meaningsOf = (set: IndicatorSet): ReadonlyMap<IndicatorId, string> =>
  new Map(set.indicators.map(indicator => [indicator.id, sha256(meaningText(indicator)).slice(0, 16)]))

/** A document as stored and sent: its body is canonical, so that its hash follows from its content alone. */
export function documentOf(id: string, document: ReferenceDocument): StoredDocument {
  const body = canonical(document)
  return { id, hash: sha256(body), body }
}

export const setDocument = (set: IndicatorSet): StoredDocument =>
  documentOf(`set/${set.id}`, { type: 'indicator-set', set })

export const historyDocument = (history: History): StoredDocument =>
  documentOf(`history/${history.contract}/${history.place}`, { type: 'history', history })

/** Contract and place of a history document's id, or undefined when it is another document. */
export function partsOfHistory(id: string): { readonly contract: ContractId; readonly place: PlaceId } | undefined {
  const [type, contract, place] = id.split('/')
  if (type !== 'history' || contract === undefined || place === undefined) return undefined
  return { contract: contract as ContractId, place: place as PlaceId }
}

/** Reads it from storage, where it was checked before it was put. Throws when the data file has no indicator set. */
export async function loadReference(storage: Storage): Promise<Reference> {
  const stored = await storage.documents()
  const collections = await storage.collections()
  const sets: IndicatorSet[] = []
  const histories = new Map<string, PlaceHistory>()
  for (const { body } of stored) {
    const document: ReferenceDocument = JSON.parse(body)
    if (document.type === 'indicator-set') sets.push(document.set)
    if (document.type === 'history')
      histories.set(`${document.history.contract}/${document.history.place}`, document.history.months)
  }
  const set = sets.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
  if (!set) throw new Error('The data file holds no indicator set.')
  const documents = [...stored, documentOf('collections', { type: 'collections', collections: [...collections] })]
  const contracts = new Map(set.contracts.map(contract => [contract.id, contract]))
  const collectionOf = (contract: Contract, month: Period): Collection | undefined =>
    collections.find(each => each.service === contract.service && each.period === month)
  return {
    set,
    setVersion: setVersionOf(set),
    collections,
    documents: new Map(documents.map(document => [document.hash, document])),
    meanings: meaningsOf(set),
    contract: id => contracts.get(id),
    isOpen: (contract, month) =>
      contract.start <= month &&
      (contract.end === undefined || month <= contract.end) &&
      collectionOf(contract, month)?.state === 'open',
    isClosed: (contract, month) => collectionOf(contract, month)?.closed !== undefined,
    due: (contract, month) => collectionOf(contract, month)?.due,
    history: (contract, place) => histories.get(`${contract}/${place}`) ?? {},
  }
}
