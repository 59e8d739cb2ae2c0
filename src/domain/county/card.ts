/** What a scorecard is: one service of one month, every place and contract of it, each with its table. Plain data. */
import type { ContractId, IndicatorId, IsoDate, PlaceId, ServiceId } from '../ids.ts'
import type { Direction } from '../ratings/direction.ts'
import type { Rag } from '../ratings/rating.ts'
import type { Period } from '../time/period.ts'

/** Which returns count: those that a provider has submitted, or only those that the council has accepted. */
export const bases = ['submitted', 'accepted'] as const
export type Basis = (typeof bases)[number]

/**
 * Where a month's figures come from: published before; an accepted return; a return submitted and not accepted; no
 * return where one was asked for (of a total: of one place in it at least); nothing was asked.
 */
export const marks = { published: 'u', accepted: 'a', provisional: 'p', missing: 'x', nothing: '.' } as const
export type Provenance = keyof typeof marks

/** A figure of others, shown beside and never rated or added. */
export interface Beside {
  readonly of: 'district' | 'county' | 'england'
  /** '75.7 %'. */
  readonly shown: string
}

export interface CardRow {
  readonly indicator: IndicatorId
  /** One a month of the scorecard: digits without unit ('1234.5'), '-' where there is no figure, '' where none can be. */
  readonly figures: readonly string[]
  /** The month's figure with its unit: '73.7 %', 'Not available', '–'. */
  readonly shown: string
  /** Of a ratio whose part and whole are known. */
  readonly part?: string | undefined
  readonly whole?: string | undefined
  /** The month the figure is of, where it is an earlier one. */
  readonly of?: Period | undefined
  readonly rag: Rag | null
  /** Why it has this rating or none, in words. */
  readonly why: string
  readonly direction: Direction['type']
  /** 'Worsened from 61.5 %'. */
  readonly moved: string
  /** In words: 'at least 80 %'. */
  readonly target: { readonly month?: string | undefined; readonly year?: string | undefined }
  /** The places without which the figure is incomplete. */
  readonly missing: readonly PlaceId[]
  readonly beside?: readonly Beside[] | undefined
  /** What to know of the data: a change of the definition. */
  readonly note?: string | undefined
}

/** A county, an area, a contract, a district or a centre. */
export interface CardNode {
  /** 'every/kent', 'fs-porchlight-2016/all', 'fs-porchlight-2016/thanet': contract (or every one of them) and place. */
  readonly key: string
  /** The place's level as the set words it, or 'contract'. */
  readonly level: string
  /** `all`: the contract as a whole. */
  readonly place: PlaceId
  /** The one contract it is of; absent: several. */
  readonly contract?: ContractId | undefined
  readonly parent?: string | undefined
  /** The returns in it that are asked for this month, and how many of them count here. */
  readonly returns: { readonly asked: number; readonly counted: number; readonly accepted: number }
  /** One letter a month: see `marks`. */
  readonly marks: string
  readonly rows: readonly CardRow[]
}

/** What a provider wrote about figures of this month. */
export interface CardExplanation {
  readonly contract: ContractId
  /** The place it is about; of the contract-wide part, each place it names is listed once. */
  readonly place: PlaceId
  readonly indicators: readonly IndicatorId[]
  /** Reasons picked, in words. */
  readonly reasons: readonly string[]
  readonly text: string
}

/** Something agreed in a meeting and not done yet. */
export interface CardAction {
  readonly contract: ContractId
  readonly place: PlaceId
  readonly indicators: readonly IndicatorId[]
  readonly text: string
  readonly who: string
  readonly due?: IsoDate | undefined
}

export interface CountyScorecard {
  readonly service: ServiceId
  readonly period: Period
  readonly basis: Basis
  /** The thirteen months of the tables, in order. */
  readonly months: readonly Period[]
  /** Parents before their children. */
  readonly nodes: readonly CardNode[]
  readonly explanations: readonly CardExplanation[]
  readonly actions: readonly CardAction[]
}
