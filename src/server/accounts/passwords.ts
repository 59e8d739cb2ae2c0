/** Passwords: argon2id, and which ones nobody may have. */
import { hash, verify } from '@node-rs/argon2'

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. The library's algorithm is argon2id by default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** False for a wrong password and for a hash that is none. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}

/** Shortest account password, in characters. */
export const shortestPassword = 12

/** Why a password may not be set, in words, or undefined. */
export function passwordFault(password: string, refused: readonly string[]): string | undefined {
  if (refused.includes(password)) return 'That password is printed in the sample. Choose another one.'
  if (password.length < shortestPassword) return `A password has at least ${shortestPassword} characters.`
  return undefined
}
