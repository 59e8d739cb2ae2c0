/** Draws the pages of meetings at a fake desk. */
import { render } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { AfterPage } from '../../../src/app/meetings/after/after-page.tsx'
import { OfficeContext } from '../../../src/app/meetings/desk/office-context.ts'
import MeetingsPage from '../../../src/app/meetings/meetings-page.tsx'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { Edit, SheetView } from '../../../src/device/desk.ts'
import type { Office } from '../../../src/device/door/office.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import {
  type CellKey,
  everywhere,
  type NoteAudience,
  noteAudiences,
  noteCell,
  notesPlace,
  type OpId,
  type PlaceId,
  type ScopeId,
  type SheetId,
  sheetOf,
} from '../../../src/domain/ids.ts'
import { contract } from '../../domain/small-set.ts'
import { FakeDesk, june } from '../fake-desk.ts'
import { setScreen } from '../render.tsx'

export const notesSheet = (audience: NoteAudience, place = 'east-a', month = june): SheetId =>
  sheetOf(contract.id, notesPlace(place as PlaceId, audience), month)

/** An officer's desk: she holds the notes of the whole contract. */
export function officersDesk(): FakeDesk {
  const desk = new FakeDesk({ role: 'officer', scopes: [] })
  const notes = [...contract.places, everywhere].flatMap(place =>
    noteAudiences.map(audience => `${contract.id}/${notesPlace(place, audience)}` as ScopeId),
  )
  desk.change({ me: { ...desk.state().me, notes } })
  return desk
}

/** Puts notes as a pull does. */
export function pulled(
  desk: FakeDesk,
  audience: NoteAudience,
  notes: Readonly<Record<string, CellValue>>,
  { place = 'east-a', month = june, sides = {} as Readonly<Record<string, CellValue | null>> } = {},
): void {
  const sheet = notesSheet(audience, place, month)
  const before = desk.state().sheets.get(sheet)
  const cells = new Map(before?.cells)
  for (const [id, value] of Object.entries(notes)) {
    const side = sides[id]
    cells.set(noteCell(id), {
      value,
      base: `0190a0a0-0000-7000-9000-${String(cells.size).padStart(12, '0')}` as OpId,
      standing: 'received',
      ...(side === undefined
        ? {}
        : {
            sides: [
              {
                value: side,
                token: '0190a0a0-0000-7000-a000-000000000001' as OpId,
                by: { id: 'person-2' as never, name: 'Another officer' },
                deviceTime: '2017-07-11T09:00:00.000Z' as never,
                receivedAt: '2017-07-11T09:00:01.000Z' as never,
              },
            ],
          }),
    })
  }
  const view: SheetView = { sheet, state: 'open', submission: null, submitting: null, cells }
  desk.change({ sheets: new Map(desk.state().sheets).set(sheet, view) })
}

export function draw(desk: FakeDesk, address: string, office?: Office) {
  setScreen(true)
  const unsaved = new Unsaved()
  const drawn = render(
    <DeskContext value={{ desk, unsaved, lock: () => desk.lock() }}>
      <OfficeContext value={office}>
        <MemoryRouter initialEntries={[address]}>
          <Routes>
            <Route path="/meetings/*" element={<MeetingsPage />} />
            <Route path="/after/:contract" element={<AfterPage />} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </MemoryRouter>
      </OfficeContext>
    </DeskContext>,
  )
  return { ...drawn, unsaved }
}

/** What was saved, without ids: which readers, what. */
export const shortly = (edits: readonly Edit[]): readonly unknown[] =>
  edits.map(({ sheet, value }) => [sheet.includes('--notes/') ? 'shared' : 'internal', value])
export const at = (place = 'east-a', rest = ''): string => `/meetings/${contract.id}/${place}${rest}`
export const cellOf = (id: string): CellKey => noteCell(id)
