import { describe, expect, it } from 'vitest'
import { BrokenSeal, sealerOf } from '../../../src/device/vault/seal.ts'
import { createVaultKey, iterations, unlockVaultKey } from '../../../src/device/vault/vault.ts'
import type { Text } from '../../../src/domain/figures/figure.ts'
import { amount, cells, lead, password, setVersion, sheets } from '../county.ts'
import { everyByteOf } from '../disk-search.ts'
import { firstDay, newDisk, passphrase, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const flipped = (box: ArrayBuffer): ArrayBuffer => {
  const bytes = new Uint8Array(box.slice(0))
  bytes[3] = (bytes[3] ?? 0) ^ 1
  return bytes.buffer
}

describe('the vault key', () => {
  it('opens with its passphrase and no other, however the letters were composed', async () => {
    const { wrapped, dataKey } = await createVaultKey('the café at noon', 10)
    expect(await unlockVaultKey(wrapped, 'the café at Noon')).toBeUndefined()
    const again = await unlockVaultKey(wrapped, 'the cafe\u0301 at noon')
    expect(again?.keyId).toBe(dataKey.keyId)
    const sealed = await sealerOf(dataKey.keyId, dataKey.key).seal('outbox', 'a', { figure: 1 })
    if (again === undefined) throw new Error('not opened')
    expect(await sealerOf(again.keyId, again.key).open('outbox', 'a', sealed)).toEqual({ figure: 1 })
  })

  it('is never extractable, and takes 600,000 rounds unless a test says otherwise', async () => {
    const { dataKey } = await createVaultKey('a passphrase', 10)
    expect(dataKey.key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', dataKey.key)).rejects.toThrow()
    expect(iterations).toBe(600_000)
  })
})

describe('a sealed box', () => {
  it('has a fresh iv each time and does not open when changed, moved or sealed with another key', async () => {
    const { dataKey } = await createVaultKey('a passphrase', 10)
    const sealer = sealerOf(dataKey.keyId, dataKey.key)
    const [one, two] = await Promise.all([sealer.seal('outbox', 'a', 'x'), sealer.seal('outbox', 'a', 'x')])
    expect(one.iv).toHaveLength(12)
    expect([...one.iv]).not.toEqual([...two.iv])
    await expect(sealer.open('outbox', 'a', { ...one, box: flipped(one.box) })).rejects.toThrow(BrokenSeal)
    await expect(sealer.open('outbox', 'b', one)).rejects.toThrow(BrokenSeal)
    await expect(sealer.open('drafts', 'a', one)).rejects.toThrow(BrokenSeal)
    const other = (await createVaultKey('a passphrase', 10)).dataKey
    await expect(sealerOf(other.keyId, other.key).open('outbox', 'a', one)).rejects.toThrow(BrokenSeal)
  })
})

describe('a device with a vault', () => {
  it('answers a wrong passphrase, an unknown person and a lost database each by its name', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
    desk.lock()
    const program = startProgram(disk, server, 'tablet')
    expect(await program.door.unlock(lead.id, 'not the passphrase')).toEqual({ ok: false, because: 'wrong-passphrase' })
    expect(await program.door.unlock('somebody' as never, passphrase)).toEqual({ ok: false, because: 'no-such-person' })
    const wiped = { ...newDisk(), notes: disk.notes }
    const after = startProgram(wiped, server, 'tablet')
    expect(await after.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'lost' })
    // Signing in starts anew.
    expect(await after.door.signIn(lead.email, password)).toMatchObject({ ok: true, known: false })
    expect((await firstDay(after, lead)).state().set).not.toBeNull()
    expect(await after.door.signIn(lead.email, password)).toMatchObject({ ok: true, known: true })
  })

  it('never replaces a vault that is there', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const first = startProgram(disk, server, 'tablet')
    const desk = await firstDay(first, lead)
    const { me } = desk.state()
    desk.lock()
    const program = startProgram(disk, server, 'tablet')
    expect(await program.door.createVault(me, 'another passphrase')).toEqual({ ok: false, because: 'wrong-passphrase' })
    expect((await program.door.createVault(me, passphrase)).ok).toBe(true)
  })

  it('holds nothing readable of what was typed, drafted, received or downloaded', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const program = startProgram(disk, server, 'tablet')
    const desk = await firstDay(program, lead)
    const sentence = 'Referrals rose after the leaflet went out'
    const text: Text = { type: 'text', paragraphs: [sentence], audience: 'council' }
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(918_273_645) }])
    await desk.save([{ sheet: sheets.east, cell: cells.summary, value: text }])
    await desk.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: 'twelve or so' })
    await desk.sync()
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(564_738_291) }])
    const bytes = await everyByteOf(disk.indexedDB)
    const secrets = [
      '918273645',
      '564738291',
      sentence,
      'twelve or so',
      'What happened',

      setVersion,
      'Folkestone',
      passphrase,
    ]
    for (const secret of secrets)
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(secret, encoding)), `${secret} in ${encoding}`).toBe(false)
    // The search itself finds what is clear on purpose.
    expect(bytes.includes(Buffer.from(sheets.east, 'utf8'))).toBe(true)
    expect(bytes.includes(Buffer.from(lead.name, 'utf8'))).toBe(true)
    desk.lock()
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.summary)?.value).toEqual(text)
    expect(again.state().drafts).toEqual([
      { sheet: sheets.east, cell: cells.open, field: 'value', text: 'twelve or so' },
    ])
  })

  it('asks to sign in once when who she is does not open: her unsent changes are still here', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
    desk.lock()
    const program = startProgram(disk, server, 'tablet')
    const { PersonDatabase, databaseName } = await import('../../../src/device/storage/database.ts')
    const { IDBKeyRange } = await import('fake-indexeddb')
    const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
    await database.meta.toCollection().modify(row => {
      if (row.key === 'me') Object.assign(row, { box: flipped(row.box) })
    })
    database.close()
    expect(await program.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'sign-in-first' })
  })
})
