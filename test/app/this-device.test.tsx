// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PwaContext } from '../../src/app/pwa/pwa-context.ts'
import { Readiness } from '../../src/app/pwa/readiness.tsx'
import { readinessOf } from '../../src/app/pwa/ready.ts'
import { UpdateWatch } from '../../src/app/pwa/updates.ts'
import { ReturnsPage } from '../../src/app/returns/returns-page.tsx'
import { DeskContext } from '../../src/app/session/desk-context.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { ThisDevicePage } from '../../src/app/this-device/this-device-page.tsx'
import type { Activity } from '../../src/device/desk.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { amount } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { setScreen } from './render.tsx'

beforeEach(() => setScreen(false))
afterEach(() => cleanup())

const draw = (desk: FakeDesk, page: React.ReactNode, unsaved = new Unsaved()) =>
  render(
    <DeskContext value={{ desk, unsaved, lock: () => desk.lock() }}>
      <MemoryRouter>{page}</MemoryRouter>
    </DeskContext>,
  )

describe('ready to work without signal', () => {
  it('says when it was last checked', () => {
    const desk = new FakeDesk()
    const { status } = desk.state()
    desk.change({ status: { ...status, checkedAt: '2017-07-11T07:10:00.000Z' as Instant } })
    const kept = { ready: false, controlled: true }
    const watch = Object.assign(new UpdateWatch(), { state: () => kept })
    render(
      <PwaContext value={watch}>
        <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => undefined }}>
          <Readiness />
        </DeskContext>
      </PwaContext>,
    )
    expect(screen.getByText(/ready to work without signal/).textContent).toBe(
      '✓ This device is ready to work without signal: 3 districts, 1 month, checked 11 July 08:10.',
    )
  })
  it('only once the app is kept, the data are down and storage works', () => {
    const desk = new FakeDesk()
    desk.change({ histories: new Map([['su-helper-2016/east-a', { '2017-05': { closed: amount(1) } }]]) })
    expect(readinessOf(desk.state(), true)).toEqual({ ready: true, places: 3, months: 2 })
    expect(readinessOf(desk.state(), false)).toEqual({ ready: false, missing: ['shell'] })
    const { status } = desk.state()
    expect(readinessOf({ ...desk.state(), status: { ...status, storage: 'unavailable' } }, true)).toEqual({
      ready: false,
      missing: ['storage'],
    })
    expect(readinessOf({ ...desk.state(), set: null }, true)).toEqual({ ready: false, missing: ['data'] })
  })
})

describe('your returns', () => {
  it('says that it is downloading, or why it cannot', () => {
    const desk = new FakeDesk()
    desk.change({ set: null })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/Downloading your returns/)).toBeTruthy()
    cleanup()
    desk.change({ status: { ...desk.state().status, connection: 'offline' } })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/have not been downloaded to this device yet, and there is no signal/)).toBeTruthy()
  })
  it('says when no month is open', () => {
    const desk = new FakeDesk()
    desk.change({ collections: [] })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/No month is open for your contracts now/)).toBeTruthy()
  })
  it('a row a contract and month, with state, due, what is left and whether it has arrived', () => {
    draw(new FakeDesk(), <ReturnsPage />)
    const row = screen.getByRole('row', { name: /Support, Helper, June 2017/ })
    expect(row.textContent).toContain('Not started')
    expect(row.textContent).toContain('Due 14 July (in 3 working days)')
    expect(row.textContent).toContain('figures to answer')
    expect(row.textContent).toContain('Everything here is on the server')
  })
})

describe('this device', () => {
  const at = '2017-07-11T13:02:00.000Z' as Instant
  const file = (text: string) => new File([text], 'fieldfare-backup.json', { type: 'application/json' })

  it('says what waits, when it was last received and checked, and what only this window holds', () => {
    const desk = new FakeDesk()
    const { status } = desk.state()
    desk.change({ status: { ...status, waiting: 3, unsaved: 1, receivedAt: at, checkedAt: at } })
    draw(desk, <ThisDevicePage />)
    const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent
    expect(fact('Waiting to be sent')).toBe('3 changes')
    expect(fact('Not saved')).toContain('1 change, only in this window')
    expect(fact('Last receipt')).toBe('11 July 2017 at 14:02')
    expect(fact('Last asked for news')).toBe('11 July 2017 at 14:02')
    expect(fact('Kept by the browser')).toBe('Asked for at the first save.')
  })

  it('lists what happened, newest first, when, what, how many and where', async () => {
    const desk = new FakeDesk()
    desk.happened = [
      { at, what: 'refused', count: 1, sheet: sheetFor('east-a'), code: 'locked' },
      { at: '2017-07-11T13:00:00.000Z' as Instant, what: 'received', count: 12 },
      { at: '2017-07-11T12:00:00.000Z' as Instant, what: 'unlocked', count: 1 },
    ] satisfies readonly Activity[]
    draw(desk, <ThisDevicePage />)
    const table = await screen.findByRole('region', { name: 'What happened here, as a table' })
    const [, first, second, third] = within(table).getAllByRole('row')
    expect(first?.textContent).toContain('11 July 2017 at 14:02Not taken by the server. This return has been submitted')
    expect(first?.textContent).toContain('1A, June 2017')
    expect(second?.textContent).toBe('11 July 2017 at 14:00Received by the server12')
    expect(third?.textContent).toBe('11 July 2017 at 13:00Unlocked')
  })

  it('says that nothing has happened, and that the log could not be read, with a way to try again', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.happened = new Error('closed')
    draw(desk, <ThisDevicePage />)
    expect(await screen.findByText(/The log could not be read on this device/)).toBeTruthy()
    desk.happened = []
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Nothing yet.')).toBeTruthy()
  })

  it('reads a backup file back and says what became of it', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.imported = { ok: true, taken: 2, known: 5, unreadable: 0 }
    draw(desk, <ThisDevicePage />)
    await user.upload(screen.getByLabelText('Read a backup file back'), file('{"a":1}'))
    expect(await screen.findByText('2 changes taken, 5 were already here, 0 could not be read.')).toBeTruthy()
    expect(desk.imports).toEqual(['{"a":1}'])
  })

  it('says why a file was not taken, beside the field', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    draw(desk, <ThisDevicePage />)
    const field = screen.getByLabelText('Read a backup file back')
    const said = async (imported: FakeDesk['imported']) => {
      desk.imported = imported
      await user.upload(field, file('x'))
      await waitFor(() => expect(field.getAttribute('aria-describedby')).toContain('backup-file-error'))
      return document.getElementById('backup-file-error')?.textContent
    }
    expect(await said({ ok: false, because: 'not-a-backup' })).toContain('is not a backup file of Fieldfare')
    expect(await said({ ok: false, because: 'another-person' })).toContain('only the person who made it')
    expect(await said({ ok: false, because: 'full' })).toContain('This device is full.')
  })

  it('an update waits until what is read back has been committed', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    const unsaved = new Unsaved()
    let imported: () => void = () => undefined
    desk.importBackup = () =>
      new Promise(done => {
        imported = () => done({ ok: true, taken: 1, known: 0, unreadable: 0 })
      })
    draw(desk, <ThisDevicePage />, unsaved)
    await user.upload(screen.getByLabelText('Read a backup file back'), file('{}'))
    await waitFor(() => expect(unsaved.count()).toBe(1))
    act(() => imported())
    await waitFor(() => expect(unsaved.count()).toBe(0))
  })
})
