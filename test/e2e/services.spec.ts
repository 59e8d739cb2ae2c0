import { expect, type Locator, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { choosePassphrase, people, received } from './person.ts'

/** Each of the five services by somebody who holds it: every contract's June is opened, and one figure of each kind typed. */

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

interface Contract {
  /** As the list of returns names it. */
  readonly link: string
  readonly place: string
  /** Code, which field, and what is typed in it. */
  readonly typed: readonly (readonly [code: string, side: 'value' | 'part' | 'whole', text: string])[]
  /** What cells of the sheet then show. */
  readonly shows: readonly (readonly [code: string, text: string])[]
  /** Codes that have no field. */
  readonly untyped: readonly string[]
}

interface Holder {
  readonly who: string
  readonly email: string
  readonly password: string
  readonly contracts: readonly Contract[]
}

const hub = (link: string, place: string): Contract => ({
  link,
  place,
  typed: [
    ['CEH50', 'value', '200'],
    ['CEH51', 'value', '150'],
    ['CEH59', 'value', '20'],
  ],
  shows: [['CEH51a', '75.0 %']],
  untyped: ['CEH51a', 'CEH56', 'CEH58a'],
})

const holders: readonly Holder[] = [
  {
    who: 'family support and two youth hubs',
    ...people.lead,
    contracts: [
      {
        link: 'Family support, Project Salus, June 2017',
        place: 'Dartford',
        typed: [
          ['CEH01', 'value', '9'],
          ['CEH02', 'whole', '2.5'],
          ['CEH04', 'value', '40'],
          ['CEH05', 'value', '4'],
          ['CEH09', 'part', '3'],
        ],
        shows: [
          ['CEH09', 'of4'],
          ['EH21', 'council'],
        ],
        untyped: ['EH21'],
      },
      hub('Youth hubs, Project Salus (Maidstone), June 2017', 'Maidstone'),
      hub('Youth hubs, Project Salus (Shepway), June 2017', 'Shepway'),
    ],
  },
  {
    who: 'young carers',
    email: 'provider.lead@imago.example',
    password: 'velvet-kestrel-orchid-51',
    contracts: [
      {
        link: 'Young carers, Imago, June 2017',
        place: 'Dartford',
        typed: [
          ['CEH15', 'value', '41'],
          ['CEH21', 'part', '0'],
          ['CEH21', 'whole', '0'],
        ],
        shows: [['CEH26', '86.5 % May']],
        untyped: ['CEH26'],
      },
    ],
  },
  {
    who: 'NEET support',
    email: 'provider.lead@cxk.example',
    password: 'amber-saddle-compass-74',
    contracts: [
      {
        link: 'NEET support, CXK, June 2017',
        place: 'Dartford',
        typed: [
          ['CEH61', 'value', '5'],
          ['CEH64', 'value', '1'],
          ['CEH63', 'value', '70'],
        ],
        shows: [],
        untyped: [],
      },
    ],
  },
  {
    who: 'a youth hub',
    email: 'provider.lead@sk8side.example',
    password: 'cobalt-bramble-whistle-36',
    contracts: [hub('Youth hubs, Sk8side, June 2017', 'Ashford')],
  },
  {
    who: 'a children’s centre',
    email: 'provider.lead@riverside.example',
    password: 'hazel-pebble-almanac-95',
    contracts: [
      {
        link: "Children's centres, Riverside, June 2017",
        place: 'Riverside',
        typed: [],
        shows: [['CEH27', 'The council will supply this.']],
        untyped: ['CEH27', 'CEH49'],
      },
    ],
  },
]

async function arrive(page: Page, { email, password }: Pick<Holder, 'email' | 'password'>): Promise<void> {
  await page.goto(county.url)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choosePassphrase(page)
}

/** A field by its code, place and side, whatever else its name says. */
const fieldOf = (page: Page, code: string, place: string, side: string): Locator =>
  page.getByRole('textbox', {
    name: new RegExp(`^${code} .*, ${place}, June 2017${side === 'value' ? '$' : `, ${side}`}`),
  })

const rowOf = (page: Page, code: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) })

async function fill(page: Page, code: string, place: string, side: string, text: string): Promise<void> {
  const input = fieldOf(page, code, place, side)
  await input.fill(text)
  await input.press('Tab')
}

for (const holder of holders)
  test(`${holder.who}: every June opens, takes a figure of each kind, and passes axe on each page`, async ({
    page,
  }) => {
    test.setTimeout(180_000)
    await arrive(page, holder)
    for (const { link, place, typed, shows, untyped } of holder.contracts) {
      await page.getByRole('link', { name: link, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: /June 2017/ })).toBeVisible()
      for (const [code, side, text] of typed) await fill(page, code, place, side, text)
      for (const [code, text] of shows) await expect(rowOf(page, code).first()).toContainText(text)
      for (const code of untyped) {
        await expect(rowOf(page, code).first()).toBeVisible()
        await expect(rowOf(page, code).getByRole('textbox')).toHaveCount(0)
      }
      await accessible(page, `${link}, sheet`)
      for (const tab of ['District', 'Check and submit']) {
        await page.getByRole('link', { name: tab, exact: true }).click()
        await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
        await accessible(page, `${link}, ${tab}`)
      }
      if (typed.length > 0) await received(page)
      await page.getByRole('link', { name: 'Your returns' }).click()
    }
  })

test('11 of 1 is stopped at its cell, in the list and at the submission, and the way back leads to the cell', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const neet = holders[2]
  if (!neet) throw new Error('nobody holds NEET support')
  await arrive(page, neet)
  await page.getByRole('link', { name: 'NEET support, CXK, June 2017', exact: true }).click()
  // Everything that Gravesham owes is answered, and nothing in it is wrong but one percentage.
  const fields = page.getByRole('textbox', { name: /, Gravesham, June 2017(, |$)/ })
  await expect(fields.first()).toBeVisible()
  for (let i = 0; i < (await fields.count()); i += 1) await fields.nth(i).fill('1')
  await page.getByRole('link', { name: 'Check and submit', exact: true }).click()
  const ready = page.getByRole('button', { name: 'Submit June 2017' })
  await expect(ready).toBeVisible()
  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  const part = fieldOf(page, 'CEH65', 'Gravesham', 'part')
  await part.fill('11')
  await part.press('Tab')
  await expect(part).toHaveAttribute('aria-invalid', 'true')
  await expect(part).toHaveAccessibleDescription(/11 of 1: the part cannot be more than the whole/)
  await page.locator('summary').filter({ hasText: '1 error' }).click()
  await expect(page.locator('.ff-errors__list').first()).toContainText('Gravesham: 11 of 1')
  await page.getByRole('link', { name: 'Check and submit', exact: true }).click()
  await expect(page.getByText('No district is complete yet.')).toBeVisible()
  await expect(ready).toBeHidden()
  await accessible(page, 'check, with 11 of 1')
  await page.getByRole('link', { name: /Gravesham: 11 of 1: the part cannot be more than the whole/ }).click()
  await expect(part).toBeFocused()
  // It is kept as it was typed, here and on the server: nothing is lost, and nothing goes to the council.
  await received(page)
  expect(county.cells('neet-cxk-2016/gravesham/2017-06')['neet-open-over-12-weeks']?.value).toMatchObject({
    part: '11',
  })
})
