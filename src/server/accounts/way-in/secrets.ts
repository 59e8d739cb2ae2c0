/** Secrets that let somebody in once: links and short codes. Only their hashes are stored. */
import { randomBytes } from 'node:crypto'
import { sha256 } from '../../reference.ts'

/** 32 random bytes as 43 characters of base64url, and the hash that is stored: nobody guesses these from a hash. */
export function newLinkSecret(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: sha256(token) }
}

/** 32 letters and digits that cannot be mistaken for each other, as joinCodeSchema has them: five bits each. */
const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Eight of them, 40 bits; stored as argon2id, because so few can be tried from a plain hash. */
export const newJoinCode = (): string =>
  [...randomBytes(8)].map(byte => codeLetters[byte % codeLetters.length] ?? '').join('')
