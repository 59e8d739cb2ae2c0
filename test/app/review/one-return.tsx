/** A return of June as an officer reads it, and the page drawn at it. */
import { render } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import ReviewPage from '../../../src/app/review/review-page.tsx'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../../src/domain/ids.ts'
import type { Cell, ReturnView } from '../../../src/protocol/exchange.ts'
import type { Question } from '../../../src/protocol/review.ts'
import { amount, contract, pid, ratio } from '../../domain/small-set.ts'
import { sheetFor } from '../fake-desk.ts'
import { type FakeOffice, received } from '../fake-office.ts'
import '../render.tsx'

export const provider = { id: 'person-1' as PersonId, name: 'Provider editor' }
export const officer = { id: 'person-2' as PersonId, name: 'Commissioning officer' }
export const opId = (n: number): OpId => `0190a0a0-0000-7000-8000-${String(n).padStart(12, '0')}` as OpId
export const seenOf = (n: number): string => String(n).repeat(64).slice(0, 64)

export const cell = (value: Cell['value'], token = 1, more: Partial<Cell> = {}): Cell => ({
  value,
  token: opId(token),
  by: provider,
  at: received,
  ...more,
})

export type Cells = Readonly<Record<string, Cell>>

export const text = (...paragraphs: string[]): CellValue => ({ type: 'text', paragraphs, audience: 'council' })

export const someCells: Cells = {
  closed: cell(amount(3)),
  achieved: cell(ratio('1')),
  'narrative/month': cell(text('A quiet month.', 'Two staff left.')),
}

const valuesOf = (cells: Cells): ReturnView['submissions'][number]['cells'] =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([key, { value }]) => (value === null ? [] : [[key, value]])),
  ) as ReturnView['submissions'][number]['cells']

interface Made {
  readonly cells?: Cells
  readonly state?: ReturnView['row']['state']
  readonly ordinal?: number
  readonly rev?: number
  readonly seen?: string
  readonly review?: ReturnView['row']['review']
  /** What was submitted before. */
  readonly before?: Cells
  readonly late?: ReturnView['row']['late']
  readonly place?: string
  /** Its month is closed. */
  readonly closed?: boolean
}

/** v1 submitted, unless said otherwise. */
export function view({
  cells = someCells,
  state = 'submitted',
  ordinal = 1,
  rev = 4,
  seen = seenOf(1),
  review,
  before,
  late,
  place = 'east-a',
  closed = false,
}: Made = {}): ReturnView {
  return {
    row: {
      sheet: sheetFor(place),
      rev,
      state,
      submission:
        ordinal === 0
          ? null
          : {
              ordinal,
              seen,
              by: provider,
              name: 'Provider lead',
              role: 'Provider lead',
              deviceTime: received,
              receivedAt: received,
            },
      cells: { ...cells } as ReturnView['row']['cells'],
      ...(late ? { late } : {}),
      ...(review ? { review } : {}),
      digest: seenOf(rev % 10),
    },
    history: {
      contract: 'su-helper-2016',
      place: pid(place),
      months: { '2017-05': { achieved: ratio('8', '13'), closed: amount(3) } },
    },
    submissions: [
      ...(ordinal === 0 ? [] : [{ ordinal, by: provider, receivedAt: received, cells: valuesOf(cells) }]),
      ...(before ? [{ ordinal: ordinal - 1, by: provider, receivedAt: received, cells: valuesOf(before) }] : []),
    ],
    seen,
    closed,
  }
}

export const asked = (n: number, more: Partial<Question> = {}): Question => ({
  id: opId(n),
  cells: ['achieved' as CellKey],
  messages: [
    {
      id: opId(n),
      by: officer,
      side: 'council',
      text: `Question ${n}?`,
      deviceTime: received,
      receivedAt: received,
    },
  ],
  ...more,
})

export const later = (minutes: number): Instant =>
  `2017-07-11T13:${String(minutes).padStart(2, '0')}:00.000Z` as Instant

export const address = (place = 'east-a'): string => `/board/${contract.id}/${place}/2017-06`

export const draw = (office: FakeOffice, at = address()) =>
  render(
    <MemoryRouter initialEntries={[at]}>
      <Routes>
        <Route path="/board" element={<h1>Month board</h1>} />
        <Route path="/board/:contract/:place/:period" element={<ReviewPage office={office} />} />
      </Routes>
    </MemoryRouter>,
  )
