// @vitest-environment jsdom
/** Each role of the council finds its own pages, and is told whose the others are. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officePages } from '../../../src/app/layout/home-pages.ts'
import { OfficeShell } from '../../../src/app/layout/office-shell.tsx'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { Office } from '../../../src/device/door/office.ts'
import { mayDo } from '../../../src/domain/access/permissions.ts'
import { type AnyRole, everyRole } from '../../../src/domain/access/roles.ts'
import type { PlaceId, ServiceId } from '../../../src/domain/ids.ts'
import { FakeOffice } from '../fake-office.ts'
import { setScreen } from '../render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

function open(role: AnyRole, path = '/', services: Office['me']['services'] = undefined) {
  const fake = new FakeOffice()
  const me = { ...fake.me, person: { ...fake.me.person, role }, ...(services ? { services } : {}) }
  const office: Office = Object.assign(fake, { me })
  render(
    <MemoryRouter initialEntries={[path]}>
      <OfficeShell office={office} unsaved={new Unsaved()} onLeave={() => undefined} />
    </MemoryRouter>,
  )
  return fake
}
const heading = async (): Promise<string | null> => (await screen.findByRole('heading', { level: 1 })).textContent

describe('where each role begins, and what its menu shows', () => {
  it.each([
    ['officer', ['Month board', 'Meetings', 'Scorecard', 'Record'], /month board/],
    ['auditor', ['Record', 'Scorecard'], /^Record/],
    ['administrator', ['People'], /^People/],
    ['reader', ['Scorecards'], /^Scorecards/],
    ['performance-team', ['Scorecards', 'Scorecard'], /^Scorecards/],
  ] as const)('%s', async (role, links, first) => {
    open(role)
    expect(await heading()).toMatch(first)
    const menu = screen.getByRole('banner').querySelector('details')
    if (!menu) throw new Error('No menu')
    await userEvent.setup().click(within(menu).getByText(/./, { selector: 'summary' }))
    const shown = within(menu)
      .getAllByRole('link')
      .map(one => one.textContent)
    expect(shown.slice(0, links.length)).toEqual(links)
    for (const text of ['Month board', 'Record', 'People', 'Scorecards'])
      expect(shown.includes(text), text).toBe((links as readonly string[]).includes(text))
  })

  it('follows the table of permissions, for every role', () => {
    for (const role of everyRole) {
      const paths = officePages(role).map(one => one.to)
      expect(paths.includes('/board'), role).toBe(mayDo(role, 'review-returns'))
      expect(paths.includes('/record'), role).toBe(mayDo(role, 'read-record'))
      expect(paths.includes('/people'), role).toBe(mayDo(role, 'manage-people'))
    }
  })
})

describe('a page of another role', () => {
  it.each([
    ['reader', '/board', 'This page is for commissioning officers'],
    ['auditor', '/board/su-helper-2016/east-a/2017-06', 'This page is for commissioning officers'],
    ['administrator', '/record', 'This page is for officers and auditors'],
    ['officer', '/people/somebody/end', 'This page is for those who look after people'],
    ['administrator', '/returns/su-helper-2016/2017-06', 'This page is for providers'],
    ['reader', '/device', 'This page is for providers and officers'],
    ['officer', '/scorecards', 'This page is for readers and the performance team'],
  ] as const)('%s at %s: %s, with the way back', async (role, path, title) => {
    open(role, path)
    expect(await heading()).toBe(title)
    const back = within(screen.getByRole('main')).getByRole('link')
    expect(back.getAttribute('href')).toBe(officePages(role)[0].to)
  })

  it('an address of nobody stays an address of nothing', async () => {
    open('reader', '/nothing')
    expect(await heading()).toBe('There is nothing at this address')
  })
})

describe('a page that asks for more than the office itself', () => {
  it.each([
    ['/people', '/api/people'],
    ['/account', '/api/account'],
  ] as const)('%s asks through the office, which hears that her session has ended', async (path, asked) => {
    const fake = open('administrator', path)
    await waitFor(() => expect(fake.sent).toContain(asked))
  })
})

describe('scorecards', () => {
  const service = 'support' as ServiceId

  it('says honestly that none has been released, and of which services and areas they will be', async () => {
    open('reader', '/', [{ service, areas: ['east' as PlaceId] }])
    expect(await screen.findByText(/None has been released\./)).toBeTruthy()
    expect(screen.getByText('Support: East')).toBeTruthy()
    expect(screen.queryByText(/not part of this version/)).toBeNull()
  })

  it('the performance team is told what is not there yet; without a service, who gives one', async () => {
    open('performance-team')
    expect(await screen.findByText(/not part of this version yet/)).toBeTruthy()
    expect(screen.getByText(/You have no service yet/)).toBeTruthy()
  })
})
