/** How Fieldfare is installed in each browser: the one source of these texts, for the first day and for later. Pure. */

/** What a browser says of itself, as far as installing depends on it. */
export interface BrowserFacts {
  readonly userAgent: string
  /** iPads call themselves Macs; no Mac has a touch screen. */
  readonly maxTouchPoints: number
  /** Opened from its own icon already. */
  readonly standalone: boolean
  /** The browser has offered to install: one button does it. */
  readonly offered: boolean
}

export type Guidance =
  | { readonly how: 'installed' }
  | {
      /** `button`: the browser asks by itself. `steps`: by hand. `not-here`: this browser cannot. `elsewhere`: a page inside another app. */
      readonly how: 'button' | 'steps' | 'not-here' | 'elsewhere'
      /** In words: 'Safari on an iPad'. */
      readonly browser: string
      readonly steps: readonly string[]
      /** The installed app has a storage of its own, so the first day happens in it and nowhere before. */
      readonly apart: boolean
    }

/** Said wherever somebody goes on without installing. */
export const notInstalledWarning =
  'A browser may delete what a site keeps when the site is not installed: when space runs short, or, as Safari does, when it has not been opened for seven days. What has been sent is safe; what still waits would be gone.'

export function guidanceFor(facts: BrowserFacts): Guidance {
  if (facts.standalone) return { how: 'installed' }
  const found = guidances.find(each => each.is(facts))
  const { browser, steps, apart = false, how = 'steps' } = found ?? unknown
  return facts.offered ? { how: 'button', browser, steps: [], apart } : { how, browser, steps, apart }
}

interface Known {
  readonly is: (facts: BrowserFacts) => boolean
  readonly browser: string
  readonly steps: readonly string[]
  readonly apart?: true
  readonly how?: 'not-here' | 'elsewhere'
}

const has =
  (...words: readonly RegExp[]) =>
  ({ userAgent }: BrowserFacts): boolean =>
    words.every(word => word.test(userAgent))

const iPad = ({ userAgent, maxTouchPoints }: BrowserFacts): boolean =>
  /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
const iPhone = has(/iPhone|iPod/)
const anApple = (facts: BrowserFacts): boolean => iPad(facts) || iPhone(facts)

/** Every browser of these tablets is Safari underneath and has the same Share menu. */
const share = (where: string): readonly string[] => [
  `Press Share, the square with an arrow upwards, ${where}.`,
  'Scroll down and choose “Add to Home Screen”, then “Add”.',
  'Open Fieldfare from its new picture on the Home Screen.',
]
const safariPad = share('at the top right')
const safariPhone = share('at the bottom of the screen, behind the three dots on some')
const otherOnApple = share('at the right of the address')

const menuAndroid = (menu: string): readonly string[] => [
  `Open the menu, ${menu}.`,
  'Choose “Install app” or “Add to Home screen”, then “Install”.',
]

/** The first that fits. */
const guidances: readonly Known[] = [
  // A page inside a mail or chat program: what it keeps is gone when the program is closed.
  {
    is: facts =>
      has(/; wv\)|FBAN|FBAV|Instagram|MicroMessenger|Teams\//)(facts) ||
      (anApple(facts) && /AppleWebKit/.test(facts.userAgent) && !/Safari\//.test(facts.userAgent)),
    browser: 'a page inside another app',
    how: 'elsewhere',
    steps: [
      'Open the browser of this device: Safari, Chrome, Edge or Firefox.',
      'Open your invitation there: paste it where the address goes.',
    ],
  },
  {
    is: facts => iPad(facts) && has(/CriOS|EdgiOS|FxiOS/)(facts),
    browser: 'this browser on an iPad',
    steps: otherOnApple,
    apart: true,
  },
  { is: iPad, browser: 'Safari on an iPad', steps: safariPad, apart: true },
  {
    is: facts => iPhone(facts) && has(/CriOS|EdgiOS|FxiOS/)(facts),
    browser: 'this browser on an iPhone',
    steps: otherOnApple,
    apart: true,
  },
  { is: iPhone, browser: 'Safari on an iPhone', steps: safariPhone, apart: true },
  {
    is: has(/Android/, /SamsungBrowser/),
    browser: 'Samsung Internet',
    steps: [
      'Open the menu, the three lines at the bottom right.',
      'Choose “Add page to”, then “Home screen”, then “Add”.',
    ],
  },
  {
    is: has(/Android/, /Firefox/),
    browser: 'Firefox on Android',
    steps: menuAndroid('the three dots beside the address'),
  },
  { is: has(/Android/, /EdgA/), browser: 'Edge on Android', steps: menuAndroid('the three lines at the bottom') },
  { is: has(/Android/, /Chrome/), browser: 'Chrome on Android', steps: menuAndroid('the three dots at the top right') },
  {
    is: has(/Firefox/),
    browser: 'Firefox on a computer',
    how: 'not-here',
    steps: [
      'Firefox on a computer does not install sites as apps. Everything works in it, also without signal.',
      'If there is Chrome or Edge on this computer, or Safari on a Mac, open your invitation there instead and install it.',
      'If you go on here: keep a bookmark, and never let Firefox delete cookies and site data when it closes.',
    ],
  },
  {
    is: has(/Edg\//),
    browser: 'Edge on a computer',
    steps: [
      'Open the menu, the three dots at the top right.',
      'Choose “More tools”, then “Apps”, then “Install Fieldfare”.',
      'Choose “Install”.',
    ],
  },
  {
    is: has(/Chrome\//),
    browser: 'Chrome on a computer',
    steps: [
      'Open the menu, the three dots at the top right.',
      'Choose “Cast, save and share”, then “Install page as app”.',
      'Choose “Install”.',
    ],
  },
  {
    is: has(/Macintosh/, /Safari\//),
    browser: 'Safari on a Mac',
    steps: [
      'In the menu bar at the top of the screen open “File”.',
      'Choose “Add to Dock”, then “Add”.',
      'Open Fieldfare from the Dock.',
    ],
    apart: true,
  },
]

const unknown: Known = {
  is: () => true,
  browser: 'this browser',
  how: 'not-here',
  steps: [
    'Look in the menu of the browser for “Install”, “Add to Home screen” or “Add to Dock”.',
    'If there is none, everything works in the browser too, also without signal.',
  ],
}
