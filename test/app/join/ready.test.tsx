// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import { ReadyPage } from '../../../src/app/join/ready-page.tsx'
import { InstallContext, InstallOffer } from '../../../src/app/pwa/install-offer.ts'
import { InstallPart } from '../../../src/app/pwa/install-part.tsx'
import { PwaContext } from '../../../src/app/pwa/pwa-context.ts'
import { Readiness } from '../../../src/app/pwa/readiness.tsx'
import { readinessOf } from '../../../src/app/pwa/ready.ts'
import { UpdateWatch } from '../../../src/app/pwa/updates.ts'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { DeskStatus } from '../../../src/device/desk.ts'
import { FakeDesk } from '../fake-desk.ts'

afterEach(() => cleanup())

function draw(desk: FakeDesk, page: React.ReactNode, controlled = true) {
  window.scrollTo = () => undefined
  const watch = Object.assign(new UpdateWatch(), { state: () => ({ ready: false, controlled }) })
  const kept = watch.state()
  watch.state = () => kept
  return render(
    <PwaContext value={watch}>
      <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => desk.lock() }}>
        <MemoryRouter initialEntries={[{ pathname: '/ready', state: { step: 3, of: 4 } }]}>{page}</MemoryRouter>
      </DeskContext>
    </PwaContext>,
  )
}

const standing = (desk: FakeDesk, change: Partial<DeskStatus>): FakeDesk => {
  desk.change({ status: { ...desk.state().status, ...change } })
  return desk
}
const empty = (change: Partial<DeskStatus> = {}): FakeDesk => {
  const desk = new FakeDesk()
  desk.change({ set: null, collections: [] })
  return standing(desk, change)
}

describe('the end of the first day', () => {
  it('says what is being downloaded, and is ready the moment it is here', () => {
    const desk = new FakeDesk()
    const { set, collections } = desk.state()
    desk.change({ set: null, collections: [] })
    draw(standing(desk, { connection: 'syncing' }), <ReadyPage />)
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /Downloading to this device/ }))
    expect(screen.getByText('Step 4 of 4')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe('Your returns: downloading…The app itself: here')
    expect(screen.queryByText(/is ready to work without signal/)).toBeNull()
    act(() => desk.change({ set, collections }))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /Everything is on this device/ }))
    expect(screen.getByText(/This device is ready to work without signal: 3 districts, 1 month/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Go to your returns' })).toBeTruthy()
  })

  it('is not ready while the app itself is not kept', () => {
    draw(new FakeDesk(), <ReadyPage />, false)
    expect(screen.getByRole('status').textContent).toBe(
      'Your returns: here, 3 districts, 1 monthThe app itself: being kept…',
    )
    expect(screen.queryByRole('button', { name: 'Go to your returns' })).toBeNull()
    expect(screen.getByRole('link', { name: 'go on to your returns' })).toBeTruthy()
  })
})

describe('not ready, in words', () => {
  it.each([
    [
      'no signal',
      empty({ connection: 'offline' }),
      true,
      'your returns have not been downloaded yet, and there is no signal.',
    ],
    [
      'no server',
      empty({ connection: 'server-down' }),
      true,
      'your returns have not been downloaded yet, and the server does not answer.',
    ],
    [
      'no session',
      empty({ connection: 'signed-out' }),
      true,
      'not been downloaded yet. Sign in again, above, to fetch them.',
    ],
    [
      'nothing at all',
      empty({ connection: 'offline' }),
      false,
      'no signal; the app itself is not kept here yet, and there is no signal.',
    ],
    [
      'a private window',
      standing(new FakeDesk(), { storage: 'unavailable' }),
      true,
      'the browser does not keep what is stored here.',
    ],
    [
      'a full device',
      standing(new FakeDesk(), { storage: 'full' }),
      true,
      'it is full, so what is typed could not be kept.',
    ],
  ] as const)('%s', (_name, desk, controlled, words) => {
    draw(desk, <Readiness />, controlled)
    expect(screen.getByText(/This device is not ready to work without signal/).textContent).toContain(words)
    expect(screen.queryByText(/is ready to work/)).toBeNull()
  })

  it('never calls a device ready that could not keep what is typed', () => {
    for (const storage of ['full', 'closed', 'unavailable', 'lost'] as const)
      expect(readinessOf(standing(new FakeDesk(), { storage }).state(), true).ready).toBe(false)
  })
})

describe('installing later, on This device', () => {
  const install = (userAgent: string, standalone = false) =>
    new InstallOffer(() => ({ userAgent, maxTouchPoints: 0, standalone }), window)
  const chrome = 'Windows NT 10.0 AppleWebKit Chrome/141.0 Safari/537.36'

  it('says the same as on the first day, and nothing once it is installed', async () => {
    const user = userEvent.setup()
    const drawn = render(
      <InstallContext value={install(chrome)}>
        <InstallPart />
      </InstallContext>,
    )
    expect(screen.getByText('Chrome on a computer')).toBeTruthy()
    expect(screen.getByText(/A browser may delete what a site keeps/)).toBeTruthy()
    let asked = 0
    const prompt = async () => {
      asked += 1
    }
    act(() => void window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt })))
    await user.click(screen.getByRole('button', { name: 'Install Fieldfare' }))
    expect(asked).toBe(1)
    act(() => void window.dispatchEvent(new Event('appinstalled')))
    expect(screen.getByText('Fieldfare is installed on this device.')).toBeTruthy()
    drawn.unmount()
    const { container } = render(
      <InstallContext value={install(chrome, true)}>
        <InstallPart />
      </InstallContext>,
    )
    expect(container.textContent).toBe('')
  })

  it('takes an offer that came before the page was there', () => {
    const early = Object.assign(new Event('beforeinstallprompt'), { prompt: async () => undefined })
    const offer = new InstallOffer(() => ({ userAgent: chrome, maxTouchPoints: 0, standalone: false }), window, early)
    expect(offer.state()).toBe('offered')
    offer.ask()
    expect(offer.state()).toBe('none')
  })
})
