/** The scorecard of June 2017 of one service, from the published months before it and the June returns as typed. */
import type { Basis, CountyScorecard } from '../../../src/domain/county/card.ts'
import type { KnownReturn } from '../../../src/domain/county/parts.ts'
import { countyScorecard, type ScorecardInput } from '../../../src/domain/county/scorecard.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { type CellKey, type ScopeId, type ServiceId, scopeOf } from '../../../src/domain/ids.ts'
import { period } from '../../../src/domain/time/period.ts'
import type { ReturnState } from '../../../src/domain/workflow.ts'
import { loadComparators } from '../../../src/indicator-sets/comparators.ts'
import { loadHistories } from '../../../src/indicator-sets/history.ts'
import { june } from '../../indicator-sets/june-returns.ts'
import { figures, returns, set } from '../../server/june-county.ts'

export { returns, set }
export const histories = new Map(
  loadHistories(set, period('2017-05')).map(one => [`${one.contract}/${one.place}`, one.months]),
)
const comparators = loadComparators(set)

/** The June returns; `state` says of each place which it is in, undefined: nothing was returned. */
export const juneIn = (
  state: (scope: ScopeId) => ReturnState | undefined = () => 'submitted',
): ReadonlyMap<ScopeId, readonly KnownReturn[]> =>
  new Map(
    returns.flatMap(({ contract, place }) => {
      const scope = scopeOf(contract.id, place)
      const is = state(scope)
      const all = new Map<CellKey, CellValue>(figures(contract, place))
      return is === undefined ? [] : [[scope, [{ period: june, state: is, cells: all }]] as const]
    }),
  )

export const juneCard = (
  service: string,
  more: Partial<ScorecardInput> & { readonly basis?: Basis } = {},
): CountyScorecard =>
  countyScorecard({
    set,
    service: service as ServiceId,
    period: june,
    basis: 'submitted',
    published: (contract, place) => histories.get(`${contract}/${place}`) ?? {},
    returns: juneIn(),
    asked: new Set([june]),
    sees: () => true,
    readsTexts: true,
    comparators,
    actions: [],
    ...more,
  })
