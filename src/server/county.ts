/** What a county starts with: its indicator set, history, open collections and people. Loaded by `seed`. */
import type { ContractGrant, ServiceGrant } from '../domain/access/grants.ts'
import type { AnyRole } from '../domain/access/roles.ts'
import type { Comparator } from '../domain/county/scorecard.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { Collection, History } from '../protocol/exchange.ts'

export interface PersonToSeed {
  readonly name: string
  readonly email: string
  readonly password: string
  /** The password, hashed before; absent: it is hashed when she is added. */
  readonly passwordHash?: string
  readonly role: AnyRole
  /** Provider people: contracts, each whole or some of its places. */
  readonly contracts: readonly ContractGrant[]
  /** People of the council: services, each whole or some of its areas. */
  readonly services: readonly ServiceGrant[]
}

export interface County {
  readonly set: IndicatorSet
  readonly histories: readonly History[]
  readonly collections: readonly Collection[]
  readonly people: readonly PersonToSeed[]
  /** Figures of others beside those of its contracts, as it has them today: not kept in the data file. */
  readonly comparators?: readonly Comparator[]
}
