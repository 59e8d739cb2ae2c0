/** Unpacks a block of the Snappy format (raw, without frames), as LevelDB tables hold them. */

/** Throws where it is no such block. */
export function unsnapped(packed: Buffer): Buffer {
  const { value: length, next } = varint(packed, 0)
  if (length > 64 * 1024 * 1024) throw new Error('No block of a table is as long as that')
  const out = Buffer.alloc(length)
  let written = 0
  for (let at = next; at < packed.length; ) {
    const tag = packed.readUInt8(at)
    at += 1
    if ((tag & 3) === 0) {
      const told = tag >> 2
      // Lengths of 61 and more stand in the one to four bytes that follow.
      const extra = Math.max(0, told - 59)
      const size = (extra === 0 ? told : packed.readUIntLE(at, extra)) + 1
      at += extra
      written += packed.copy(out, written, at, at + size)
      at += size
    } else {
      const { size, offset, bytes } = copyAt(packed, at, tag)
      if (offset === 0 || offset > written) throw new Error('A copy from before the beginning')
      at += bytes
      // Byte by byte: a copy may reach into what it writes.
      for (let n = 0; n < size; n++, written++) out[written] = out[written - offset] ?? 0
    }
  }
  if (written !== length) throw new Error(`${written} bytes instead of ${length}`)
  return out
}

function copyAt(packed: Buffer, at: number, tag: number) {
  switch (tag & 3) {
    case 1:
      return { size: ((tag >> 2) & 7) + 4, offset: ((tag >> 5) << 8) | packed.readUInt8(at), bytes: 1 }
    case 2:
      return { size: (tag >> 2) + 1, offset: packed.readUInt16LE(at), bytes: 2 }
    default:
      return { size: (tag >> 2) + 1, offset: packed.readUInt32LE(at), bytes: 4 }
  }
}

/** Seven bits a byte, the lowest first. */
export function varint(from: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0
  for (let shift = 0, next = at; shift < 36; shift += 7) {
    const byte = from.readUInt8(next)
    next += 1
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return { value, next }
  }
  throw new Error('A number without an end')
}
