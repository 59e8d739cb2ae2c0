/** The table of one node of a scorecard: read by the same rules as a return and its totals (reading.ts). */
import { canonical } from '../figures/figure.ts'
import { isRatio, measure, showValue } from '../figures/measure.ts'
import { isInForce, withTotals } from '../history/added-months.ts'
import { everywhere, type PlaceId } from '../ids.ts'
import { type Decimal, display, type Exact } from '../number/exact.ts'
import { historyCells, indicatorsOf, type PlaceHistory, type Reading, readCell, readTotal } from '../reading.ts'
import { directionSentence, ratingSentence, withUnit } from '../sentences.ts'
import type { Condition, Contract, Indicator, Target } from '../set/indicator-set.ts'
import { enteredAt } from '../set/indicators.ts'
import { conditionLabel, targetFor } from '../set/target.ts'
import { type Period, periodName } from '../time/period.ts'
import { type CardNode, type CardRow, marks, type Provenance } from './card.ts'
import { type Known, type Part, worst } from './parts.ts'
import type { Leaf, TreeNode } from './tree.ts'

/** What all the tables of a scorecard are made from. */
export interface Making {
  readonly known: Known
  readonly months: readonly Period[]
  readonly partOf: (leaf: Leaf) => Part
  /** Whether the reader may see the contract-wide part. */
  readonly seesWhole: (contract: Contract) => boolean
}

/** Where a total is published and has its targets: the whole of a contract is `all`, what is one return is that. */
function ownPlace({ contracts, leaves, place }: TreeNode): PlaceId {
  const [contract, ...others] = contracts
  const [leaf, ...more] = leaves
  if (leaf && more.length === 0) return leaf.place
  return contract && others.length === 0 && leaves.length === contract.places.length ? everywhere : place
}

export function cardNode(making: Making, node: TreeNode): CardNode {
  const { known, months } = making
  const parts = node.leaves.map(making.partOf)
  const history = historyOf(known, node, parts)
  const [contract, ...others] = node.contracts
  const of = (month: Period): Provenance => provenanceOf(known, node, parts, month)
  const returned = parts.map(part => part.from(known.period))
  const { key, level, place, parent } = node
  return {
    key,
    level,
    place,
    ...(contract && others.length === 0 ? { contract: contract.id } : {}),
    ...(parent === undefined ? {} : { parent }),
    returns: {
      asked: returned.filter(one => one !== 'nothing' && one !== 'published').length,
      counted: returned.filter(one => one === 'accepted' || one === 'provisional').length,
      accepted: returned.filter(one => one === 'accepted').length,
    },
    marks: months.map(month => marks[month > known.period ? 'nothing' : of(month)]).join(''),
    rows: contract
      ? indicatorsOf(known.set, contract, known.period).flatMap(indicator => {
          const read = readRow(making, node, parts, history, indicator)
          return read ? [rowOf(making, node, history, indicator, read)] : []
        })
      : [],
  }
}

const publishedOf = (known: Known, node: TreeNode): PlaceHistory => {
  const [contract, ...others] = node.contracts
  return contract && others.length === 0 ? known.published(contract.id, ownPlace(node)) : {}
}

function historyOf(known: Known, node: TreeNode, parts: readonly Part[]): PlaceHistory {
  const [part] = parts
  if (node.single && part) return part.history
  return withTotals(known.set, publishedOf(known, node), parts) ?? {}
}

function provenanceOf(known: Known, node: TreeNode, parts: readonly Part[], month: Period): Provenance {
  if (!node.single && publishedOf(known, node)[month] !== undefined) return 'published'
  return worst(parts.filter(part => isInForce(part.contract, month)).map(part => part.from(month)))
}

type Read = Reading & { readonly missing: readonly PlaceId[] }

