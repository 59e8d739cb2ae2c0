/** What node:sqlite means by its errors. */

/** SQLITE_BUSY and its kinds: another connection is in the way. */
export const isBusy = (error: unknown): boolean => codeOf(error) === 5
/** SQLITE_CORRUPT or SQLITE_NOTADB, and their kinds. */
export const isDamage = (error: unknown): boolean => codeOf(error) === 11 || codeOf(error) === 26

/** The kind is in the higher bytes. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
