// @vitest-environment jsdom
/** The scorecard's page: what it shows of the answer, and every state of it. */
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, useLocation } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import ScorecardPage from '../../../src/app/scorecard/scorecard-page.tsx'
import type { Office } from '../../../src/device/door/office.ts'
import type { Answer } from '../../../src/device/sync/api.ts'
import type { ServiceId } from '../../../src/domain/ids.ts'
import { type ScorecardAnswer, scorecardSchema } from '../../../src/protocol/scorecard.ts'
import { juneCard, juneIn, set } from '../../domain/county/june-card.ts'
import { june } from '../../indicator-sets/june-returns.ts'
import { FakeOffice } from '../fake-office.ts'

const offered = { services: set.services.map(one => one.id), months: [june], bases: ['submitted', 'accepted'] } as const
const answerOf = (card: ReturnType<typeof juneCard>): ScorecardAnswer =>
  scorecardSchema.parse(JSON.parse(JSON.stringify({ ...card, offered })))

/** Answers from memory, read by the schema as the real one is; notes what was asked. */
function open(answers: readonly Answer<ScorecardAnswer>[], at = '/scorecard') {
  const fake = new FakeOffice()
  const asked: string[] = []
  let turn = 0
  const api: Office['api'] = {
    ...fake.api,
    read: async (schema, path) => {
      asked.push(path)
      const answer = answers[Math.min(turn, answers.length - 1)]
      turn += 1
      if (answer === undefined || !answer.ok) return answer ?? { ok: false, refusal: { type: 'offline' } }
      return { ok: true, value: schema.parse(answer.value) }
    },
  }
  const office: Office = Object.assign(Object.create(fake), fake, { api, set })
  let address = ''
  function Where() {
    const { pathname, search } = useLocation()
    address = pathname + search
    return null
  }
  render(
    <MemoryRouter initialEntries={[at]}>
      <ScorecardPage office={office} />
      <Where />
    </MemoryRouter>,
  )
  return { asked, address: () => address, poke: () => fake.poke() }
}
const ok = (card: ReturnType<typeof juneCard>): Answer<ScorecardAnswer> => ({ ok: true, value: answerOf(card) })
const offline: Answer<ScorecardAnswer> = { ok: false, refusal: { type: 'offline' } }
const family = juneCard('family-support')
const at = '/scorecard?service=family-support&at='

afterEach(() => cleanup())

