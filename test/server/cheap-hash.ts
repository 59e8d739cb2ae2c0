/** Hundreds of tests seed the same people: their hashes cost next to nothing. How much a real one costs is tested by itself. */
import { hashSync } from '@node-rs/argon2'
import type { County } from '../../src/server/county.ts'

const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

export const cheapHash = (password: string): string => hashSync(password, cheap)

/** The county with passwords that cost what they cost, for tests of how long an answer takes. */
export const atFullCost = (county: County): County => ({
  ...county,
  people: county.people.map(({ passwordHash: _cheap, ...person }) => person),
})
