/**
 * The suite is itself tested: each planted fault must be noticed. First in histories that were seen to tell; where these
 * no longer do, in as many fresh ones as `npm run prove-sync` tries, which always begins with a fresh seed.
 */
import { describe, expect, it } from 'vitest'
import { planted } from './plants/planted.ts'
import { plants } from './plants/plants.ts'

const seed = Number(process.env['FIELDFARE_SEED'] ?? Math.floor(Math.random() * 1_000_000_000))

describe(`planted faults, with FIELDFARE_SEED=${seed}`, () => {
  const noticed = planted(
    plants.map(each => each.name),
    seed,
    'known',
  )

  it.each(plants.map(each => [each.name]))(
    '%s is noticed',
    async name => {
      const found = (await noticed).find(each => each.name === name)
      expect(found).toMatchObject({ caught: true })
    },
    300_000,
  )
})
