/** E-mail addresses and names as they may stand in a letter. */

declare const addressBrand: unique symbol
/** Safe in a header and in an SMTP envelope: no space, quote, bracket, comma, control or line break can be in it. */
export type MailAddress = string & { readonly [addressBrand]: 'MailAddress' }

/** Longest that SMTP can carry (RFC 5321, 4.5.3.1.3, less the brackets). */
const longest = 254

/**
 * What the HTML standard's e-mail field takes, with a dot in the domain, and no local part that begins or ends with a
 * dot. Quoted local parts, comments and address lists are refused: nobody here has one, and programs read them apart.
 */
const shape =
  /^(?!\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

const isMailAddress = (text: string): text is MailAddress => text.length <= longest && shape.test(text)

/** The address of what somebody typed, without the spaces around it; undefined when it is none. */
export function mailAddress(text: string): MailAddress | undefined {
  const trimmed = text.trim()
  return isMailAddress(trimmed) ? trimmed : undefined
}

/** One line of readable characters: whatever breaks lines, hides or turns text around becomes a space. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const nameShape = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,59}$/u
/** 'evil.example': a dot between letters makes a mail program show a link. */
const looksLikeAddress = /\.\p{L}/u

/**
 * A person's name for a letter, or undefined when it does not look like one. Whoever invites somebody chooses her
 * name, and the council sends it: nobody shall put a message or a link of her own in there.
 */
export function nameForLetter(name: string): string | undefined {
  const line = oneLine(name)
  return nameShape.test(line) && !looksLikeAddress.test(line) ? line : undefined
}
