/**
 * What the parts of a zip file come to when unpacked: as its list declares, and as they really do, counted while they
 * are unpacked and thrown away, so that a file of some kilobytes that swells to gigabytes is refused before it is read.
 */
import { type FileProblem, limits } from './file-cells.ts'

interface Part {
  readonly name: string
  readonly stored: boolean
  readonly packed: Uint8Array
  readonly declared: number
}

const endOfList = 0x06054b50
const listEntry = 0x02014b50
const localEntry = 0x04034b50

/** Thrown at a zip file whose own lists do not agree. */
class DamagedZip extends Error {}

/** The parts as the list at the end names them. Files above 4 GB have another kind of list: none comes this far. */
function partsOf(bytes: Uint8Array): readonly Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== endOfList) end -= 1
  if (end < 0) throw new DamagedZip('no list')
  const count = view.getUint16(end + 10, true)
  if (count > limits.parts) throw new DamagedZip('too many parts')
  const parts: Part[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== listEntry) throw new DamagedZip('broken list')
    const length = view.getUint16(at + 28, true)
    const size = view.getUint32(at + 20, true)
    const declared = view.getUint32(at + 24, true)
    const method = view.getUint16(at + 10, true)
    const local = view.getUint32(at + 42, true)
    if (local + 30 > bytes.length || view.getUint32(local, true) !== localEntry) throw new DamagedZip('broken part')
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (start + size > bytes.length || (method !== 0 && method !== 8)) throw new DamagedZip('broken part')
    // A list that hides a part's length leaves nothing to unpack here: that is no valid part, and counts as damaged.
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      stored: method === 0,
      packed: bytes.subarray(start, start + size),
      declared,
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** A little at a time: each piece can swell a thousandfold before it is counted. */
const pieceBytes = 4_096

/** How many bytes a part unpacks to; stops at the first byte above `most`. */
async function unpackedBytes(packed: Uint8Array, most: number): Promise<number> {
  const unpacking = new DecompressionStream('deflate-raw')
  const writer = unpacking.writable.getWriter()
  const reader = unpacking.readable.getReader()
  let total = 0
  const feed = async (): Promise<void> => {
    for (let at = 0; at < packed.length; at += pieceBytes) await writer.write(packed.slice(at, at + pieceBytes))
    await writer.close()
  }
  const fed = feed().then(
    () => undefined,
    (error: unknown) => error,
  )
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    total += value.byteLength
    if (total <= most) continue
    await reader.cancel()
    await fed
    return total
  }
  const error = await fed
  if (error !== undefined) throw error
  return total
}

export interface ZipParts {
  readonly names: ReadonlySet<string>
}

/** The names of the parts of a zip file whose parts are not too large, or why it is not to be opened. */
export async function sizedZip(bytes: Uint8Array): Promise<ZipParts | FileProblem> {
  try {
    const parts = partsOf(bytes)
    if (parts.reduce((sum, part) => sum + part.declared, 0) > limits.unpacked) return 'unpacks-too-big'
    let left: number = limits.unpacked
    for (const part of parts) {
      left -= part.stored ? part.packed.length : await unpackedBytes(part.packed, Math.max(left, 0))
      if (left < 0) return 'unpacks-too-big'
    }
    return { names: new Set(parts.map(part => part.name)) }
  } catch (error) {
    // A stream that cannot be unpacked says so with a TypeError.
    if (error instanceof DamagedZip || error instanceof TypeError || error instanceof RangeError) return 'damaged'
    throw error
  }
}
