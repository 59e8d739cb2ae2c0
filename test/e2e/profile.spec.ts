/** What a tablet's disk tells whoever takes it: the browser's whole profile, searched for what was typed and received. */
import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { KillableBrowser } from './killable.ts'
import {
  field,
  firstDay,
  openJune,
  passphrase,
  people,
  received,
  saved,
  signInAgainIfAsked,
  type,
  unlock,
} from './person.ts'
import { filesUnder, ofCount, ofText, search } from './profile/search.ts'

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const counts = { received: 918_273_645, waiting: 827_364_519, pulled: 736_451_928, last: 645_192_837 } as const
const sentences = {
  received: 'The heron stood quite still beside the flooded lane',
  waiting: 'Nine otters were counted under the old stone bridge',
  pulled: 'The ferry had not crossed since the middle of the week',
} as const
const wrong = 'five geese behind the mill'

const needles = [
  ...Object.values(counts).flatMap(ofCount),
  ...[...Object.values(sentences), people.editor.password, passphrase, wrong].flatMap(ofText),
]

async function write(page: Page, sentence: string): Promise<void> {
  await page.getByRole('link', { name: 'Narrative' }).click()
  const text = page.getByLabel('This month in the district, Gravesham')
  await text.fill(sentence)
  await text.blur()
  await saved(page)
  await page.goBack()
  await expect(field(page, 'Gravesham', 'CEH04')).toBeVisible()
}

const nothingReadable = (browser: KillableBrowser, when: string): void => {
  const sealed = filesUnder(browser.profile).filter(path => path.includes('indexeddb.leveldb'))
  expect(sealed.length, when).toBeGreaterThan(0)
  expect(search(browser.profile, needles), when).toEqual([])
  // No answer of the server is in a cache: packed, it would not be found.
  const cached = search(browser.profile, ofText(`localhost:${county.port}/api/`)).filter(({ file }) =>
    /Cache/.test(file),
  )
  expect(cached, when).toEqual([])
}

test('nothing typed or received, no password and no passphrase can be read in the browser profile, however it ended', async ({
  page: colleague,
}) => {
  test.setTimeout(240_000)
  // What a colleague types is received by the server, and then by this device.
  await firstDay(colleague, county.url, 'lead')
  await openJune(colleague)
  await type(colleague, 'Dartford', 'CEH04', String(counts.pulled))
  await write(colleague, sentences.pulled)
  await received(colleague)
  const browser = new KillableBrowser()
  const june = `${county.url}/returns/fs-project-salus-2016/2017-06`
  try {
    let page = await browser.launch()
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await expect(field(page, 'Dartford', 'CEH04')).toHaveValue(String(counts.pulled))
    await type(page, 'Gravesham', 'CEH04', String(counts.received))
    await write(page, sentences.received)
    await received(page)
    await county.end()
    await type(page, 'Sevenoaks', 'CEH04', String(counts.waiting))
    await write(page, sentences.waiting)
    await browser.kill()
    nothingReadable(browser, 'killed while unlocked, with work that waits')

    page = await browser.launch()
    await page.goto(june)
    await unlock(page)
    await expect(field(page, 'Sevenoaks', 'CEH04')).toHaveValue(String(counts.waiting))
    await type(page, 'Maidstone', 'CEH04', String(counts.last))
    await saved(page)
    await page.goto(`${county.url}/device`)
    await unlock(page)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible()
    await browser.kill()
    nothingReadable(browser, 'killed after locking')

    page = await browser.launch()
    await page.goto(june)
    await page.getByLabel('Device passphrase').fill(wrong)
    await page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await expect(page.getByText('That is not the passphrase of this device.').first()).toBeVisible()
    await expect(field(page, 'Sevenoaks', 'CEH04')).toBeHidden()
    await browser.quit()
    nothingReadable(browser, 'closed after a wrong passphrase')

    // Unlocked, with texts on the screen that a browser might keep to bring its tabs back.
    page = await browser.launch()
    await page.goto(june)
    await unlock(page)
    await expect(field(page, 'Maidstone', 'CEH04')).toHaveValue(String(counts.last))
    await page.getByRole('link', { name: 'Narrative' }).click()
    await expect(page.getByLabel('This month in the district, Gravesham')).toHaveValue(sentences.waiting)
    await page.getByLabel('This month in the district, Gravesham').press('End')
    await browser.quit()
    nothingReadable(browser, 'closed while unlocked')

    // All of it was there, sealed.
    await county.start()
    page = await browser.launch()
    await page.goto(june)
    await unlock(page)
    await signInAgainIfAsked(page)
    await received(page)
    expect(county.cells('fs-project-salus-2016/sevenoaks/2017-06')['fs-open']?.value?.value).toBe(
      String(counts.waiting),
    )
    expect(county.cells('fs-project-salus-2016/maidstone/2017-06')['fs-open']?.value?.value).toBe(String(counts.last))
  } finally {
    await browser.close()
  }
})