/** undefined: the indicator has no place in this table. */
function readRow(
  making: Making,
  node: TreeNode,
  parts: readonly Part[],
  history: PlaceHistory,
  indicator: Indicator,
): Read | undefined {
  const { known } = making
  const wide = enteredAt(indicator, everywhere)
  const [part] = parts
  if (part && node.single && !wide) return { ...readCell(part.context, indicator), missing: [] }
  const whole = node.contracts.every(contract => contract.places.every(place => has(node, contract, place)))
  if (wide && !(whole && node.contracts.every(making.seesWhole))) return undefined
  const made = wide ? node.contracts.map(contract => making.partOf({ contract, place: everywhere })) : parts
  const [first] = made
  if (!first) return undefined
  const place = ownPlace(node)
  // A month that is published is as published: its parts were not.
  const published = publishedOf(known, node)[known.period]
  if (published?.[indicator.id] !== undefined || (published && indicator.derived)) {
    const cells = new Map(Object.entries(published)) as ReadonlyMap<string, (typeof published)[string]>
    const context = { ...first.context, place, history, cells: cells as typeof first.context.cells }
    return { ...readCell(context, indicator), missing: [] }
  }
  const at = { place, history, asked: { target: askedOf(known, node, place, indicator) } }
  return readTotal(
    made.map(one => one.context),
    at,
    indicator,
  )
}

const has = (node: TreeNode, contract: Contract, place: PlaceId): boolean =>
  node.leaves.some(leaf => leaf.contract === contract && leaf.place === place)

/** The target of a total: the contract's for it; over several contracts, what every one of them asks of a share. */
function askedOf({ set, period }: Known, node: TreeNode, place: PlaceId, indicator: Indicator): Target | undefined {
  const [first, ...others] = node.contracts.map(contract => {
    const [only] = contract.places.length === 1 ? contract.places : []
    const at = (where: PlaceId): Target | undefined => targetFor(set, indicator, contract.id, where, period)
    return at(place) ?? (node.contracts.length === 1 ? undefined : at(only ?? everywhere))
  })
  if (first === undefined || others.length === 0) return first
  const said = (target: Target | undefined): string => canonical([target?.month, target?.year, target?.profile])
  return isRatio(indicator) && others.every(other => said(other) === said(first)) ? first : undefined
}

function rowOf(making: Making, node: TreeNode, history: PlaceHistory, indicator: Indicator, read: Read): CardRow {
  const { set, period } = making.known
  const { measured, rating, direction, target } = read
  const parts = isRatio(indicator) && measured.state === 'measured' && measured.part && measured.whole
  const incomplete = read.missing.length > 0
  return {
    indicator: indicator.id,
    figures: making.months.map(month => figureAt(making, node, history, indicator, read, month)),
    shown: showValue(indicator, measured),
    ...(parts && measured.part && measured.whole ? { part: plain(measured.part), whole: plain(measured.whole) } : {}),
    ...(read.of === period || measured.state !== 'measured' ? {} : { of: read.of }),
    rag: rating.rag,
    why: incomplete
      ? 'Incomplete: not rated.'
      : `${read.of === period ? '' : `${periodName(read.of)}: `}${ratingSentence(set, indicator, rating)}`,
    direction: direction.type,
    moved: directionSentence(indicator, direction),
    target: { ...said('month', indicator, target?.month), ...said('year', indicator, target?.year) },
    missing: read.missing,
    ...noteOf(making, indicator),
  }
}

const said = (of: 'month' | 'year', indicator: Indicator, condition: Condition | undefined): CardRow['target'] =>
  condition ? { [of]: conditionLabel(condition, value => withUnit(indicator, value)) } : {}

/** Without needless zeros. */
const plain = (value: Exact): string => display(value, 3).replace(/\.?0+$/, '') as Decimal

function figureAt(
  { known }: Making,
  node: TreeNode,
  history: PlaceHistory,
  indicator: Indicator,
  read: Read,
  month: Period,
): string {
  if (month > known.period) return ''
  if (!node.contracts.some(contract => isInForce(contract, month))) return ''
  const now = month === known.period
  const own = now && read.of === month
  const measured = own ? read.measured : measure(known.set, indicator, historyCells(history, month))
  if (measured.state === 'measured') return display(measured.value, indicator.decimals)
  return now || history[month] !== undefined ? '-' : ''
}

function noteOf({ months, known }: Making, { seriesBreaks }: Indicator): { readonly note?: string } {
  const broken = (seriesBreaks ?? []).filter(month => months.includes(month) && month <= known.period)
  const [first] = broken
  return first === undefined ? {} : { note: `The definition changed in ${periodName(first)}.` }
}
