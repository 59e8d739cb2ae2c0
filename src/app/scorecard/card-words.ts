/** The words of a scorecard's tables. */
import type { Basis, CardNode, CardRow, CountyScorecard } from '../../domain/county/card.ts'
import { groupThousands } from '../../domain/figures/measure.ts'
import { everywhere, type PlaceId } from '../../domain/ids.ts'
import type { IndicatorSet, Place } from '../../domain/set/indicator-set.ts'
import { placeById, placeName } from '../../domain/set/places.ts'
import type { Period } from '../../domain/time/period.ts'
import { nameOfPlace, providerTitle } from '../month/month.ts'

/** 'Thanet'; of a contract as a whole its provider. */
export function nodeName(set: IndicatorSet, node: CardNode, month: Period): string {
  if (node.place !== everywhere) return nameOfPlace(set, node.place, month)
  const contract = set.contracts.find(one => one.id === node.contract)
  return contract ? `${providerTitle(set, contract, month)}, whole contract` : 'The whole contract'
}

/** Whose figures they are: one provider's, or those of several. */
export function providerOf(set: IndicatorSet, node: CardNode, month: Period): string | undefined {
  const contract = set.contracts.find(one => one.id === node.contract)
  return contract && providerTitle(set, contract, month)
}

export const basisWords: Readonly<Record<Basis, string>> = {
  submitted: 'Submitted returns, accepted or not',
  accepted: 'Accepted returns only',
}

/** 'without Thanet, Dover'; '' where nothing is missing. */
export const withoutWords = (set: IndicatorSet, missing: readonly PlaceId[], month: Period): string =>
  missing.length === 0 ? '' : `without ${missing.map(place => nameOfPlace(set, place, month)).join(', ')}`

/** A month's figure as a table shows it: digits grouped, a dash for no figure, nothing where none can be. */
export const monthFigure = (digits: string): string => (digits === '-' ? '–' : groupThousands(digits))

/** The mark beside a figure, with its word; undefined: it needs none. */
export function markOf(
  letter: string | undefined,
  digits: string,
): { readonly mark: string; readonly word: string } | undefined {
  if (letter === 'p' && digits !== '') return { mark: '[p]', word: 'submitted, not accepted' }
  if (letter === 'x') return { mark: '[x]', word: digits === '' || digits === '-' ? 'no return' : 'incomplete' }
  return undefined
}

/** 'at least 80 % · at least 688 for the year', 'none'. */
export function targetWords({ target: { month, year } }: CardRow): string {
  const words = [...(month === undefined ? [] : [month]), ...(year === undefined ? [] : [`${year} for the year`])]
  return words.length === 0 ? 'none' : words.join(' · ')
}

export const besideWords = { district: 'District', county: 'County', england: 'England' } as const

/** From the top down to a node, itself last. */
export function pathTo(card: Pick<CountyScorecard, 'nodes'>, node: CardNode): readonly CardNode[] {
  const above = card.nodes.find(one => one.key === node.parent)
  return above ? [...pathTo(card, above), node] : [node]
}

export const onsCode = (place: Place | undefined): string => place?.codes.at(-1)?.code ?? ''

export const placeText = (set: IndicatorSet, node: CardNode, month: Period): string => {
  const place = placeById(set, node.place)
  return place ? placeName(place, month) : nodeName(set, node, month)
}

/** The text that most rows have, said once for all of them; '' where there is none. `others`: some have another. */
export function mostOften(texts: readonly string[]): { readonly common: string; readonly others: boolean } {
  const counted = [...Map.groupBy(texts, text => text)].toSorted(([, a], [, b]) => b.length - a.length)
  return { common: counted[0]?.[0] ?? '', others: counted.length > 1 }
}
