import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { type Names, sentenceOf } from '../../../src/server/history/act-sentences.ts'
import { acts, type NewEntry, type What, whats } from '../../../src/server/history/acts.ts'
import { beginning, type ChainedEntry, chained } from '../../../src/server/history/chain.ts'
import { type RecordReader, seenBy } from '../../../src/server/history/readers.ts'
import { recordCsv } from '../../../src/server/history/record-csv.ts'
import { contract, other, sheet } from './record-file.ts'

const names: Names = {
  contract: id => (id === contract ? 'Project Helper' : undefined),
  place: id => (id === 'east-a' ? 'Gravesham' : undefined),
  service: id => (id === 'su' ? 'Support' : undefined),
}

const entry = (more: Partial<ChainedEntry>): ChainedEntry =>
  chained(
    {
      at: '2017-07-11T10:00:00.000Z',
      person: 'p1',
      person_name: 'The provider lead',
      what: 'signed-in',
      contract: null,
      place: null,
      period: null,
      service: null,
      about: '{}',
      ...more,
    },
    beginning,
  )

const digest = 'd'.repeat(64)
const person = { id: 'p2', name: 'A colleague' }
const given = { role: 'provider-editor', contracts: [contract], services: [] }

/** What each act may be about: one example each. An act without one does not compile. */
const examples: { readonly [W in What]: Extract<NewEntry, { readonly what: W }>['about'] } = {
  'signing-in': {},
  'signed-in': { closes: 1 },
  'sign-in-failed': { closes: 1, person },
  'signing-out': {},
  'signed-out': { closes: 1 },
  'left-open': { closes: 1, person },
  'password-changed': {},
  'password-reset-asked': { person },
  'password-reset': {},
  'session-ended': {},
  'signed-out-everywhere': { sessions: 2 },
  'join-code-made': { person },
  'invitation-accepted': { how: 'link' },
  'person-added': { person, given },
  'person-invited': { person, given },
  'invitation-again': { person },
  'access-changed': { person, before: given, after: { ...given, role: 'provider-lead' } },
  'access-ended': { person },
  'stand-in-named': { person, from: '2017-07-12', to: '2017-07-14' },
  'stand-in-ended': { person, from: '2017-07-12', to: '2017-07-14' },
  'device-registered': { device: 'd1' },
  'device-reported-lost': { device: 'd1', person },
  'work-handed-over': { device: 'd1', changes: 3 },
  'work-set-aside': { device: 'd1', pieces: 1 },
  'operations-received': { device: 'd1', fromSeq: 1, toSeq: 2, digest, sheets: { [sheet('east-a')]: 2 } },
  'operations-settled': { settled: { operations: ['o1'], digest }, sheets: { [sheet('east-a')]: 1 } },
  'return-read': {},
  'handed-over-read': { changes: 0 },
  'record-read': {},
  'record-exported': { through: 1_204 },
  'record-begun': { devices: [] },
  'setting-changed': { names: ['readers see accepted'] },
  'reference-changed': { documents: [{ id: 'set/small', hash: digest }] },
  'collections-changed': { collections: [{ service: 'su', period: '2017-06', due: '2017-07-14', state: 'open' }] },
  'views-saved': { views: 3 },
  'month-closed': { closed: '2017-07-20' },
  'backup-made': { through: '2017-07-11T10:00:00.000Z' },
  'backup-restored': { through: null },
}

