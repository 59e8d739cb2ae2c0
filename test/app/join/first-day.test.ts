import { describe, expect, it } from 'vitest'
import { progressAt, progressWords, stepsOf } from '../../../src/app/join/first-day.ts'
import { outcomeOf } from '../../../src/app/join/outcome.ts'
import { viewIn, viewState } from '../../../src/app/join/view.ts'
import type { Refusal } from '../../../src/device/desk.ts'

const wordsAt = (...[steps, step]: Parameters<typeof progressAt>): string | undefined => {
  const progress = progressAt(steps, step)
  return progress && progressWords(progress)
}

describe('the steps of a first day', () => {
  it.each([
    ['link', false, ['install', 'password', 'passphrase', 'download']],
    ['link', true, ['password', 'passphrase', 'download']],
    ['code', false, ['install', 'code', 'password', 'passphrase', 'download']],
    ['code', true, ['code', 'password', 'passphrase', 'download']],
  ] as const)('by %s, installed already: %s', (by, installed, steps) => expect(stepsOf(by, installed)).toEqual(steps))

  it('counts them in words', () => {
    expect(wordsAt(stepsOf('link', false), 'password')).toBe('Step 2 of 4')
    expect(wordsAt(stepsOf('code', true), 'download')).toBe('Step 4 of 4')
    expect(progressAt(stepsOf('link', true), 'install')).toBeUndefined()
    // Council people choose a password and nothing else: there is nothing to count.
    expect(stepsOf('link', false, false)).toEqual(['password'])
    expect(progressAt(stepsOf('link', false, false), 'password')).toBeUndefined()
  })
})

describe('which page is shown', () => {
  it.each([
    ['a link, at first', null, 'welcome', true, 'welcome'],
    ['a link, installing', viewState('install'), 'welcome', true, 'install'],
    ['a link never asks for a code', viewState('code'), 'welcome', true, 'welcome'],
    ['a code has no welcome', viewState('welcome'), 'code', false, 'code'],
    ['after a reload nothing goes with a password', viewState('password'), 'install', false, 'code'],
    ['with address and code', viewState('password'), 'install', true, 'password'],
    ['history of another page', { something: 'else' }, 'install', false, 'install'],
    ['history that is no name', { firstDay: 7 }, 'install', false, 'install'],
  ] as const)('%s', (_name, state, first, canChoose, view) => expect(viewIn(state, first, { canChoose })).toBe(view))
})

describe('what a refusal is about', () => {
  const problem = (code: Extract<Refusal, { readonly type: 'problem' }>['code']): Refusal => ({ type: 'problem', code })
  it.each([
    [{ type: 'offline' } as const, 'unanswered'],
    [{ type: 'server-down' } as const, 'unanswered'],
    [problem('link-ended'), 'used-up'],
    [problem('code-refused'), 'used-up'],
    [problem('password-too-short'), 'password'],
    [problem('password-predictable'), 'password'],
    [problem('too-many-tries'), 'held-up'],
    [problem('unavailable'), 'unanswered'],
    [problem('server-fault'), 'unanswered'],
  ])('%o: %s', (refusal, outcome) => expect(outcomeOf(refusal)).toBe(outcome))
})
