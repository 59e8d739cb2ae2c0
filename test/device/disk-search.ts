/** Every byte an IndexedDB holds: texts in UTF-8 and UTF-16, boxes as they are. */

export async function everyByteOf(factory: IDBFactory): Promise<Buffer> {
  const parts: Buffer[] = []
  for (const { name = '' } of await factory.databases()) {
    const database = await done(factory.open(name))
    for (const store of [...database.objectStoreNames]) {
      const rows = await done(database.transaction(store).objectStore(store).getAll())
      for (const row of rows) collect(row, parts)
    }
    database.close()
  }
  return Buffer.concat(parts)
}

function collect(value: unknown, parts: Buffer[]): void {
  if (value instanceof ArrayBuffer) parts.push(Buffer.from(value))
  else if (ArrayBuffer.isView(value)) parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
  else if (typeof value === 'string' || typeof value === 'number')
    parts.push(Buffer.from(`${value}`), Buffer.from(`${value}`, 'utf16le'))
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      collect(key, parts)
      collect(inner, parts)
    }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
