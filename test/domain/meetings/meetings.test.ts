import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoteValue } from '../../../src/domain/figures/figure.ts'
import type { IsoDate } from '../../../src/domain/ids.ts'
import { carriedInto, isOpen, openActions } from '../../../src/domain/meetings/carried.ts'
import { entriesOf, isAction, sharedOnly } from '../../../src/domain/meetings/entries.ts'
import { isBefore, meetingsOf } from '../../../src/domain/meetings/meetings.ts'
import { plansOf } from '../../../src/domain/meetings/plans.ts'
import { action, meeting, noted, someNotes } from './noted.ts'

const on = (day: string): IsoDate => day as IsoDate

describe('meetings out of their cells', () => {
  it('come newest first, with their notes and actions, from several places and months', () => {
    const meetings = meetingsOf(
      entriesOf([
        noted('m1', meeting('2017-05-09'), { month: '2017-05' }),
        noted('m2', meeting('2017-06-13'), { place: 'all', audience: 'shared' }),
        noted('n1', { type: 'note', meeting: 'm2', text: 'Said' }, { place: 'all' }),
        noted('a1', action('m1'), { month: '2017-05', audience: 'shared' }),
      ]),
    )
    expect(meetings.map(({ id, date, place }) => [id, date, place])).toEqual([
      ['m2', '2017-06-13', 'all'],
      ['m1', '2017-05-09', 'east-a'],
    ])
    expect(meetings.map(({ notes, actions }) => [notes.length, actions.length])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })
  it('are there for notes whose meeting is not: nothing shared hangs in the air', () => {
    const [only] = meetingsOf(entriesOf([noted('n1', { type: 'note', meeting: 'gone', text: 'x' })]))
    expect(only).toMatchObject({ id: 'gone', date: '2017-06-01', meeting: undefined })
  })
  it('pass over what is no note, and what was removed', () => {
    const figure = { sheet: 'su-helper-2016/east-a/2017-06', cell: 'closed', value: action('m') } as never
    expect(entriesOf([figure, noted('m1', null)])).toEqual([])
  })
  it('keep what one person removed and another went on with', () => {
    const [one] = entriesOf([noted('a1', null, { sides: [action('m1', { text: 'Kept' })] })])
    expect(one).toMatchObject({ differs: true, value: { text: 'Kept' } })
  })
  it('do not depend on the order of the cells', () => {
    fc.assert(
      fc.property(someNotes, fc.integer(), (cells, seed) => {
        const shuffled = cells.toSorted((a, b) => (`${a.cell}${seed}` > `${b.cell}${seed}` ? -1 : 1)).reverse()
        const turned = [
          ...shuffled.slice(Math.abs(seed) % (cells.length || 1)),
          ...shuffled.slice(0, Math.abs(seed) % (cells.length || 1)),
        ]
        expect(meetingsOf(entriesOf(turned))).toEqual(meetingsOf(entriesOf(cells)))
        expect(openActions(meetingsOf(entriesOf(turned)), on('2017-06-20'))).toEqual(
          openActions(meetingsOf(entriesOf(cells)), on('2017-06-20')),
        )
      }),
    )
  })
})

describe('actions carried on', () => {
  const meetings = meetingsOf(
    entriesOf([
      noted('m1', meeting('2017-05-09'), { month: '2017-05' }),
      noted('m2', meeting('2017-06-13')),
      noted('late', action('m1', { due: on('2017-06-01') }), { month: '2017-05' }),
      noted('due', action('m1', { due: on('2017-07-01') }), { month: '2017-05' }),
      noted('plain', action('m1'), { month: '2017-05' }),
      noted('before', action('m1', { status: 'done', ended: on('2017-05-20') }), { month: '2017-05' }),
      noted('there', action('m1', { status: 'done', ended: on('2017-06-13') }), { month: '2017-05' }),
      noted('own', action('m2')),
    ]),
  )
  it('are those of earlier meetings: overdue first, then by due date; with how long', () => {
    const carried = carriedInto(meetings, { date: on('2017-06-13'), id: 'm2' })
    expect(carried.map(({ entry, days, overdue }) => [entry.id, days, overdue])).toEqual([
      ['late', 35, true],
      ['due', 35, false],
      ['plain', 35, false],
      ['there', 35, false],
    ])
  })
  it('are everything that is open, on a day', () => {
    expect(openActions(meetings, on('2017-06-20')).map(({ entry }) => entry.id)).toEqual([
      'late',
      'due',
      'plain',
      'own',
    ])
  })
  it('stay open while one of two versions says so', () => {
    const done = action('m1', { status: 'done', ended: on('2017-05-10') })
    const entries = entriesOf([noted('m1', meeting('2017-05-09')), noted('a', done, { sides: [action('m1')] })])
    expect(openActions(meetingsOf(entries), on('2017-06-20'))).toHaveLength(1)
  })
  it('lose none that is open, and carry none that was done before', () => {
    fc.assert(
      fc.property(someNotes, cells => {
        const all = meetingsOf(entriesOf(cells))
        const open = entriesOf(cells).filter(isAction).filter(isOpen)
        expect(
          openActions(all, on('2017-06-28'))
            .map(one => one.entry.id)
            .sort(),
        ).toEqual(open.map(one => one.id).sort())
        for (const at of all) {
          const carried = carriedInto(all, at).map(one => one.entry)
          const earlier = all.filter(one => isBefore(one, at)).flatMap(one => one.actions)
          expect(
            carried
              .filter(isOpen)
              .map(one => one.id)
              .sort(),
          ).toEqual(
            earlier
              .filter(isOpen)
              .map(one => one.id)
              .sort(),
          )
          expect(carried.filter(one => !isOpen(one) && (one.value.ended ?? '') < at.date)).toEqual([])
        }
      }),
    )
  })
})

describe('plans', () => {
  it('have the actions that name them, open ones first by their end, and say when that has passed', () => {
    const plan = (status: 'open' | 'ended', end?: string): NoteValue => ({
      type: 'plan',
      kind: 'deep-dive',
      title: '',
      indicators: [],
      from: on('2017-05-01'),
      status,
      outcome: '',
      ...(end === undefined ? {} : { end: on(end) }),
    })
    const entries = entriesOf([
      noted('p1', plan('ended', '2017-05-30')),
      noted('p2', plan('open', '2017-06-10')),
      noted('p3', plan('open')),
      noted('a1', action('m1', { plan: 'p2' })),
      noted('a2', action('m1', { plan: 'p2', status: 'dropped', ended: on('2017-06-01') }), { audience: 'shared' }),
    ])
    expect(
      plansOf(entries, on('2017-06-20')).map(one => [one.plan.id, one.actions.length, one.open, one.overdue]),
    ).toEqual([
      ['p2', 2, 1, true],
      ['p3', 0, 0, false],
      ['p1', 0, 0, false],
    ])
  })
})

describe('what a provider may read', () => {
  it('holds nothing internal, whatever she was sent', () => {
    fc.assert(
      fc.property(someNotes, cells => {
        const shared = sharedOnly(entriesOf(cells))
        expect(JSON.stringify(meetingsOf(shared))).not.toContain('--internal')
        expect(shared.length).toBe(cells.filter(({ sheet }) => sheet.includes('--notes/')).length)
      }),
    )
  })
})
