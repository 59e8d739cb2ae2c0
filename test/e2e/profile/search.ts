/** Every byte that a browser left on the disk, searched for what nobody may read there. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { blocksOf } from './level-tables.ts'

/** How a browser may have written it. */
export interface Needle {
  readonly what: string
  readonly bytes: Buffer
}

/** A text as bytes of one and of two a character. */
export const ofText = (text: string): readonly Needle[] => [
  { what: `${text} (UTF-8)`, bytes: Buffer.from(text, 'utf8') },
  { what: `${text} (UTF-16LE)`, bytes: Buffer.from(text, 'utf16le') },
]

/** A count as text, and as the number that it would be in a cloned object: a variable-length integer, or a double. */
export function ofCount(count: number): readonly Needle[] {
  const varint: number[] = ['I'.charCodeAt(0)]
  // Zigzag: a sign is the lowest bit.
  for (let left = count * 2; ; left = Math.floor(left / 128)) {
    if (left < 128) {
      varint.push(left)
      break
    }
    varint.push((left % 128) | 0x80)
  }
  const double = Buffer.alloc(8)
  double.writeDoubleLE(count)
  return [
    ...ofText(String(count)),
    { what: `${count} (an integer)`, bytes: Buffer.from(varint) },
    { what: `${count} (a double)`, bytes: double },
  ]
}

export interface Found {
  readonly file: string
  readonly what: string
  /** In the file's own bytes, or in a block of a table after it was unpacked. */
  readonly where: 'plain' | 'packed'
}

/** Every place of the profile that holds one of them. */
export function search(profile: string, needles: readonly Needle[]): readonly Found[] {
  const found: Found[] = []
  for (const path of filesUnder(profile)) {
    const bytes = readFileSync(path)
    const file = path.slice(profile.length)
    const look = (where: Found['where'], inside: Buffer): void => {
      for (const { what, bytes: needle } of needles) if (inside.includes(needle)) found.push({ file, what, where })
    }
    look('plain', bytes)
    for (const block of blocksOf(bytes) ?? []) if (block.packed) look('packed', block.bytes)
  }
  return found
}

/** Files that something is in. A file may go while it is looked for: then it is not on the disk. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => statSync(path).size > 0)
}
