/** What every storage must do with settings, people, devices and reference documents. */

import { describe, expect, it } from 'vitest'
import { wholeService } from '../../src/domain/access/grants.ts'
import type { DeviceId, Instant, PersonId, ServiceId } from '../../src/domain/ids.ts'
import { mostSetAside, mostSurrendered, type SetAside } from '../../src/server/storage/storage.ts'
import { pid } from '../domain/small-set.ts'
import { helper, month } from './small-county.ts'

import { at, device, digest, onStorage, person, type StorageUnderTest } from './storage-under-test.ts'

/** The part of the contract that no operation is in. */
export function peopleContract(name: string, make: () => Promise<StorageUnderTest>): void {
  const on = onStorage(make)

  describe(`storage contract: ${name}`, () => {
    it('keeps settings, and the last value of each', () =>
      on(async (storage, again) => {
        expect(await storage.setting('a')).toBeUndefined()
        await storage.putSetting('a', 'one')
        await storage.putSetting('a', 'two')
        expect(await (await again()).setting('a')).toBe('two')
      }))

    it('keeps people with their grants, and refuses an address twice', () =>
      on(async (_storage, again) => {
        const grants = [{ contract: helper, places: [pid('east-a'), pid('east-b')] }]
        const open = await again()
        expect(await open.person(person)).toEqual({
          id: person,
          name: 'A person',
          email: 'person@example.org',
          role: 'provider-editor',
          contracts: grants,
          services: [],
          standsIn: [],
        })
        const twin = { id: 'p2' as PersonId, name: 'B', email: 'PERSON@example.org', role: 'officer' as const }
        await expect(open.addPerson({ ...twin, contracts: [], services: [], passwordHash: '', at })).rejects.toThrow()
        expect(await open.countPeople()).toBe(1)
        expect(await open.person('p2' as PersonId)).toBeUndefined()
        await open.addPerson({
          ...twin,
          email: 'b@example.org',
          contracts: [{ contract: helper, places: 'every' }],
          services: [wholeService('support' as ServiceId)],
          passwordHash: '',
          at,
        })
        expect(await open.person(twin.id)).toMatchObject({
          contracts: [{ contract: helper, places: 'every' }],
          services: [wholeService('support' as ServiceId)],
        })
      }))

    it('finds a person by her address, in capitals or not, and everybody there ever was by name', () =>
      on(async (storage, again) => {
        const more = { contracts: [], services: [], passwordHash: '', at, role: 'officer' as const }
        await storage.addPerson({ ...more, id: 'p0' as PersonId, name: 'A first one', email: 'first@example.org' })
        await storage.endAccess('p0' as PersonId, at)
        const open = await again()
        expect((await open.personWith('PERSON@example.ORG'))?.id).toBe(person)
        expect((await open.personWith('first@example.org'))?.endedAt).toBe(at)
        expect(await open.personWith('nobody@example.org')).toBeUndefined()
        expect((await open.people()).map(each => each.name)).toEqual(['A first one', 'A person'])
        expect((await open.people())[1]).toEqual(await open.person(person))
      }))

    it('adds to the record in order and gives it from either end, filtered by what the columns say', () =>
      on(async (storage, again) => {
        const { seq: before } = await storage.record.tip()
        const by = { id: person, name: 'A person' }
        const read = { at, person: by, what: 'return-read', about: {} } as const
        const later = '2017-07-12T10:00:00.000Z' as Instant
        await storage.record.note({ ...read, contract: helper, place: pid('east-a'), period: month })
        await storage.record.note({ ...read, contract: helper, at: later }, { ...read, contract: 'elsewhere' as never })
        await storage.record.note({ at, person: null, what: 'signing-in', about: { person: { ...by, id: 'p7' } } })
        const open = await again()
        const { seq } = await open.record.tip()
        expect(seq).toBe(before + 4)
        const all = { order: 'newest-first', above: before, below: seq + 1, limit: 10, contracts: [helper] } as const
        const numbers = async (more: object) =>
          (await open.record.entries({ ...all, ...more })).map(entry => entry.seq - before)
        expect(await numbers({})).toEqual([4, 2, 1])
        expect(await numbers({ order: 'oldest-first' })).toEqual([1, 2, 4])
        expect(await numbers({ limit: 2 })).toEqual([4, 2])
        expect(await numbers({ contracts: [] })).toEqual([4])
        expect(await numbers({ place: 'east-a', period: month })).toEqual([4, 2, 1])
        expect(await numbers({ place: 'west-c' })).toEqual([4, 2])
        expect(await numbers({ person: 'p7' })).toEqual([4])
        expect(await numbers({ person })).toEqual([2, 1])
        expect(await numbers({ from: later })).toEqual([2])
        expect(await numbers({ until: later })).toEqual([4, 1])
        expect((await open.record.leftOpen()).map(entry => entry.seq - before)).toEqual([4])
        await open.record.note({ at, person: null, what: 'left-open', about: { closes: seq } })
        expect(await open.record.leftOpen()).toEqual([])
        expect(await open.record.begin(at)).toBe(false)
      }))

    it('knows devices and secrets, and keeps what is surrendered once', () =>
      on(async storage => {
        expect(await storage.device(device)).toEqual({ id: device, person, secretHash: digest })
        expect(await storage.device('00000000-0000-4000-8000-000000000009' as DeviceId)).toBeUndefined()
        expect([await storage.knowsSecret(digest), await storage.knowsSecret('e'.repeat(64))]).toEqual([true, false])
        const bodies = [
          { hash: '1', body: '{}' },
          { hash: '2', body: '[]' },
        ]
        expect(await storage.surrender(device, bodies, at)).toBe(2)
        expect(await storage.surrender(device, bodies, at)).toBe(2)
        expect(await storage.surrender(device, [], at)).toBe(0)
      }))

    it('keeps no more than so much of what one person’s devices surrender; what it has stays counted', () =>
      on(async storage => {
        const size = mostSurrendered.characters / 8
        const bodies = Array.from({ length: 9 }, (_, n) => ({ hash: `${n}`, body: `"${n}${'x'.repeat(size - 3)}"` }))
        expect(await storage.surrender(device, bodies.slice(0, 8), at)).toBe(8)
        expect(await storage.surrender(device, bodies, at)).toBe(8)
        const another = '00000000-0000-4000-8000-000000000008' as DeviceId
        await storage.addDevice({ id: another, person, secretHash: 'f'.repeat(64) }, at)
        expect(await storage.surrender(another, bodies.slice(8), at)).toBe(0)
        expect(await storage.surrendered()).toHaveLength(8)
      }))

    it('and no more than so many things, however small', () =>
      on(async storage => {
        const { db } = storage.accounts
        const rows = (from: number, to: number) =>
          Array.from({ length: to - from }, (_, n) => ({ hash: `${from + n}`, body: '1' }))
        for (let n = 0; n < mostSurrendered.things; n += 1_000)
          await db
            .insertInto('surrendered')
            .values(
              rows(n, Math.min(n + 1_000, mostSurrendered.things)).map(row => ({ ...row, device, received_at: at })),
            )
            .execute()
        expect(await storage.surrender(device, rows(mostSurrendered.things - 1, mostSurrendered.things + 1), at)).toBe(
          1,
        )
      }))

    it('gives everything surrendered with whose it is, in the order received', () =>
      on(async (storage, again) => {
        const later = '2017-07-12T10:00:00.000Z' as Instant
        await storage.surrender(device, [{ hash: '9', body: '{"n":1}' }], at)
        await storage.surrender(device, [{ hash: '1', body: '{"n":2}' }], later)
        const by = { device, person: { id: person, name: 'A person' } }
        expect(await (await again()).surrendered()).toEqual([
          { ...by, receivedAt: at, body: '{"n":1}' },
          { ...by, receivedAt: later, body: '{"n":2}' },
        ])
      }))

    it('remembers when access ended and when a device was lost: the first time stands', () =>
      on(async (storage, again) => {
        const later = '2017-07-12T10:00:00.000Z' as Instant
        expect(await storage.person(person)).not.toHaveProperty('endedAt')
        expect(await storage.device(device)).not.toHaveProperty('lostAt')
        await storage.endAccess(person, at)
        await storage.endAccess(person, later)
        await storage.reportLost(device, at)
        await storage.reportLost(device, later)
        const open = await again()
        expect((await open.person(person))?.endedAt).toBe(at)
        expect((await open.device(device))?.lostAt).toBe(at)
      }))

    it('sets aside what cannot be read: each thing once, at most so many of a device', () =>
      on(async (storage, again) => {
        const thing = (n: number): SetAside => ({ hash: `hash ${n}`, code: 'malformed', body: `[${n}]` })
        await storage.setAside(device, [thing(1), thing(2), thing(1)], at)
        await storage.setAside(device, [thing(2)], at)
        expect(await storage.setAsideOf(device)).toEqual([thing(1), thing(2)])
        await storage.setAside(
          device,
          Array.from({ length: mostSetAside }, (_, n) => thing(n + 3)),
          at,
        )
        const kept = await (await again()).setAsideOf(device)
        expect(kept).toHaveLength(mostSetAside)
        expect(kept.map(each => each.hash)).toContain('hash 1')
      }))

    it('knows how far backups reach and never goes back', () =>
      on(async (storage, again) => {
        expect(await storage.durableThrough()).toBeNull()
        await storage.putDurableThrough('2017-07-11T10:00:00.000Z' as Instant)
        await storage.putDurableThrough('2017-07-10T10:00:00.000Z' as Instant)
        expect(await (await again()).durableThrough()).toBe('2017-07-11T10:00:00.000Z')
      }))

    const hash = (digit: string): string => digit.repeat(64)
    it('keeps reference documents and collections, the newest of each', () =>
      on(async (storage, again) => {
        await storage.putDocuments([{ id: 'set/a', hash: hash('1'), body: '{"a":1}' }])
        await storage.putDocuments([
          { id: 'set/a', hash: hash('2'), body: '{"a":2}' },
          { id: 'history/b', hash: hash('3'), body: '{}' },
        ])
        const collection = { service: 'support', period: month, due: '2017-07-14' as never, state: 'open' as const }
        await storage.putCollections([collection])
        await storage.putCollections([{ ...collection, state: 'history' }])
        const open = await again()
        expect(await open.documents()).toEqual([
          { id: 'history/b', hash: hash('3'), body: '{}' },
          { id: 'set/a', hash: hash('2'), body: '{"a":2}' },
        ])
        expect(await open.collections()).toEqual([{ ...collection, state: 'history' }])
      }))

    it('finds the device a secret speaks for: the person’s own, the one registered last', () =>
      on(async storage => {
        expect(await storage.deviceWith(person, digest)).toBe(device)
        const newer = '00000000-0000-4000-8000-000000000002' as DeviceId
        await storage.addDevice({ id: newer, person, secretHash: digest }, '2017-07-12T10:00:00.000Z' as Instant)
        expect(await storage.deviceWith(person, digest)).toBe(newer)
        expect(await storage.deviceWith('p9' as PersonId, digest)).toBeUndefined()
        expect(await storage.deviceWith(person, 'e'.repeat(64))).toBeUndefined()
      }))
  })
}
