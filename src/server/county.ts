/** What a county starts with: its indicator set, history, open collections and people. Loaded by `seed`. */
import type { ContractId, PlaceId, ServiceId } from '../domain/ids.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { Role } from '../domain/workflow.ts'
import type { Collection, History } from '../protocol/exchange.ts'

export interface PersonToSeed {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Provider people: contracts, each whole or some of its places. */
  readonly contracts: readonly { readonly contract: ContractId; readonly places: 'every' | readonly PlaceId[] }[]
  /** Officers: the services they commission. */
  readonly services: readonly ServiceId[]
}

export interface County {
  readonly set: IndicatorSet
  readonly histories: readonly History[]
  readonly collections: readonly Collection[]
  readonly people: readonly PersonToSeed[]
}
