import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { field, openJune, passphrase, received, saved, signIn, status, type, unlock } from './person.ts'

// A worker would keep every part on the device: this is the time before there is one.
test.use({ serviceWorkers: 'block' })

/** How answers are read, and pushing and pulling: both are fetched only after the page. */
const parts = { reading: '**/assets/reading-*.js', steps: '**/assets/steps-*.js' }

async function without(page: Page, part: string): Promise<{ readonly asked: () => number }> {
  let asked = 0
  await page.route(part, route => {
    asked += 1
    return route.abort('connectionreset')
  })
  return { asked: () => asked }
}

for (const [name, part] of Object.entries(parts))
  test(`the part for ${name} cannot be fetched: work goes on, the line says what to do, and after a reload all is sent`, async ({
    page,
  }) => {
    const county = await County.open()
    try {
      await signIn(page, county.url, 'editor')
      await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
      await page.getByLabel('The same passphrase again').fill(passphrase)
      await page.getByRole('button', { name: 'Continue' }).click()
      await openJune(page)
      const missing = await without(page, part)
      await page.reload()
      await unlock(page)
      await expect(status(page)).toContainText('A part of Fieldfare was not fetched: reload to send and receive')
      expect(missing.asked()).toBeGreaterThan(0)
      await type(page, 'Gravesham', 'CEH05', '3')
      await saved(page)
      await expect(status(page)).toContainText('1 change waiting: a part of Fieldfare was not fetched; reload to send')
      await page.context().setOffline(true)
      await expect(status(page)).toContainText('1 change waiting: no signal')
      await page.context().setOffline(false)
      expect(county.rows('select count(*) as n from operation')[0]?.['n']).toBe(0)

      await page.unroute(part)
      await page.reload()
      await unlock(page)
      await received(page)
      await expect(field(page, 'Gravesham', 'CEH05')).toHaveValue('3')
      expect(county.cells('fs-project-salus-2016/gravesham/2017-06')['fs-closed']?.value?.value).toBe('3')
    } finally {
      await county.close()
    }
  })
