/** A month whose figures ask to be explained: three Reds, and a comparison with reasons. */
import type { IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import {
  achieved,
  amount,
  atLeast,
  atMost,
  contract,
  d,
  iid,
  ratio,
  target,
  withdrawn,
} from '../../domain/small-set.ts'
import { FakeDesk, set } from '../fake-desk.ts'

const term = (id: string) => ({ indicator: iid(id), operand: 'value', when: 'this', sign: '+' }) as const

export const asking: IndicatorSet = {
  ...set,
  targets: contract.places.flatMap(place => [
    target(achieved, place, { month: atLeast('80') }),
    target(withdrawn, place, { month: atMost('10') }),
  ]),
  comparisons: [
    {
      id: 'open-closed',
      check: 'subset',
      service: contract.service,
      title: 'More open than closed',
      left: [term('open')],
      op: '<=',
      right: [term('closed')],
      margin: d('2'),
      reasons: [
        { id: 'late', text: 'A closure was recorded late' },
        { id: 'moved', text: 'Cases moved in or out' },
      ],
    },
  ],
}

/** Districts with 1 of 3 achieved and 2 of 3 withdrawn, both Red; in A 9 are open. */
export function deskThatAsks(options: ConstructorParameters<typeof FakeDesk>[0] = {}): FakeDesk {
  const desk = new FakeDesk(options)
  desk.change({ set: asking })
  desk.pull('east-a', { closed: amount(3), open: amount(9), achieved: ratio('1'), withdrawn: ratio('2') })
  desk.pull('east-b', { closed: amount(3), achieved: ratio('1') })
  return desk
}
