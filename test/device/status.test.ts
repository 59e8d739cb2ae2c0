import { describe, expect, it } from 'vitest'
import type { DeskStatus, StorageProblem } from '../../src/device/desk.ts'
import { noStatus } from '../../src/device/desk-state.ts'
import {
  atRiskSentence,
  leftSentence,
  lockedSentence,
  lostSentence,
  refusalSentence,
  statusLine,
  statusParts,
  storageSentence,
  unlockSentence,
} from '../../src/device/status.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { problemCodes } from '../../src/protocol/every-problem.ts'

// British Summer Time: 13:02 UTC is 14:02 in London.
const now = Date.parse('2017-07-11T13:30:00.000Z')
const saved = '2017-07-11T13:02:00.000Z' as Instant
const received = '2017-07-11T13:03:00.000Z' as Instant
const line = (status: Partial<DeskStatus>): string => statusLine({ ...noStatus, ...status }, now)

describe('the status line', () => {
  it.each<[string, Partial<DeskStatus>]>([
    ['Nothing waits to be sent', {}],
    ['3 changes waiting · Saved on this device 14:02', { waiting: 3, savedAt: saved }],
    ['1 change waiting · Saved on this device 14:02', { waiting: 1, savedAt: saved, receivedAt: received }],
    ['Sending 3 changes · Saved on this device 14:02', { waiting: 3, savedAt: saved, connection: 'syncing' }],
    ['Saved on this device 14:02 · Received 14:03', { savedAt: saved, receivedAt: received }],
    [
      '3 changes waiting: no signal · Saved on this device 14:02',
      { waiting: 3, savedAt: saved, connection: 'offline' },
    ],
    [
      'No signal: you can go on working · Saved on this device 14:02 · Received 14:03',
      { savedAt: saved, receivedAt: received, connection: 'offline' },
    ],
    ['2 changes waiting: the server does not answer', { waiting: 2, connection: 'server-down' }],
    ['2 changes waiting: sign in again to send', { waiting: 2, connection: 'signed-out' }],
    [
      '2 changes waiting: someone else is signed in here; sign in as yourself to send',
      { waiting: 2, connection: 'wrong-person' },
    ],
    ['Fieldfare has been updated: reload to receive', { connection: 'update-needed' }],
    ['Locked: 3 changes wait: unlock to send', { waiting: 3, stopped: 'locked' }],
    ['Locked: 1 change waits: unlock to send', { waiting: 1, stopped: 'locked' }],
    ['Locked', { stopped: 'locked' }],
    [
      'Fieldfare has been updated in another tab. Reload to continue · Saved on this device 14:02',
      { stopped: 'newer-version', savedAt: saved },
    ],
    [
      'You locked Fieldfare in another tab. Export what this one could not save, then lock it here · 1 change not saved: This device is full. Free some space, or export what is not saved.',
      { lockedElsewhere: true, unsaved: 1, storage: 'full', savedAt: saved },
    ],
    [
      'Your access has ended. The council keeps the 3 changes that had not been taken; your work has been deleted from this device',
      { stopped: 'left', handedOver: 3, savedAt: saved, waiting: 3 },
    ],
    [
      'Your access has ended. The council keeps the 1 change that had not been taken; your work has been deleted from this device',
      { stopped: 'left', handedOver: 1 },
    ],
    [
      'Your access has ended. Everything had been received; your work has been deleted from this device',
      { stopped: 'left', handedOver: 0 },
    ],
    [
      'This device was reported lost. Everything of yours has been deleted from it; what the server received is safe',
      { stopped: 'lost', waiting: 2, savedAt: saved },
    ],
  ])('%s', (text, status) => {
    expect(line(status)).toBe(text)
  })

  it.each<[string, Partial<DeskStatus>]>([
    [
      '3 changes not saved and at risk: the browser has deleted what was stored on this device. What the server received is safe. Export what has not been sent before you reload.',
      { waiting: 2, unsaved: 1 },
    ],
    [
      '1 change not saved and at risk: the browser has deleted what was stored on this device. What the server received is safe. Export what has not been sent before you reload. · Not sent: no signal',
      { waiting: 1, connection: 'offline' },
    ],
    [storageSentence('lost'), {}],
  ])('P1: of a device whose storage was deleted never says saved: %s', (text, status) => {
    expect(line({ ...status, storage: 'lost', savedAt: saved, receivedAt: received })).toBe(text)
  })

  it('carries the date of another day', () => {
    expect(line({ savedAt: '2017-07-10T22:59:00.000Z' as Instant })).toBe('Saved on this device 10 July 23:59')
    // 23:30 UTC in summer is already the next day in London.
    expect(line({ savedAt: '2017-07-10T23:30:00.000Z' as Instant })).toBe('Saved on this device 00:30')
  })

  it('never says saved or received while an edit is not', () => {
    const text = line({ unsaved: 1, storage: 'full', savedAt: saved, receivedAt: received, waiting: 0 })
    expect(text).toBe('1 change not saved: This device is full. Free some space, or export what is not saved.')
  })

  it('tells what somebody must do from what goes by itself', () => {
    const tones = (status: Partial<DeskStatus>) => statusParts({ ...noStatus, ...status }, now).map(part => part.tone)
    expect(tones({ waiting: 1, connection: 'offline', savedAt: saved })).toEqual(['waiting', 'good'])
    expect(tones({ waiting: 1, connection: 'signed-out' })).toEqual(['attention'])
    expect(tones({ storage: 'closed' })).toEqual(['attention'])
  })
})

describe('the sentences', () => {
  const storage: readonly StorageProblem[] = ['full', 'closed', 'unavailable', 'lost']
  const all = [
    ...storage.map(storageSentence),
    ...(['wrong-passphrase', 'no-such-person', 'sign-in-first', ...storage] as const).map(unlockSentence),
    ...problemCodes.map(code => refusalSentence({ type: 'problem', code })),
    refusalSentence({ type: 'offline' }),
    refusalSentence({ type: 'server-down' }),
    lockedSentence(0),
    leftSentence(0),
    leftSentence(2),
    lostSentence,
    atRiskSentence(2),
  ]
  it('are there for every problem, in the words of the field', () => {
    for (const sentence of all) {
      expect(sentence).toMatch(/^[A-Z2].*\w\.?$/)
      expect(sentence).not.toMatch(/framework|round|scope|token|epoch|contested|\bheld\b|please|oops|invalid/i)
    }
  })
})