describe('the sentence of an entry', () => {
  it('says every act in words, each its own', () => {
    const said = whats.map(what => sentenceOf(entry({ what, about: JSON.stringify(examples[what]) }), names))
    for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/)
    for (const sentence of said)
      expect(sentence).not.toMatch(/undefined|null|\[object|entry is about cannot|does not know/)
    expect(new Set(said).size).toBe(whats.length)
  })

  it('names places, months and contracts as people know them', () => {
    const of = { contract, place: 'east-a', period: '2017-06', service: 'su' }
    expect(sentenceOf(entry({ what: 'return-read', ...of }), names)).toBe(
      'Read the return of Gravesham, June 2017 (Project Helper).',
    )
    const about = JSON.stringify({ ...examples['operations-received'], sheets: { [sheet('east-a')]: 12 } })
    expect(sentenceOf(entry({ what: 'operations-received', about, ...of }), names)).toBe(
      'Sent 12 changes to Gravesham, June 2017 (Project Helper).',
    )
    const two = { [sheet('east-a')]: 1, [sheet('west', other)]: 2 }
    expect(
      sentenceOf(
        entry({
          what: 'operations-received',
          about: JSON.stringify({ ...examples['operations-received'], sheets: two }),
        }),
        names,
      ),
    ).toBe('Sent 3 changes: 1 to Gravesham, June 2017 (Project Helper) and 2 to west, June 2017 (xx-other-2016).')
  })

  it('says what somebody was given and held before, areas and days as people know them', () => {
    const officer = { role: 'officer', contracts: [], services: ['su/east-a', 'xx'] }
    const changed = { person, before: { ...given, contracts: [`${contract}/east-a`] }, after: officer }
    expect(sentenceOf(entry({ what: 'access-changed', about: JSON.stringify(changed) }), names)).toBe(
      'Changed the access of A colleague from provider editor, Project Helper (Gravesham) to officer, Support (Gravesham), xx.',
    )
    const about = JSON.stringify(examples['stand-in-named'])
    expect(sentenceOf(entry({ what: 'stand-in-named', contract, about }), names)).toBe(
      'Named A colleague to stand in as lead of Project Helper from 12 July 2017 to 14 July 2017.',
    )
  })

  it('explains nothing that it does not know or cannot read', () => {
    expect(sentenceOf(entry({ what: 'toString' }), names)).toBe('An act that this version does not know: toString.')
    for (const about of ['not json', '{}', '{"through":"all"}'])
      expect(sentenceOf(entry({ what: 'record-exported', about }), names)).toMatch(/cannot be read/)
  })

  it('keeps no room for figures, texts or secrets: an act takes nothing that is not named', () => {
    for (const what of whats) {
      expect(acts[what].safeParse(examples[what]).success, what).toBe(true)
      expect(acts[what].safeParse({ ...examples[what], value: 12 }).success, what).toBe(false)
    }
  })
})

describe('who sees an entry', () => {
  const officer: RecordReader = {
    services: new Set(['su']),
    holds: (of, place) => of === contract && (place === undefined || place === 'east-a' || place === 'east-b'),
  }

  it('is whoever holds its contract, place or service', () => {
    const mine = entry({ what: 'return-read', contract, place: 'east-a' })
    expect(seenBy(mine, officer)).toEqual(mine)
    expect(seenBy(entry({ what: 'return-read', contract, place: 'west' }), officer)).toBeUndefined()
    expect(seenBy(entry({ what: 'return-read', contract: other, place: 'east-a' }), officer)).toBeUndefined()
    expect(seenBy(entry({ what: 'record-read', service: 'su' }), officer)).toBeDefined()
    expect(seenBy(entry({ what: 'record-read', service: 'xx' }), officer)).toBeUndefined()
    expect(seenBy(entry({ about: '{"services":["xx","su"]}' }), officer)).toBeDefined()
    expect(seenBy(entry({ about: '{"services":["xx"]}' }), officer)).toBeUndefined()
    expect(seenBy(entry({}), officer)).toBeUndefined()
    expect(seenBy(entry({ about: JSON.stringify({ contracts: [other] }) }), officer)).toBeUndefined()
    expect(seenBy(entry({ about: JSON.stringify({ contracts: [other, contract] }) }), officer)?.about).toBe(
      JSON.stringify({ contracts: [contract] }),
    )
  })

  it('is everybody who reads the record for what is of the whole installation, without what others hold', () => {
    const nobody: RecordReader = { services: new Set(), holds: () => false }
    for (const what of ['record-begun', 'setting-changed', 'backup-made', 'backup-restored'] as const)
      expect(seenBy(entry({ what, about: JSON.stringify(examples[what]) }), nobody)).toBeDefined()
    const documents = ['set/small', `history/${other}/west`, `history/${contract}/east-a`].map(id => ({
      id,
      hash: digest,
    }))
    const seen = seenBy(entry({ what: 'reference-changed', about: JSON.stringify({ documents }) }), officer)
    expect(JSON.parse(seen?.about ?? '').documents.map((each: { id: string }) => each.id)).toEqual([
      'set/small',
      `history/${contract}/east-a`,
    ])
  })

  it('is told of a person only what she was given in the reader’s own services', () => {
    const about = JSON.stringify({
      person,
      given: { role: 'provider-lead', contracts: [contract, `${contract}/west`, other], services: ['xx'] },
      contracts: [contract, other],
    })
    const seen = seenBy(entry({ what: 'person-added', about }), officer)
    expect(JSON.parse(seen?.about ?? '')).toEqual({
      person,
      given: { role: 'provider-lead', contracts: [contract], services: [] },
      contracts: [contract],
    })
  })

  it('is told that access has changed where it changed in something of hers, and of that only', () => {
    const before = { role: 'provider-editor', contracts: [`${contract}/east-a`, other], services: [] }
    const after = { role: 'provider-editor', contracts: [`${contract}/east-a`], services: [] }
    // Taken off another contract: of hers nothing has changed.
    const elsewhere = JSON.stringify({ person, before, after, contracts: [other] })
    expect(seenBy(entry({ what: 'access-changed', about: elsewhere }), officer)).toBeUndefined()
    const here = { ...before, contracts: [`${contract}/east-b`, `${contract}/west`, other] }
    const about = JSON.stringify({
      person,
      before,
      after: here,
      contracts: [`${contract}/east-a`, `${contract}/east-b`],
    })
    expect(JSON.parse(seenBy(entry({ what: 'access-changed', about }), officer)?.about ?? '')).toEqual({
      person,
      before: { role: 'provider-editor', contracts: [`${contract}/east-a`], services: [] },
      after: { role: 'provider-editor', contracts: [`${contract}/east-b`], services: [] },
      contracts: [`${contract}/east-a`, `${contract}/east-b`],
    })
    const officers = { role: 'officer', contracts: [], services: ['su/east', 'xx/west'] }
    const invited = JSON.stringify({ person, given: officers, services: ['su', 'xx'] })
    expect(JSON.parse(seenBy(entry({ what: 'person-invited', about: invited }), officer)?.about ?? '')).toEqual({
      person,
      given: { role: 'officer', contracts: [], services: ['su/east'] },
      services: ['su'],
    })
  })

  it('is everybody who reads the record for the access of an administrator, and for nothing else she does', () => {
    const nobody: RecordReader = { services: new Set(), holds: () => false }
    const administrator = { role: 'administrator', contracts: [], services: [] }
    const about = JSON.stringify({ person, given: administrator })
    expect(seenBy(entry({ what: 'person-invited', about }), nobody)?.about).toBe(about)
    expect(seenBy(entry({ what: 'access-ended', about: JSON.stringify({ person }) }), nobody)).toBeDefined()
    expect(seenBy(entry({ what: 'signed-in', about: '{"closes":1}' }), nobody)).toBeUndefined()
    const lead = JSON.stringify({ person, contracts: [other] })
    expect(seenBy(entry({ what: 'access-ended', about: lead }), nobody)).toBeUndefined()
  })

  it('is told of a batch over several contracts only what is hers', () => {
    const about = JSON.stringify({
      ...examples['operations-received'],
      sheets: { [sheet('east-a')]: 1, [sheet('west')]: 5, [sheet('east-a', other)]: 2 },
    })
    const seen = seenBy(entry({ what: 'operations-received', about }), officer)
    expect(JSON.parse(seen?.about ?? '')).toMatchObject({ sheets: { [sheet('east-a')]: 1 } })
    expect(seen?.about).not.toContain('other')
    expect(seen?.about).not.toContain('west')
    const others = JSON.stringify({ ...examples['operations-received'], sheets: { [sheet('east-a', other)]: 2 } })
    expect(seenBy(entry({ what: 'operations-received', about: others }), officer)).toBeUndefined()
  })
})

