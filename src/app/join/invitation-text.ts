/**
 * An invitation as it comes: behind '#' in the address, pasted from a letter, or typed from the lead's screen. What is
 * sent is checked by the protocol's own rules; here it is only read, with a sentence for what cannot be.
 */
import { joinCodeSchema, linkTokenSchema } from '../../protocol/account.ts'

export type Arrived =
  | { readonly by: 'link'; readonly token: string }
  | { readonly by: 'code'; readonly code: string }
  /** There was something behind '#', and it is no whole invitation: mail programs cut long lines. */
  | { readonly by: 'damaged' }
  | { readonly by: 'nothing' }

/** `fragment`: '' or with its '#', as `location.hash` gives it. */
export function arrivedBy(fragment: string): Arrived {
  const text = decoded(fragment.replace(/^#/, '')).trim()
  if (text === '') return { by: 'nothing' }
  if (linkTokenSchema.safeParse(text).success) return { by: 'link', token: text }
  if (!text.startsWith('code=')) return { by: 'damaged' }
  const code = readCode(text.slice('code='.length))
  return code.ok ? { by: 'code', code: code.code } : { by: 'damaged' }
}

/** Text that is no address is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

/** The secret of a link that was copied out of a letter, with or without what stands around it; undefined: none. */
export function pastedToken(text: string): string | undefined {
  const [, token = text.trim()] = /#([A-Za-z0-9_-]+)/.exec(text) ?? []
  return linkTokenSchema.safeParse(token).success ? token : undefined
}

export type CodeRead = { readonly ok: true; readonly code: string } | { readonly ok: false; readonly sentence: string }

const codeLength = 8

/** A code as people type it: any case, with hyphens or spaces or without. */
export function readCode(typed: string): CodeRead {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (text === '') return { ok: false, sentence: 'Type the code from the screen of whoever invited you' }
  if (/[01IO]/.test(text))
    return {
      ok: false,
      sentence: 'A code has no letter O or I and no digit 0 or 1: look at the screen again',
    }
  if (!/^[0-9A-Z]*$/.test(text)) return { ok: false, sentence: 'A code has only letters and digits' }
  const { length } = text
  if (length !== codeLength)
    return { ok: false, sentence: `A code has eight letters and digits; this one has ${length}` }
  const read = joinCodeSchema.safeParse(text)
  return read.success ? { ok: true, code: read.data } : { ok: false, sentence: 'That is no code of Fieldfare' }
}

/** As it stands on the lead's screen: 'ABCD-EFGH'. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
