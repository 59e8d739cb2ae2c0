/** No violation of WCAG 2.2 AA or of best practice on a page as it stands. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Each violation is named with the state of the page and what it is about. */
export async function accessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // What passes is not described, and no second page is opened to gather frames, of which there are none: half the time.
    .options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: standard } })
    .setLegacyMode(true)
    .analyze()
  const said = violations.map(
    one => `${state}: ${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`,
  )
  expect(said).toEqual([])
}
