import { describe, expect, it } from 'vitest'
import {
  type GrantKind,
  grantKinds,
  mayDo,
  type Permission,
  permissionSentences,
  permissions,
  type Reach,
  reachOf,
  rolesGivenBy,
} from '../../../src/domain/access/permissions.ts'
import { type AnyRole, everyRole } from '../../../src/domain/access/roles.ts'

/**
 * The table as it was agreed, a line a permission. w field worker, e provider editor, l provider lead, o officer,
 * p performance team, r reader, a auditor, A administrator. `.` no; P places held; C whole contracts; S services or
 * areas held; W everything of the council; 1 only her own; s services once the council has switched it on.
 */
const agreed = `
                        w e l o p r a A
  enter-figures         P P P . . . . .
  submit                . C C . . . . .
  withdraw              . C C . . . . .
  choose-between-others . . C . . . . .
  decide-late-changes   . . C . . . . .
  confirm-entered       . . C . . . . .
  manage-own-staff      . . C . . . . .
  name-stand-in         . . C . . . . W
  read-returns          P P P S . . . .
  review-returns        . . . S . . . .
  read-handed-over      . . . S . . . .
  note-meetings         . . . S . . . .
  release               . . . S . . . .
  change-indicator-sets . . . . S . . .
  import-figures        . . . . S . . .
  write-data-notes      . . . . S . . .
  read-released         P P P S S S S .
  read-accepted         P P P S S s S .
  read-council-texts    P P P S . . . .
  read-record           . . . S . . S .
  export-record         . . . S . . S .
  manage-people         . . . . . . . W
  see-own-sessions      1 1 1 1 1 1 1 1
  report-device-lost    1 1 C 1 1 1 1 W
`

const signs: Readonly<Record<Reach, string>> = { own: '1', places: 'P', contracts: 'C', services: 'S', council: 'W' }
const open = { readersSeeAccepted: true }

function sign(role: AnyRole, permission: Permission): string {
  const [shut, opened] = [reachOf(role, permission), reachOf(role, permission, open)]
  if (shut) return signs[shut]
  return opened ? signs[opened].toLowerCase() : '.'
}

describe('the table of permissions', () => {
  it('is the one that was agreed, for every role and every permission', () => {
    const width = Math.max(...permissions.map(each => each.length)) + 1
    const lines = permissions.map(each => `  ${each.padEnd(width)}${everyRole.map(role => sign(role, each)).join(' ')}`)
    expect(['', `${' '.repeat(width + 2)}w e l o p r a A`, ...lines, ''].join('\n')).toBe(agreed)
  })

  it('names each role once, and has a sentence of its own for each permission', () => {
    expect(new Set(everyRole).size).toBe(everyRole.length)
    expect(everyRole).toHaveLength(8)
    const sentences = permissions.map(each => permissionSentences[each])
    expect(new Set(sentences).size).toBe(permissions.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^\n]+\.$/)
  })

  it('reaches no further than the grants that a role can have', () => {
    const within: Readonly<Record<GrantKind, readonly Reach[]>> = {
      'contract-and-place': ['own', 'places', 'contracts'],
      'service-and-area': ['own', 'services'],
      service: ['own', 'services'],
      none: ['own', 'council'],
    }
    for (const role of everyRole)
      for (const permission of permissions) {
        const reach = reachOf(role, permission, open)
        if (reach) expect(within[grantKinds[role]], `${role} ${permission}`).toContain(reach)
      }
  })

  it('shows a reader no draft and no text of the council, whatever is switched on', () => {
    for (const permission of ['read-returns', 'read-council-texts', 'review-returns', 'read-handed-over'] as const)
      expect(mayDo('reader', permission, open)).toBe(false)
    expect(mayDo('reader', 'read-accepted')).toBe(false)
    expect(mayDo('reader', 'read-accepted', open)).toBe(true)
  })

  it('keeps an administrator from every figure and text', () => {
    const hers = permissions.filter(permission => mayDo('administrator', permission, open))
    expect(hers).toEqual(['name-stand-in', 'manage-people', 'see-own-sessions', 'report-device-lost'])
  })

  it('lets nobody but providers enter a figure, and nobody who enters them accept or release', () => {
    for (const role of everyRole) {
      if (mayDo(role, 'enter-figures')) expect(mayDo(role, 'review-returns') || mayDo(role, 'release')).toBe(false)
      expect(mayDo(role, 'enter-figures')).toBe(grantKinds[role] === 'contract-and-place')
    }
  })
})

describe('roles that are given', () => {
  it('are never above lead where a lead gives them, and nobody else gives any but an administrator', () => {
    expect(rolesGivenBy('provider-lead')).toEqual(['field-worker', 'provider-editor', 'provider-lead'])
    expect(rolesGivenBy('administrator')).toEqual(everyRole)
    for (const role of everyRole)
      if (role !== 'provider-lead' && role !== 'administrator') expect(rolesGivenBy(role)).toEqual([])
  })
})
