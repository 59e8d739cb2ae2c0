/**
 * What a browser must fetch to open a month's sheet (the scripts and styles index.html names, with everything they
 * import statically), gzip; and the whole precache, uncompressed. Budgets: 190 kB and 1.5 MB.
 */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = resolve(import.meta.dirname, '..', '..', 'dist')
const page = readFileSync(join(dist, 'index.html'), 'utf8')
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(found => found[1] ?? '')

const needed = new Set<string>()
const follow = (file: string): void => {
  if (needed.has(file)) return
  needed.add(file)
  if (!file.endsWith('.js')) return
  const text = readFileSync(join(dist, file), 'utf8')
  for (const [, from] of text.matchAll(/(?:import|from)\s*["'](\.\/[^"']+\.js)["']/g))
    follow(join(dirname(file), from ?? ''))
}
named.forEach(follow)

const gzip = [...needed].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0)
/** The files that the worker keeps, as it was built with them. */
const worker = readFileSync(join(dist, 'service-worker.js'), 'utf8')
const kept = [...worker.matchAll(/"?url"?:\s*"([^"]+)"/g)].map(found => found[1] ?? '')
if (kept.length === 0) throw new Error('The worker keeps nothing: its list is written differently now.')
const whole = kept.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0)

console.log(
  JSON.stringify({
    name: 'bundle-sheet',
    value: Math.round(gzip / 100) / 10,
    unit: 'kB gzip',
    n: needed.size,
    budget: 190,
  }),
)
console.log(
  JSON.stringify({
    name: 'bundle-precache',
    value: Math.round(whole / 1_000),
    unit: 'kB',
    n: kept.length,
    budget: 1_500,
  }),
)
