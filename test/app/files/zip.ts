/** Zip files made and taken apart by hand, so that a test can lie in one. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly content: string | Uint8Array
  /** Already packed: `content` is written as it is. */
  readonly packed?: Uint8Array
  /** What the list says it unpacks to. */
  readonly declared?: number
}

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as string)

export function zip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content, packed, declared } of parts) {
    const plain = bytesOf(content)
    const body = packed ? Buffer.from(packed) : deflateRawSync(plain)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(packed ? 0 : crc32(plain), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(declared ?? plain.length, 18)
    common.writeUInt16LE(title.length, 22)
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, title])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title]))
    files.push(head, body)
    at += head.length + body.length
  }
  const end = Buffer.alloc(18)
  const listBytes = Buffer.concat(list)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listBytes.length, 8)
  end.writeUInt32LE(at, 12)
  return new Uint8Array(Buffer.concat([...files, listBytes, Buffer.from('PK\x05\x06', 'latin1'), end]))
}

/** The text of one part. */
export function partOf(bytes: Uint8Array, name: string): string {
  const all = Buffer.from(bytes)
  let at = all.readUInt32LE(all.length - 22 + 16)
  for (;;) {
    if (all.toString('latin1', at, at + 2) !== 'PK' || all[at + 2] !== 1) throw new Error(`No part ${name}`)
    const length = all.readUInt16LE(at + 28)
    if (all.toString('utf8', at + 46, at + 46 + length) === name) {
      const local = all.readUInt32LE(at + 42)
      const start = local + 30 + all.readUInt16LE(local + 26) + all.readUInt16LE(local + 28)
      const body = all.subarray(start, start + all.readUInt32LE(at + 20))
      return (all.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8')
    }
    at += 46 + length + all.readUInt16LE(at + 30) + all.readUInt16LE(at + 32)
  }
}
