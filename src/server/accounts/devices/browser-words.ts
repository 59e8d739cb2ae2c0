/**
 * A browser in our own words, for a letter and for the list of sessions. What a browser calls itself is chosen by
 * whoever sends it: nothing of it is repeated.
 */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'an iPad'],
  [/\biPhone\b/, 'an iPhone'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows NT\b/, 'Windows'],
  // An iPad may call itself a Mac: it is told as one.
  [/\bMacintosh\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
]

const first = (list: typeof browsers, text: string): string | undefined => list.find(([shape]) => shape.test(text))?.[1]

/** 'Firefox on Windows', 'Chrome', 'a browser on Linux', 'a browser'. */
export function browserWords(userAgent: string | undefined): string {
  // More than any browser says of itself, and enough for a slow pattern to be one.
  const text = (userAgent ?? '').slice(0, 512)
  const system = first(systems, text)
  const browser = first(browsers, text) ?? 'a browser'
  return system === undefined ? browser : `${browser} on ${system}`
}
