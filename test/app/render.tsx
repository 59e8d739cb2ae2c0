/** Draws parts of the app at a fake desk, in jsdom. */
import { configure, render } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { MonthPage } from '../../src/app/month/month-page.tsx'
import { DeskContext } from '../../src/app/session/desk-context.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { contract } from '../domain/small-set.ts'
import type { FakeDesk } from './fake-desk.ts'

// Parts fetched later are compiled on first use; a busy machine takes its time.
configure({ asyncUtilTimeout: 10_000 })

/** jsdom has no layout: a laptop is a media query that matches. */
export function setScreen(wide: boolean): void {
  window.matchMedia = (query: string) =>
    ({ matches: wide, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as never
  // jsdom's dialogs do not open by themselves.
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The whole name of a figure's field, from 'closed closed, A' or 'achieved achieved, A, part'. */
export function fieldNamed(name: string): RegExp {
  const [, cell = name, side = ''] = /^(.*?)(, (?:part|whole))?$/.exec(name) ?? []
  return new RegExp(`^${escaped(cell)}(, June 2017)?${side}${side === '' ? '' : '(, .*)?'}$`)
}

export const monthAddress = `/returns/${contract.id}/2017-06`

/** The pages of the contract's June, at an address under it. */
export function renderMonth(desk: FakeDesk, under = '') {
  const unsaved = new Unsaved()
  const at = { desk, unsaved, lock: () => desk.lock() }
  const drawn = render(
    <DeskContext value={at}>
      <MemoryRouter initialEntries={[`${monthAddress}${under}`]}>
        <main id="main">
          <Routes>
            <Route path="/returns/:contract/:period/*" element={<MonthPage />} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </main>
      </MemoryRouter>
    </DeskContext>,
  )
  return { ...drawn, unsaved }
}
