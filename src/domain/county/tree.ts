/** The places and contracts of one service in one month, as a tree: county, area, district, centre; contracts beside. */
import { isInForce } from '../history/added-months.ts'
import { everywhere, type PlaceId } from '../ids.ts'
import type { Contract, IndicatorSet, Place } from '../set/indicator-set.ts'
import { isWithin, placeById } from '../set/places.ts'
import type { Period } from '../time/period.ts'

/** A return's place: the lowest there is. */
export interface Leaf {
  readonly contract: Contract
  readonly place: PlaceId
}

export interface TreeNode {
  readonly key: string
  readonly level: string
  /** `all`: the contract as a whole. */
  readonly place: PlaceId
  /** The contracts with a place in it. */
  readonly contracts: readonly Contract[]
  readonly parent: string | undefined
  /** The returns it is made of. */
  readonly leaves: readonly Leaf[]
  /** It is one return and no total. */
  readonly single: boolean
}

export const leafKey = ({ contract, place }: Leaf): string => `${contract.id}/${place}`

/** The places above one, nearest first. */
function above(set: IndicatorSet, id: PlaceId): readonly Place[] {
  const places: Place[] = []
  for (let at = placeById(set, id); at?.parent !== undefined; ) {
    at = placeById(set, at.parent)
    if (at) places.push(at)
  }
  return places
}

/**
 * Every node whose returns `sees` all lets through, in the set's order, parents first. A place that is one return of one
 * contract is that return; a contract of several places has a node of its own, under the lowest place that holds all of
 * it. Contracts not in force that month are left out.
 */
export function treeOf(
  set: IndicatorSet,
  service: Contract['service'],
  month: Period,
  sees: (leaf: Leaf) => boolean,
): readonly TreeNode[] {
  const contracts = set.contracts.filter(one => one.service === service && isInForce(one, month))
  const leaves = contracts.flatMap(contract => contract.places.map(place => ({ contract, place })))
  const depth = (place: Place): number => above(set, place.id).length
  const totals = set.places
    .filter(place => leaves.some(leaf => isWithin(set, leaf.place, place.id)))
    .toSorted((a, b) => depth(a) - depth(b))
    .flatMap((place): TreeNode[] => {
      const within = leaves.filter(leaf => isWithin(set, leaf.place, place.id))
      const own = within.filter(leaf => leaf.place === place.id)
      if (within.length === 1 && own.length === 1) return []
      return [nodeOf(`every/${place.id}`, place.level, place.id, within)]
    })
  const wholes = contracts
    .filter(contract => contract.places.length > 1)
    .map(contract =>
      nodeOf(
        `${contract.id}/${everywhere}`,
        'contract',
        everywhere,
        leaves.filter(leaf => leaf.contract === contract),
      ),
    )
    // A county that is one contract's is that contract.
    .filter(node => !totals.some(total => sameLeaves(total, node)))
  const singles = leaves.map(leaf => ({
    ...nodeOf(leafKey(leaf), placeById(set, leaf.place)?.level ?? 'district', leaf.place, [leaf]),
    single: true,
  }))
  const seen = [...totals, ...wholes, ...singles].filter(node => node.leaves.every(sees))
  return inOrder(set, seen)
}

const nodeOf = (key: string, level: string, place: PlaceId, leaves: readonly Leaf[]): TreeNode => ({
  key,
  level,
  place,
  contracts: [...new Set(leaves.map(leaf => leaf.contract))],
  parent: undefined,
  leaves,
  single: false,
})

const sameLeaves = (a: TreeNode, b: TreeNode): boolean =>
  a.leaves.length === b.leaves.length &&
  a.leaves.every(leaf => b.leaves.some(other => leafKey(other) === leafKey(leaf)))

/** Each with its parent, the nearest node of a place above; children follow their parent. */
function inOrder(set: IndicatorSet, nodes: readonly TreeNode[]): readonly TreeNode[] {
  const totals = nodes.filter(node => node.key.startsWith('every/'))
  const placed = nodes.map((node): TreeNode => {
    const places = node.place === everywhere ? node.leaves.map(leaf => leaf.place) : [node.place]
    const holding = totals.filter(
      total => total.key !== node.key && places.every(place => isWithin(set, place, total.place)),
    )
    // The lowest: every other place that holds it holds this one too.
    const parent = holding.findLast(one => holding.every(other => isWithin(set, one.place, other.place)))
    return { ...node, parent: parent?.key }
  })
  const under = (parent: string | undefined): readonly TreeNode[] =>
    placed.filter(node => node.parent === parent).flatMap(node => [node, ...under(node.key)])
  return under(undefined)
}
