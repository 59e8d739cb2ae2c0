import { expect, it } from 'vitest'
import type { Accounts } from '../../src/server/accounts/accounts.ts'
import { isSample, seed } from '../../src/server/seed.ts'
import { county, people } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

it('fills an empty data file once, and is taken up again where it was cut off', async () => {
  const at = await TestServer.open({ county: { ...county, people: [] } })
  const { storage, accounts, reference } = at.server
  expect(await isSample(storage)).toBe(true)
  expect(reference.documents.size).toBe(county.histories.length + 2)
  expect(await seed(storage, accounts, county, { sample: true })).toBe(false)
  expect(await storage.countPeople()).toBe(0)

  await storage.putSetting('seeded', 'not yet')
  let added = 0
  const cutOff: Accounts = {
    ...accounts,
    addPerson: person => {
      if (added++ === 2) throw new Error('the power went')
      return accounts.addPerson(person)
    },
  }
  await expect(seed(storage, cutOff, county, { sample: true })).rejects.toThrow('the power went')
  expect(await storage.countPeople()).toBe(2)
  expect(await seed(storage, accounts, county, { sample: true })).toBe(true)
  expect(await storage.countPeople()).toBe(Object.keys(people).length)
  expect((await (await Browser.signIn(at, 'otherOfficer')).get('/api/me')).statusCode).toBe(200)
  await at.close()
})
