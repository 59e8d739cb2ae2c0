/** Cells of notes sheets, made by hand and at random. */
import fc from 'fast-check'
import type { Action, CellValue, NoteValue } from '../../../src/domain/figures/figure.ts'
import {
  type ContractId,
  type IsoDate,
  type NoteAudience,
  noteCell,
  notesPlace,
  type PlaceId,
  sheetOf,
} from '../../../src/domain/ids.ts'
import type { NotedCell } from '../../../src/domain/meetings/entries.ts'
import type { Period } from '../../../src/domain/time/period.ts'

const contract = 'su-helper-2016' as ContractId

export const noted = (
  id: string,
  value: CellValue | null,
  {
    place = 'east-a',
    audience = 'internal' as NoteAudience,
    month = '2017-06',
    sides = [] as readonly (CellValue | null)[],
  } = {},
): NotedCell => ({
  sheet: sheetOf(contract, notesPlace(place as PlaceId, audience), month as Period),
  cell: noteCell(id),
  value,
  ...(sides.length === 0 ? {} : { sides: sides.map(side => ({ value: side })) }),
})

export const meeting = (date: string): NoteValue => ({ type: 'meeting', date: date as IsoDate, present: '' })
export const action = (of: string, more: Partial<Action> = {}): Action => ({
  type: 'action',
  meeting: of,
  text: 'Write it down',
  owner: 'provider',
  who: '',
  status: 'open',
  ...more,
})

const day = fc.integer({ min: 1, max: 28 }).map(n => `2017-06-${String(n).padStart(2, '0')}` as IsoDate)
const someAction = fc.record({
  meeting: fc.integer({ min: 0, max: 4 }),
  status: fc.constantFrom('open' as const, 'done' as const, 'dropped' as const),
  due: fc.option(day, { nil: undefined }),
  ended: day,
  audience: fc.constantFrom<NoteAudience>('shared', 'internal'),
})

/** Five meetings and actions agreed in them; meetings m0 to m4 may lack, as where only a note was shared. */
export const someNotes = fc
  .record({
    days: fc.array(day, { minLength: 5, maxLength: 5 }),
    missing: fc.integer({ min: 0, max: 6 }),
    actions: fc.array(someAction, { maxLength: 12 }),
  })
  .map(({ days, missing, actions }) => [
    ...days.flatMap((date, i) => (i === missing ? [] : [noted(`m${i}`, meeting(date))])),
    ...actions.map(({ meeting: of, status, due, ended, audience }, i) =>
      noted(
        `a${i}`,
        action(`m${of}`, {
          status,
          ...(due === undefined ? {} : { due }),
          ...(status === 'open' ? {} : { ended }),
        }),
        { audience },
      ),
    ),
  ])
