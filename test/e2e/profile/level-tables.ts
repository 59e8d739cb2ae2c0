/**
 * The blocks of a LevelDB table (`.ldb`), unpacked. A browser keeps IndexedDB in LevelDB: what was written last stands
 * as it is in a log; once a log is full it becomes tables, and tables are packed. Packing cuts a text into pieces, so
 * that a search of the file's own bytes would find nothing and prove nothing.
 */
import { unsnapped, varint } from './snappy.ts'

const magic = Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb])
const footer = 48

interface Block {
  readonly packed: boolean
  readonly bytes: Buffer
}

interface Handle {
  readonly offset: number
  readonly size: number
}

/** The data blocks of a table; undefined when the file is none. */
export function blocksOf(file: Buffer): readonly Block[] | undefined {
  if (file.length < footer || !file.subarray(-magic.length).equals(magic)) return undefined
  const foot = file.subarray(-footer)
  const ofOthers = handleAt(foot, 0)
  const index = handleAt(foot, ofOthers.next)
  return entriesOf(blockAt(file, index).bytes).map(value => blockAt(file, handleAt(value, 0)))
}

/** After the block stand its kind and a checksum: 0 as it is, 1 Snappy. */
function blockAt(file: Buffer, { offset, size }: Handle): Block {
  const bytes = file.subarray(offset, offset + size)
  const kind = file.readUInt8(offset + size)
  if (kind === 0) return { packed: false, bytes }
  if (kind === 1) return { packed: true, bytes: unsnapped(bytes) }
  throw new Error(`A block packed in another way: ${kind}`)
}

function handleAt(from: Buffer, at: number): Handle & { readonly next: number } {
  const offset = varint(from, at)
  const size = varint(from, offset.next)
  return { offset: offset.value, size: size.value, next: size.next }
}

/** The values of a block, whose end lists where it can be entered. */
function entriesOf(block: Buffer): readonly Buffer[] {
  const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4)
  const values: Buffer[] = []
  for (let at = 0; at < end; ) {
    const shared = varint(block, at)
    const own = varint(block, shared.next)
    const size = varint(block, own.next)
    const value = size.next + own.value
    values.push(block.subarray(value, value + size.value))
    at = value + size.value
  }
  return values
}
