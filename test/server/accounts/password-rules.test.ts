import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  longestPassword,
  type PasswordContext,
  type PasswordFault,
  passwordProblems,
  passwordRuleFault,
  passwordSentence,
  preparedPassword,
  shortestPassword,
} from '../../../src/server/accounts/passwords/password-rules.ts'

const context: PasswordContext = {
  council: 'Example County Council',
  email: 'pat.worker@salus.example.org',
  name: 'Pat Worker',
  printed: ['sample-only-passphrase-7'],
}
const faultOf = (password: string): PasswordFault | undefined => passwordRuleFault(password, context)

describe('the length of a password', () => {
  it('is 12 to 1,000 characters, as Unicode counts them', () => {
    expect(faultOf('kV7#pq9Zr2m')).toBe('too-short')
    expect(faultOf('kV7#pq9Zr2mX')).toBeUndefined()
    const long = Array.from({ length: longestPassword }, (_, n) =>
      String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)),
    ).join('')
    expect(faultOf(long)).toBeUndefined()
    expect(faultOf(`${long}x`)).toBe('too-long')
    expect(faultOf('x'.repeat(2_000_000))).toBe('too-long')
    // Eleven characters, of which each is two units of UTF-16; and twelve.
    const faces = ['🦉', '🌲', '🚲', '🎻', '🧭', '🍐', '🧵', '🪁', '🥁', '🔭', '🧊', '🪴']
    expect(faultOf(faces.slice(0, 11).join(''))).toBe('too-short')
    expect(faultOf(faces.join(''))).toBeUndefined()
  })

  it('is counted after composing, and the same letters composed otherwise are the same password', () => {
    const [composed, apart] = ['caf\u00e9 at noon in K\u00f6ln', 'cafe\u0301 at noon in Ko\u0308ln']
    expect(preparedPassword(apart)).toBe(composed)
    expect(faultOf(`${'e\u0301'.repeat(3)}kV7#pq9Z`)).toBe('too-short')
  })

  it('changes nothing else: no case, no space, no end is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), text => {
        expect(preparedPassword(text)).toBe(text.normalize('NFC'))
      }),
    )
    expect(preparedPassword('  Two spaces and Case  ')).toBe('  Two spaces and Case  ')
  })
})

describe('a password that is easy to guess', () => {
  it.each([
    'aaaaaaaaaaaa',
    '111111111111',
    '123456789012',
    '1234567890123',
    '098765432109',
    'abcdefghijkl',
    'abcabcabcabc',
    'abc123abc123',
    'kx7!kx7!kx7!',
    'qwertyuiop12',
    'qwertyuiop[]',
    'qwerty123456',
    'QWERTYuiop123',
    'asdfghjkl123',
    'zxcvbnm12345',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'zaq12wsxcde3',
    '147258369147',
    'password1234',
    'Password2024!',
    'P@ssw0rd2024',
    'p4$$w0rd1234',
    'passwordpassword',
    'Password-Password',
    'my-password-1',
    'administrator',
    'administrator1!',
    'Welcome2024!!',
    'welcome12345',
    'letmein12345',
    'letmeinletmein',
    'iloveyou1234',
    'trustno1trustno1',
    'liverpoolfc1',
    'chelsea 1905',
    'sunshine2017',
    'changeme1234',
    'football2017!',
    'september2017',
    'Monday July 2017',
    'christmas2025',
    'secret secret secret',
    'fieldfare2017',
    'F1eldf4re2017!',
    'Fieldfare Fieldfare',
    'ExampleCounty1',
    'example county council',
    'Council-2017-Returns',
    'pat.worker2017',
    'patworkerpatworker',
    'PatWorker1985',
    'salus example 2017',
    'pàssword2017é',
  ])('is refused: %s', password => {
    expect(faultOf(password)).toBe('predictable')
  })

  it('is refused however its base words are written and what is hung on them', () => {
    const base = fc.constantFrom(
      'password',
      'welcome',
      'liverpool',
      'sunshine',
      'fieldfare',
      'worker',
      'administrator',
      'qwertyuiop',
    )
    const cased = base.chain(word =>
      fc
        .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
        .map(capital => [...word].map((letter, i) => (capital[i] ? letter.toUpperCase() : letter)).join('')),
    )
    const hung = fc.constantFrom('1234', '12345', '2017', '2024!', '!!!!', '1!', '....', '0000', '123123')
    fc.assert(
      fc.property(cased, hung, hung, (word, before, after) => {
        for (const password of [`${word}${before}${after}`, `${before}${word}${after}`, `${before}${after}${word}`])
          if ([...password].length >= 12) expect(faultOf(password), password).toBe('predictable')
      }),
    )
  })

  it('is refused when it is a few characters over and over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 }), fc.nat(20), (unit, more) => {
        const password = unit.repeat(Math.ceil((12 + more) / unit.length))
        expect(faultOf(password), password).toBe('predictable')
      }),
    )
  })

  it('is refused when it is printed where everybody reads it', () => {
    expect(faultOf('sample-only-passphrase-7')).toBe('printed')
  })
})

describe('a password that may be set', () => {
  it.each([
    'correct horse battery staple',
    'three blue kettles whistle',
    'kV7#pq9Zr2mX',
    'tr0ub4dor&3xyz',
    'wxk93-vmq28-plt',
    'die Möwe fliegt abends',
    'огород тишина лампа',
    '夕立山茶花提灯縁側蜻蛉風鈴',
    '   spaces  matter   here ',
    'hedgehog violin Tuesday lantern',
    'my council walks on Mondays with otters',
  ])('%s', password => {
    expect(faultOf(password)).toBeUndefined()
  })

  it('is nearly anything drawn by chance', () => {
    const signs = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789#%&*+?'
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(signs.length - 1), { minLength: 16, maxLength: 40 }), list => {
        const password = list.map(n => signs[n]).join('')
        // Pieces may stand in it by chance; half of it never.
        fc.pre(!/(.)\1/.test(password))
        expect(faultOf(password), password).toBeUndefined()
      }),
      { seed: 20170630, numRuns: 500 },
    )
  })
})

describe('what is said', () => {
  it('is a sentence for each fault', () => {
    const faults = Object.keys(passwordProblems) as (keyof typeof passwordProblems)[]
    for (const fault of faults) expect(passwordSentence(fault)).toMatch(/^[A-Z].*\.$/)
    expect(passwordSentence('too-long')).toContain(longestPassword.toLocaleString('en-GB'))
    expect(passwordSentence('too-short')).toContain(`${shortestPassword}`)
  })

  it('is found soon, even of the longest', () => {
    const began = performance.now()
    for (const unit of ['a', 'ab', 'password', 'qwertz1', 'xyzzy-'])
      faultOf(unit.repeat(longestPassword).slice(0, longestPassword))
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