describe('the scorecard', () => {
  it('of a district: thirteen months, direction, target, rating, each with its word, and where the figure comes from', async () => {
    open([ok(family)], `${at}fs-project-salus-2016%2Fgravesham`)
    const table = await screen.findByRole('table', { name: 'Family support, Gravesham' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Gravesham: Family supportProject Salus, June 2017',
    )
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(one => one.textContent),
    ).toEqual([
      ...['Code', 'Indicator'],
      ...['Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
      ...['Direction', 'Target: month · year', 'RAG', '12 months'],
    ])
    const row = within(table).getByRole('row', { name: /CEH09/ })
    const cells = within(row)
      .getAllByRole('cell')
      .map(one => one.textContent)
    expect(cells.slice(1, 9)).toEqual(['–', '–', '–', '–', '0.0', '61.5', '33.3 [p]', ''])
    expect(cells.slice(14, 17)).toEqual(['↓ Worsened', 'at least 80 % · at least 80 %', '■Red'])
    expect(screen.getByText(/\[p\] submitted and not accepted yet/)).toBeDefined()
    expect(screen.getByText(/indicators rated: .* significantly below \[CEH.*\]/)).toBeDefined()
    const crumbs = screen.getByRole('navigation', { name: 'Breadcrumb' })
    expect(crumbs.textContent).toBe('Kent › North Kent › Gravesham')
  })

  it('says which returns count, and asks anew for others; the place and order stay in the address', async () => {
    const user = userEvent.setup()
    const page = open([ok(family)], '/scorecard?service=family-support')
    await screen.findByText('Submitted returns, accepted or not: 12 of 12 returns in, 0 accepted. Not released.')
    await user.selectOptions(screen.getByLabelText('Figures from'), 'Accepted returns only')
    expect(page.asked).toEqual([
      '/api/scorecard?service=family-support',
      '/api/scorecard?service=family-support&basis=accepted',
    ])
    await user.selectOptions(screen.getByLabelText('Order'), 'As in the indicator set')
    await user.click(screen.getByRole('link', { name: 'East Kent' }))
    expect(page.address()).toBe('/scorecard?service=family-support&basis=accepted&at=every%2Feast-kent&order=set')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('East Kent: Family support')
    // Another place of the same answer asks for nothing.
    expect(page.asked).toHaveLength(2)
  })

  it('sorts what is wrong first, unless the order of the set is asked for', async () => {
    open([ok(family)], `${at}fs-project-salus-2016%2Fgravesham`)
    const table = await screen.findByRole('table')
    const rags = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => /Red|Amber|Green|Not rated/.exec(row.textContent)?.[0])
    const rank = ['Red', 'Amber', 'Green', 'Not rated']
    expect(rags.map(one => rank.indexOf(one ?? ''))).toEqual(rags.map(one => rank.indexOf(one ?? '')).toSorted())
    expect(rags[0]).toBe('Red')
  })

  it('a total that lacks places says without which, and is not rated', async () => {
    const returns = juneIn(scope => (/thanet|dover/.test(scope) ? undefined : 'submitted'))
    open([ok(juneCard('family-support', { returns }))], `${at}every%2Fkent`)
    const row = within(await screen.findByRole('table')).getByRole('row', { name: /CEH04/ })
    expect(row.textContent).toMatch(/\[x\].*Not rated$/)
    expect(screen.getByText(/^\[x\] Incomplete: without Dover, Thanet/)).toBeDefined()
  })

  it('the figures of others stand beside a centre', async () => {
    open([ok(juneCard('childrens-centres'))], '/scorecard?at=cc-riverside-2016%2Fcanterbury-riverside')
    const table = await screen.findByRole('table')
    const heads = within(table)
      .getAllByRole('columnheader')
      .map(one => one.textContent)
    expect(heads.slice(-2)).toEqual(['District', 'County'])
    const cells = within(within(table).getByRole('row', { name: /CEH29/ })).getAllByRole('cell')
    expect(cells.slice(-2).map(one => one.textContent)).toEqual(['52.6 %', '47.3 %'])
  })

  it('has a page for each Red, with the districts that make it', async () => {
    const user = userEvent.setup()
    open([ok(family)], `${at}fs-project-salus-2016%2Fall`)
    await user.click(await screen.findByRole('button', { name: /^Pages of what is Red/ }))
    const section = screen.getByRole('region', { name: /^CEH09/ })
    expect(section.textContent).toContain('64.3 % (18 of 28) against at least 80 %: Red. Amber begins at 65 %.')
    expect(
      within(section)
        .getAllByRole('rowheader')
        .map(one => one.textContent),
    ).toContain('Tonbridge & Malling')
    expect(section.textContent).toContain('No explanation was written.')
    await user.click(screen.getByRole('button', { name: 'Back to the table' }))
    expect(screen.getByRole('table')).toBeDefined()
  })
})

describe('the states of its page', () => {
  it('loading, and with no signal: says so, and tries again', async () => {
    const user = userEvent.setup()
    open([offline, ok(family)])
    expect(screen.getByText('Loading…')).toBeDefined()
    expect((await screen.findByRole('alert')).textContent).toContain(
      'There is no signal: the scorecard is read from the server.',
    )
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('table')).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('what was read stays when a later answer fails, and says it may not be the latest', async () => {
    const user = userEvent.setup()
    open([ok(family), offline], '/scorecard?service=family-support')
    await screen.findByRole('table')
    await user.selectOptions(screen.getByLabelText('Figures from'), 'Accepted returns only')
    expect((await screen.findByRole('alert')).textContent).toContain('This may not be the latest.')
    expect(screen.getByRole('table')).toBeDefined()
  })

  it('empty: no contract of the service is asked for anything that month', async () => {
    open([ok({ ...family, service: 'family-support' as ServiceId, nodes: [] })])
    expect(await screen.findByText('No contract of this service is asked for a return in June 2017.')).toBeDefined()
  })
})
