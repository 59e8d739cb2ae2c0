// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { action, meeting } from '../../domain/meetings/noted.ts'
import { amount, contract, ratio } from '../../domain/small-set.ts'
import { FakeDesk } from '../fake-desk.ts'
import { draw, pulled } from './at-meetings.tsx'

afterEach(() => cleanup())

const address = `/after/${contract.id}`
const provider = () => {
  const desk = new FakeDesk()
  desk.change({
    histories: new Map([
      [`${contract.id}/east-a`, { '2017-05': { closed: amount(20), achieved: ratio(18), withdrawn: ratio(3) } }],
    ]),
  })
  desk.pull('east-a', { closed: amount(20), achieved: ratio(5), withdrawn: ratio(1) })
  return desk
}

describe('after the meeting, for a provider', () => {
  it('empty: says that no meeting has been noted, and that no figure was entered', () => {
    draw(new FakeDesk(), address)
    expect(screen.getByText('No meeting has been noted yet, or nothing of it has been shared with you.')).toBeTruthy()
    expect(screen.getByText('No figure of June 2017 has been entered yet.')).toBeTruthy()
  })
  it('shows what changed, what worsened first, with word, direction and the rating before', () => {
    draw(provider(), address)
    const rows = screen.getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/^Aachieved achieved25\.0 %■Redwas Green↓ Worsened from 90\.0 %$/)
    expect(rows[1]?.textContent).toContain('Improved')
    expect(screen.getByText(/Not submitted: these figures may change/)).toBeTruthy()
  })
  it('says which returns are accepted, and when', () => {
    const desk = provider()
    desk.setSheet('east-a', {
      state: 'accepted',
      review: {
        accepted: {
          by: { id: 'person-2' as never, name: 'Officer' },
          at: '2017-07-12T09:00:00.000Z' as never,
          ordinal: 1,
          seen: '',
        },
      },
    })
    draw(desk, address)
    expect(screen.getByText(/on 12 July 2017 at 10:00/)).toBeTruthy()
  })
  it('shows shared notes by meeting, and who owes what; nothing internal, should it ever be on the device', () => {
    const desk = provider()
    pulled(desk, 'shared', {
      m1: meeting('2017-07-04'),
      n1: { type: 'note', meeting: 'm1', text: 'Fewer staff in May', indicator: 'achieved' as never },
      a1: action('m1', { due: '2017-07-10' as never, who: 'the manager' }),
      a2: action('m1', { owner: 'council', text: 'Send the form' }),
      p1: {
        type: 'plan',
        kind: 'improvement-plan',
        title: 'Outcomes',
        indicators: [],
        from: '2017-07-01' as never,
        end: '2017-09-30' as never,
        status: 'open',
        outcome: '',
      },
    })
    pulled(desk, 'internal', { n2: { type: 'note', meeting: 'm1', text: 'Not for her' } })
    draw(desk, address)
    expect(screen.getByRole('article').textContent).toContain('achieved achieved: Fewer staff in May')
    expect(within(screen.getByRole('region', { name: 'You owe' })).getByRole('listitem').textContent).toMatch(
      /Write it downA\. the manager\. Agreed 4 July 2017, open for 7 days\. Due 10 July 2017: overdue\./,
    )
    expect(screen.getByRole('region', { name: 'The council owes' }).textContent).toContain('Send the form')
    expect(screen.getByText(/Improvement plan, open, 1 July 2017 to 30 September 2017/)).toBeTruthy()
    expect(document.body.textContent).not.toContain('Not for her')
  })
  it('of a contract that is not hers: says so', () => {
    draw(provider(), '/after/another')
    expect(screen.queryByRole('heading', { name: /After the meeting/ })).toBeNull()
  })
})
