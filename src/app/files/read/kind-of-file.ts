/** What a file is by its first bytes: its name may say anything. */

export type FileKind = 'zip' | 'old-excel' | 'password' | 'text' | 'other'

const begins = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte)

/** Excel keeps a workbook with a password in an old container, under this name in UTF-16. */
const encrypted = 'EncryptedPackage'

function holdsUtf16(bytes: Uint8Array, word: string): boolean {
  const wanted = [...word].flatMap(letter => [letter.charCodeAt(0), 0])
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true
  return false
}

/** Text, and still no table: a PDF, a page or drawing in tags, a letter in rich text. */
const startsOtherwise = /^\s*(%PDF-|<[!?a-z]|\{\\rtf)/i

export function kindOfFile(bytes: Uint8Array): FileKind {
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return holdsUtf16(bytes, encrypted) ? 'password' : 'old-excel'
  const text = decodeText(bytes)
  return text === undefined || startsOtherwise.test(text) ? 'other' : 'text'
}

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * The text of a text file: UTF-8, UTF-16 with its mark (Excel's "Unicode text"), else as older programs on Windows
 * write. Undefined when it is not text: no table holds control characters.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const wide = begins(bytes, [0xff, 0xfe]) ? 'utf-16le' : begins(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined
  const text = wide ? decoded(bytes, wide) : (decoded(bytes, 'utf-8') ?? decoded(bytes, 'windows-1252'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text === undefined || /[\0-\x08\x0e-\x1f]/.test(text) ? undefined : text
}
