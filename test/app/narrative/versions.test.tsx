// @vitest-environment jsdom
/** Earlier versions of a text: the server's, page by page; without a connection what was last received; and the way back. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CellView } from '../../../src/device/desk.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../../src/domain/ids.ts'
import type { TextVersion } from '../../../src/protocol/text-versions.ts'
import { FakeDesk, sheetFor } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const at = '2017-07-11T08:30:00.000Z' as Instant
const text = (...paragraphs: string[]): CellValue => ({ type: 'text', paragraphs, audience: 'council' })
const version = (number: number, value: CellValue | null, beside = false): TextVersion => ({
  number,
  opId: `0190a0a0-0000-7000-8000-${String(number).padStart(12, '0')}` as OpId,
  person: { id: 'one' as PersonId, name: number % 2 === 0 ? 'Provider lead' : 'Provider editor' },
  receivedAt: at,
  deviceTime: at,
  value,
  beside,
})

/** What the server answers, by the number that is asked for; and what it was asked. */
function serve(
  pages: Readonly<Record<string, { readonly versions: readonly TextVersion[]; readonly next: number | null }>>,
) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    const before = new URL(url, 'http://localhost').searchParams.get('before') ?? 'newest'
    return new Response(JSON.stringify(pages[before]), { status: 200 })
  })
  return asked
}
const noServer = () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))

async function open(desk: FakeDesk) {
  renderMonth(desk, '/narrative')
  const input = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'This month, A' })
  fireEvent.click(screen.getByRole('button', { name: 'Earlier versions of This month, A' }))
  return { input, panel: within(screen.getByRole('region', { name: 'Earlier versions of This month, A' })) }
}
const items = (panel: { readonly getAllByRole: (role: string) => readonly HTMLElement[] }) =>
  panel.getAllByRole('group').map(item => item.textContent ?? '')

describe('earlier versions', () => {
  it('are asked for only when wanted, and say who, when and what each changed; older ones on request', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('One. Three.') })
    const asked = serve({
      newest: { versions: [version(4, text('One. Three.')), version(3, text('One. Two.'))], next: 3 },
      '3': { versions: [version(2, text('One.'), true), version(1, null)], next: null },
    })
    const { panel } = await open(desk)
    expect(asked.length).toBeLessThanOrEqual(1)
    await panel.findByText(/1 sentence added, 1 removed/)
    expect(asked).toEqual(['/api/returns/su-helper-2016/east-a/2017-06/versions?cell=narrative%2Fmonth'])
    const [newest = '', second = ''] = items(panel)
    expect(newest).toContain('Provider lead, 11 July 2017 at 09:30')
    expect(newest).toContain('removed: Two. (end) added: Three. (end)')
    expect(newest).not.toContain('Put this version back')
    // What it was changed from is on the next page.
    expect(second).toContain('The whole text:')
    await user.click(panel.getByRole('button', { name: 'Show older versions' }))
    await panel.findByText(/Written beside another version, which stood on/)
    expect(items(panel)).toHaveLength(4)
    expect(items(panel)[1]).toContain('added: Two.')
    expect(items(panel)[3]).toContain('(emptied)')
  })

  it('are put back as an edit upon what is on screen', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('New.') })
    serve({ newest: { versions: [version(2, text('New.')), version(1, text('Old.', 'Older.'))], next: null } })
    const { input, panel } = await open(desk)
    await user.click(await panel.findByRole('button', { name: /^Put this version back/, hidden: true }))
    await waitFor(() => expect(input.value).toBe('Old.\n\nOlder.'))
    expect(desk.value('east-a', 'narrative/month')).toEqual(text('Old.', 'Older.'))
    await user.click(screen.getByRole('button', { name: /Undo/ }))
    await waitFor(() => expect(desk.value('east-a', 'narrative/month')).toEqual(text('New.')))
  })

  it('are not put back over a text that has come meanwhile and is not on screen', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('New.') })
    serve({ newest: { versions: [version(2, text('New.')), version(1, text('Old.'))], next: null } })
    const { input, panel } = await open(desk)
    const button = await panel.findByRole('button', { name: /^Put this version back/, hidden: true })
    // She is in the field, so it still shows what it showed.
    input.focus()
    desk.pull('east-a', { 'narrative/month': text('Another’s.') })
    fireEvent.click(button)
    await panel.findByText(/Nothing was put back: the text has changed meanwhile/)
    expect(desk.value('east-a', 'narrative/month')).toEqual(text('Another’s.'))
  })

  it('without a connection are what was last received, against what is here now; it says what is missing', async () => {
    const desk = new FakeDesk()
    const received = { value: text('One. Two.'), by: { id: 'two' as PersonId, name: 'Provider lead' }, at }
    const mine: CellView = { value: text('One. Three.'), base: null, standing: 'waiting', received }
    desk.setSheet('east-a', {})
    const view = desk.state().sheets.get(sheetFor('east-a'))
    if (view === undefined) throw new Error('no return')
    desk.change({
      sheets: new Map(desk.state().sheets).set(sheetFor('east-a'), {
        ...view,
        cells: new Map([['narrative/month' as CellKey, mine]]),
      }),
    })
    noServer()
    const { panel } = await open(desk)
    await panel.findByRole('button', { name: 'Try again' })
    expect(items(panel)).toHaveLength(1)
    expect(items(panel)[0]).toContain('Last received here: Provider lead, 11 July 2017 at 09:30')
    expect(items(panel)[0]).toContain('removed: Two. (end) added: Three. (end)')
    fireEvent.click(panel.getByRole('button', { name: /^Put this version back/ }))
    await waitFor(() => expect(desk.value('east-a', 'narrative/month')).toEqual(text('One. Two.')))
  })

  it('of a return that is submitted are for reading; of one without any it says so', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('New.') })
    desk.setSheet('east-a', { state: 'submitted' })
    serve({ newest: { versions: [version(2, text('New.')), version(1, text('Old.'))], next: null } })
    const { panel } = await open(desk)
    await panel.findByText(/1 sentence added, 1 removed/)
    expect(panel.queryByRole('button', { hidden: true })).toBeNull()
    cleanup()
    serve({ newest: { versions: [], next: null } })
    const first = new FakeDesk()
    await first.save([{ sheet: sheetFor('east-a'), cell: 'narrative/month' as CellKey, value: text('Mine.') }])
    const { panel: empty } = await open(first)
    await empty.findByText('The server has no version of this text yet.')
    // Of a text that nobody has begun there is nothing to ask for.
    expect(screen.queryByRole('button', { name: 'Earlier versions of This month, C' })).toBeNull()
  })
})