test('the search of the profile finds what stands in clear in the same database, also once the browser has packed it', async () => {
  test.setTimeout(120_000)
  const browser = new KillableBrowser()
  try {
    const page = await browser.launch()
    await firstDay(page, county.url, 'editor')
    const planted = {
      text: sentences.received,
      wide: `${sentences.waiting} \u2026`,
      count: counts.received,
      half: counts.waiting + 0.5,
    }
    await page.evaluate(plantInClear, { planted, filler: 0 })
    await browser.kill()
    const whats = (where: 'plain' | 'packed') => [
      ...new Set(
        search(browser.profile, looked)
          .filter(each => each.where === where)
          .map(each => each.what),
      ),
    ]
    const looked = [
      ...ofText(sentences.received),
      ...ofText(sentences.waiting),
      ...ofCount(counts.received),
      ...ofCount(counts.waiting + 0.5),
    ]
    expect(whats('plain').toSorted()).toEqual(
      [
        `${sentences.received} (UTF-8)`,
        `${sentences.waiting} (UTF-16LE)`,
        `${counts.received} (an integer)`,
        `${counts.waiting + 0.5} (a double)`,
      ].toSorted(),
    )

    // Enough beside it that the log is full and becomes packed tables.
    const again = await browser.launch()
    await again.goto(county.url)
    await again.evaluate(plantInClear, { planted, filler: 24 * 1024 * 1024 })
    await browser.quit()
    expect(whats('packed')).toEqual(expect.arrayContaining([`${sentences.received} (UTF-8)`]))
  } finally {
    await browser.close()
  }
})

interface Plant {
  readonly planted: object
  /** Bytes written after it. */
  readonly filler: number
}

/** In the page: rows beside the app's own, not sealed. */
async function plantInClear({ planted, filler }: Plant): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]))
  const person = names.find(name => name !== 'fieldfare-people')
  if (person === undefined) throw new Error(`No database of a person among ${names.join(', ')}`)
  const database = await new Promise<IDBDatabase>((done, failed) => {
    const opening = indexedDB.open(person)
    opening.onsuccess = () => done(opening.result)
    opening.onerror = () => failed(opening.error)
  })
  const put = (rows: readonly object[]): Promise<void> =>
    new Promise((done, failed) => {
      const writing = database.transaction('drafts', 'readwrite', { durability: 'strict' })
      for (const row of rows) writing.objectStore('drafts').put(row)
      writing.oncomplete = () => done()
      writing.onabort = () => failed(writing.error)
    })
  await put([{ key: `planted ${filler}`, ...planted }])
  const size = 30_000
  for (let written = 0; written < filler; written += size * 20) {
    const rows = Array.from({ length: 20 }, (_, index) => {
      const bytes = crypto.getRandomValues(new Uint8Array(size / 2))
      return {
        key: `filler ${written} ${index}`,
        text: [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(''),
      }
    })
    await put(rows)
  }
  database.close()
}
