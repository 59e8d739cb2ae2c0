import { describe, expect, it } from 'vitest'
import { givenLines, standInWords } from '../../../src/app/people/grants/grant-words.ts'
import { areasOf, areasOffered, formOf, readForm } from '../../../src/app/people/grants/grants-form.ts'
import { roleSentences } from '../../../src/app/people/grants/role-sentences.ts'
import { takesAway, whatChanges } from '../../../src/app/people/grants/what-changes.ts'
import { mayDo } from '../../../src/domain/access/permissions.ts'
import { everyRole } from '../../../src/domain/access/roles.ts'
import type { ContractId, IsoDate, ServiceId } from '../../../src/domain/ids.ts'
import type { Given } from '../../../src/protocol/grants.ts'
import { givenSchema } from '../../../src/protocol/grants.ts'
import { contract, pid, set as small } from '../../domain/small-set.ts'
import { holds, today } from './fake-people.ts'

const second = { ...contract, id: 'su-helper-west-2016' as ContractId, places: [pid('west-c')] }
const set = { ...small, contracts: [contract, second] }
const naming = { set, today }
const service = 'support' as ServiceId
const officer = (areas: Given['services'][number]['areas']): Given => ({
  role: 'officer',
  contracts: [],
  services: [{ service, areas }],
})
const offered = { roles: everyRole, contracts: [contract.id, second.id] }

describe('what was given, in words', () => {
  it('names districts, areas and services; of one district only the contract, told apart by it', () => {
    expect(givenLines(naming, holds('field-worker', [pid('west-c'), pid('east-a')]))).toEqual([
      'Support, Helper (A, Shepway, C): C, A',
    ])
    const one: Given = { role: 'provider-lead', contracts: [{ contract: second.id, places: 'every' }], services: [] }
    expect(givenLines(naming, one)).toEqual(['Support, Helper (C)'])
    expect(givenLines(naming, officer([pid('east')]))).toEqual(['Support: East'])
    expect(givenLines(naming, { ...officer('every'), role: 'auditor' })).toEqual(['Support'])
    expect(givenLines(naming, { role: 'administrator', contracts: [], services: [] })).toEqual([
      'The whole council, no figures',
    ])
  })

  it('a district is called as on that day', () => {
    const later = { set, today: '2018-04-01' as IsoDate }
    expect(givenLines(later, holds('field-worker', [pid('east-b')]))[0]).toContain('Folkestone and Hythe')
  })

  it.each([
    ['2017-07-01', '2017-07-11', /^Standing in as lead of .* until 11 July 2017$/],
    ['2017-07-12', '2017-07-20', /^Will stand in as lead of .* from 12 July 2017 to 20 July 2017$/],
    ['2017-07-01', '2017-07-10', /^Stood in as lead of .* until 10 July 2017$/],
  ])('%s to %s on 11 July', (from, to, words) => {
    const standIn = { id: 's', contract: second.id, from: from as IsoDate, to: to as IsoDate }
    expect(standInWords(naming, standIn)).toMatch(words)
  })

  it('each role has its sentence, and none promises what the table forbids', () => {
    for (const role of everyRole) {
      const sentence = roleSentences[role]
      expect(sentence, role).toMatch(/^[A-Z].*\.$/)
      if (!mayDo(role, 'submit')) expect(sentence, role).not.toMatch(/\bsubmits\b/)
      if (!mayDo(role, 'read-record')) expect(sentence, role).not.toMatch(/the record/)
      if (/Invites/.test(sentence)) expect(mayDo(role, 'manage-people'), role).toBe(true)
    }
  })
})

describe('what was chosen', () => {
  it('is what was given, read back, for every kind of role', () => {
    for (const given of [
      holds('field-worker', [pid('east-a')]),
      holds('provider-editor'),
      officer('every'),
      officer([pid('east')]),
      { ...officer('every'), role: 'performance-team' } as const,
      { role: 'administrator', contracts: [], services: [] } as const,
    ]) {
      const read = readForm(
        formOf({ ...given, contracts: [...given.contracts], services: [...given.services] }),
        offered,
        naming,
      )
      expect(read).toEqual({ ok: true, given })
      if (read.ok) expect(givenSchema.safeParse(read.given).success).toBe(true)
    }
  })

  it('keeps nothing of what another role would hold, or of contracts that are not to be given', () => {
    const form = { ...formOf(holds('provider-editor')), services: new Map([[service, 'every' as const]]) }
    expect(readForm(form, offered, naming)).toEqual({ ok: true, given: holds('provider-editor') })
    expect(readForm(form, { ...offered, contracts: [second.id] }, naming)).toMatchObject({
      ok: false,
      errors: [{ text: 'Choose at least one contract', to: `#contract-${second.id}` }],
    })
    expect(readForm({ ...form, role: 'officer' }, offered, naming)).toEqual({ ok: true, given: officer('every') })
  })

  it('offers the areas in which the service is provided, and others that were given before', () => {
    expect(areasOf(set, service).map(one => one.id)).toEqual(['east', 'west'])
    const onlyWest = { ...set, contracts: [second] }
    expect(areasOf(onlyWest, service).map(one => one.id)).toEqual(['west'])
    expect(areasOffered(onlyWest, service, [pid('east-a')]).map(one => one.id)).toEqual(['west', 'east-a'])
  })
})

describe('what changes', () => {
  it('is a line each: the role, a contract given, one taken away, other districts', () => {
    const after: Given = {
      role: 'provider-editor',
      contracts: [
        { contract: contract.id, places: [pid('east-a'), pid('west-c')] },
        { contract: second.id, places: 'every' },
      ],
      services: [],
    }
    expect(whatChanges(naming, holds('field-worker', [pid('east-a')]), after)).toEqual([
      { what: 'Role', now: 'Field worker', becomes: 'Provider editor' },
      { what: 'Support, Helper (A, Shepway, C)', now: 'A', becomes: 'A, C' },
      { what: 'Support, Helper (C)', now: 'No access', becomes: 'Every district' },
    ])
    expect(whatChanges(naming, after, after)).toEqual([])
    expect(whatChanges(naming, after, officer('every')).map(one => one.becomes)).toEqual([
      'Commissioning officer',
      'No access',
      'No access',
      'Every area',
    ])
  })

  it('takes away only where something was there: not by a wider role or more districts', () => {
    const one = holds('field-worker', [pid('east-a')])
    expect(takesAway(one, holds('field-worker', [pid('east-a'), pid('west-c')]))).toBe(false)
    expect(takesAway(one, holds('provider-lead'))).toBe(false)
    expect(takesAway(holds('provider-lead'), holds('provider-editor'))).toBe(true)
    expect(takesAway(holds('provider-editor'), holds('provider-editor', [pid('east-a')]))).toBe(true)
    expect(takesAway(one, holds('field-worker', [pid('west-c')]))).toBe(true)
    expect(takesAway(officer('every'), officer([pid('east')]))).toBe(true)
    expect(takesAway(officer([pid('east')]), officer('every'))).toBe(false)
  })
})
