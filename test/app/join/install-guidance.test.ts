import { describe, expect, it } from 'vitest'
import { type BrowserFacts, guidanceFor } from '../../../src/app/pwa/install-guidance.ts'

const facts = (userAgent: string, more: Partial<BrowserFacts> = {}): BrowserFacts => ({
  userAgent,
  maxTouchPoints: 0,
  standalone: false,
  offered: false,
  ...more,
})
const touch = { maxTouchPoints: 5 }

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
const iphoneView =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'

/** What each browser calls itself, and what is then said: how, of which browser, and whether the app is kept apart. */
const table: readonly (readonly [string, BrowserFacts, string, string, boolean])[] = [
  ['Chrome, Windows', facts(windows), 'steps', 'Chrome on a computer', false],
  ['Chrome, Windows, offering', facts(windows, { offered: true }), 'button', 'Chrome on a computer', false],
  ['Edge, Windows', facts(`${windows} Edg/141.0.0.0`), 'steps', 'Edge on a computer', false],
  ['Edge, Windows with a touch screen', facts(`${windows} Edg/141.0.0.0`, touch), 'steps', 'Edge on a computer', false],
  [
    'Chrome, Mac',
    facts(windows.replace('Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7')),
    'steps',
    'Chrome on a computer',
    false,
  ],
  ['Chrome, Android', facts(android, touch), 'steps', 'Chrome on Android', false],
  ['Chrome, Android, offering', facts(android, { ...touch, offered: true }), 'button', 'Chrome on Android', false],
  ['Edge, Android', facts(`${android} EdgA/141.0.0.0`, touch), 'steps', 'Edge on Android', false],
  [
    'Samsung',
    facts(android.replace('Chrome/', 'SamsungBrowser/28.0 Chrome/'), touch),
    'steps',
    'Samsung Internet',
    false,
  ],
  [
    'Firefox, Android',
    facts('Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', touch),
    'steps',
    'Firefox on Android',
    false,
  ],
  [
    'Firefox, Windows',
    facts('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0'),
    'not-here',
    'Firefox on a computer',
    false,
  ],
  [
    'Firefox, Mac',
    facts('Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0'),
    'not-here',
    'Firefox on a computer',
    false,
  ],
  ['Safari, Mac', facts(mac), 'steps', 'Safari on a Mac', true],
  ['Safari, iPad, calling itself a Mac', facts(mac, touch), 'steps', 'Safari on an iPad', true],
  ['Safari, iPad of old', facts(iphone.replace('iPhone;', 'iPad;'), touch), 'steps', 'Safari on an iPad', true],
  ['Safari, iPhone', facts(iphone, touch), 'steps', 'Safari on an iPhone', true],
  [
    'Chrome, iPhone',
    facts(iphone.replace('Version/26.0', 'CriOS/141.0'), touch),
    'steps',
    'this browser on an iPhone',
    true,
  ],
  [
    'Edge, iPad',
    facts(mac.replace('Version/26.0', 'EdgiOS/141.0 Version/26.0'), touch),
    'steps',
    'this browser on an iPad',
    true,
  ],
  ['a mail program, iPhone', facts(iphoneView, touch), 'elsewhere', 'a page inside another app', false],
  [
    'a chat program, Android',
    facts(android.replace('Android 10; K)', 'Android 10; K; wv)'), touch),
    'elsewhere',
    'a page inside another app',
    false,
  ],
  ['one nobody has heard of', facts('Mozilla/5.0 (Unknown)'), 'not-here', 'this browser', false],
]

describe('how to install it', () => {
  it.each(table)('%s', (_name, browser, how, called, apart) => {
    const found = guidanceFor(browser)
    expect(found).toMatchObject({ how, browser: called, apart })
    if (found.how !== 'installed' && found.how !== 'button') expect(found.steps.length).toBeGreaterThan(1)
  })

  it.each([
    ['Chrome', facts(windows)],
    ['Safari on an iPad', facts(mac, touch)],
    ['none known', facts('')],
  ])('says nothing more once it is opened from its own icon: %s', (_name, browser) => {
    expect(guidanceFor({ ...browser, standalone: true, offered: true })).toEqual({ how: 'installed' })
  })

  it('says of every tablet of Apple’s how to come to the Home Screen', () => {
    for (const browser of [facts(mac, touch), facts(iphone, touch)]) {
      const found = guidanceFor(browser)
      expect(found.how === 'steps' && found.steps.join(' ')).toMatch(/Share.*Add to Home Screen.*Open Fieldfare/)
    }
  })
})
