// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FilesDialog } from '../../../src/app/files/files-dialog.tsx'
import type { FileRead } from '../../../src/app/files/read/file-cells.ts'
import { readTextTable } from '../../../src/app/files/read/text-table.ts'
import { SheetContext } from '../../../src/app/sheet/sheet-context.ts'
import { amount } from '../../domain/small-set.ts'
import { FakeDesk, sheetFor } from '../fake-desk.ts'
import { setScreen } from '../render.tsx'
import { workAt } from './month-at.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const csv = 'Return month: June 2017\nCode,A,Shepway\nclosed,5,6\nopen,x,8'
const read = async (): Promise<FileRead> => ({ ok: true, sheets: [readTextTable(csv)] })

function draw(desk: FakeDesk, reading: () => Promise<FileRead> = read) {
  const { work } = workAt(desk)
  render(
    <SheetContext value={{ work, openGap: () => undefined, openBeside: () => undefined }}>
      <FilesDialog onClose={() => undefined} read={reading} />
    </SheetContext>,
  )
  return { work, user: userEvent.setup() }
}

const choose = (user: ReturnType<typeof userEvent.setup>) =>
  user.upload(screen.getByLabelText(/Choose a filled-in file/), new File([csv], 'june.csv', { type: 'text/csv' }))

describe('a chosen file', () => {
  it('writes nothing until it is taken, then everything as one step that undo takes back', async () => {
    const desk = new FakeDesk()
    const { work, user } = draw(desk)
    await choose(user)
    expect(await screen.findByText(/Figures in the file: 3 new, 1 not taken\./)).toBe(document.activeElement)
    expect(screen.getByText(/“x” is not a number/)).toBeTruthy()
    expect(desk.saves).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Take 3 figures' }))
    await screen.findByText(/3 figures were taken from “june.csv”/)
    expect(desk.saves).toEqual([
      [
        { sheet: sheetFor('east-a'), cell: 'closed', value: amount(5) },
        { sheet: sheetFor('east-b'), cell: 'closed', value: amount(6) },
        { sheet: sheetFor('east-b'), cell: 'open', value: amount(8) },
      ],
    ])
    await act(() => work.undo())
    expect(desk.saves).toHaveLength(2)
    expect(desk.saves[1]?.map(edit => edit.value)).toEqual([null, null, null])
    expect(work.canUndo()).toBe(false)
  })
  it('is shown again, and not taken, when a figure here has changed under it', async () => {
    const desk = new FakeDesk()
    const { user } = draw(desk)
    await choose(user)
    await screen.findByRole('button', { name: 'Take 3 figures' })
    act(() => desk.pull('east-a', { closed: amount(4) }))
    await user.click(screen.getByRole('button', { name: 'Take 3 figures' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Figures here have changed/)
    expect(screen.getByText(/Figures in the file: 2 new, 1 changed, 1 not taken\./)).toBeTruthy()
    expect(desk.saves).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Take 3 figures' }))
    await waitFor(() => expect(desk.saves).toHaveLength(1))
  })
  it('counts what is still being typed as here', async () => {
    const desk = new FakeDesk()
    const { work, user } = draw(desk)
    const closed = work.month.indicators.find(one => one.id === 'closed')
    if (!closed) throw new Error('no indicator')
    work.typeFigure('east-a' as never, closed, 'value', '5')
    await choose(user)
    await screen.findByText(/Figures in the file: 2 new, 1 the same as here, 1 not taken\./)
  })
  it('that cannot be read says why at the field, and another can be chosen', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const answers: (() => Promise<FileRead>)[] = [
      async () => ({ ok: false, problem: 'password' }),
      () => Promise.reject(new Error('gone')),
      read,
    ]
    const { user } = draw(new FakeDesk(), () => (answers.shift() ?? read)())
    await choose(user)
    expect((await screen.findByRole('alert')).textContent).toContain('This file has a password.')
    expect(screen.getByLabelText(/Choose a filled-in file/).getAttribute('aria-invalid')).toBe('true')
    await choose(user)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('cannot be opened'))
    await choose(user)
    await screen.findByRole('button', { name: 'Take 3 figures' })
  })
})