describe('the export', () => {
  const rows = (text: string): readonly (readonly string[])[] => Papa.parse<string[]>(text.trimEnd()).data

  it('has a line an entry, with what the chain is checked from', () => {
    const one = entry({ what: 'return-read', contract, place: 'east-a', period: '2017-06', service: 'su' })
    const [header, line] = rows(recordCsv([one], names, 'with-header'))
    expect(header).toHaveLength(12)
    expect(line).toEqual([
      '1',
      one.at,
      'The provider lead',
      'return-read',
      'Read the return of Gravesham, June 2017 (Project Helper).',
      contract,
      'east-a',
      '2017-06',
      'su',
      '{}',
      one.prev,
      one.hash,
    ])
    expect(recordCsv([one], names, 'without-header')).toBe(
      recordCsv([one], names, 'with-header').split('\r\n').slice(1).join('\r\n'),
    )
    expect(recordCsv([], names, 'without-header')).toBe('')
  })

  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', '=1\n+2', '=HYPERLINK("http://x","y")'])(
    'writes %j as text and never as a formula',
    name => {
      const text = recordCsv([entry({ person_name: name })], names, 'without-header')
      expect(rows(text)[0]?.[2]).toBe(`'${name}`)
      expect(text).toContain(`"'${name.replaceAll('"', '""')}"`)
    },
  )

  it('leaves a name as it is that only holds such a sign, and keeps quotes and line breaks in their cell', () => {
    for (const name of ['A + B', "O'Neill", 'say "so", twice', 'two\r\nlines'])
      expect(rows(recordCsv([entry({ person_name: name })], names, 'without-header'))[0]?.[2]).toBe(name)
  })
})
