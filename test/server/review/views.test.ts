import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mostViews, type SavedView, savedViewsSchema } from '../../../src/protocol/views.ts'
import { Browser, TestServer } from '../test-server.ts'

let county: TestServer
let officer: Browser
let other: Browser
beforeEach(async () => {
  county = await TestServer.open()
  officer = await Browser.signIn(county, 'officer')
  other = await Browser.signIn(county, 'otherOfficer')
})
afterEach(() => county.close())

const view = (name: string, late = 'overdue'): SavedView => ({
  name,
  filter: { service: '', area: 'east', provider: '', state: '', late, rating: '' },
})
const viewsOf = async (browser: Browser): Promise<readonly string[]> =>
  savedViewsSchema.parse((await browser.get('/api/views')).json()).views.map(one => one.name)
const save = async (browser: Browser, views: readonly SavedView[]): Promise<number> =>
  (await browser.post('/api/views', { views })).statusCode
const recorded = async () =>
  (
    await county.server.storage.record.entries({
      order: 'newest-first',
      above: 0,
      below: Number.MAX_SAFE_INTEGER,
      limit: 100,
      contracts: [],
    })
  ).filter(entry => entry.what === 'views-saved')

describe('saved views', () => {
  it('are hers alone, and there after a restart', async () => {
    expect(await viewsOf(officer)).toEqual([])
    expect(await save(officer, [view('Mine'), view('Late', 'late')])).toBe(200)
    expect(await viewsOf(other)).toEqual([])
    await county.restart()
    expect(await viewsOf(officer)).toEqual(['Mine', 'Late'])
    expect(await save(other, [view('Another')])).toBe(200)
    expect(await viewsOf(officer)).toEqual(['Mine', 'Late'])
  })

  it('are recorded without what they are called, once for each change', async () => {
    await save(officer, [view('A family by name')])
    await save(officer, [view('A family by name')])
    const entries = await recorded()
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ person: officer.id })
    expect(JSON.parse(entries[0]?.about ?? '')).toEqual({ views: 1, services: ['support'] })
    await save(officer, [])
    expect(await recorded()).toHaveLength(2)
    expect(await viewsOf(officer)).toEqual([])
  })

  it('are refused where there are too many, two of one name, or what is no view', async () => {
    await save(officer, [view('Mine')])
    const many = Array.from({ length: mostViews + 1 }, (_, i) => view(`View ${i}`))
    expect(await save(officer, many)).toBe(400)
    expect(await save(officer, many.slice(1))).toBe(200)
    expect(await save(officer, [view('Same'), view('Same')])).toBe(400)
    expect(await save(officer, [view(' ')])).toBe(400)
    expect((await officer.post('/api/views', { views: [{ name: 'x', filter: { free: 'text' } }] })).statusCode).toBe(
      400,
    )
    expect(await viewsOf(officer)).toHaveLength(mostViews)
  })
})
