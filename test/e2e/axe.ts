/** No violation of WCAG 2.2 AA or of best practice on a page as it stands. */
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Each violation is named with the state of the page and what it is about. Asked of axe itself, on the page: there are
 * no frames to gather, what passes is not described, and a document that has axe already is not given it again.
 */
export async function accessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const said = await page.evaluate(
    async ({ values, of }) => {
      const { violations } = await window.axe.run(document, {
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values },
      })
      return violations.map(
        one => `${of}: ${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`,
      )
    },
    { values: standard, of: state },
  )
  expect(said).toEqual([])
}

declare global {
  interface Window {
    /** Once it has been put there. */
    readonly axe: typeof axe
  }
}
