import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/domain/ids.ts'
import { browserWords } from '../../../src/server/accounts/devices/browser-words.ts'
import { mailAddress, nameForLetter, oneLine } from '../../../src/server/mail/address.ts'
import { type Letter, type LetterKind, write } from '../../../src/server/mail/letters.ts'

describe('an address', () => {
  it.each(['lead@example.org', 'first.last+returns@mail.example.gov.uk', "o'neill@example.org", ' lead@example.org\n'])(
    '%j is one',
    text => {
      expect(mailAddress(text)).toBe(text.trim())
    },
  )

  it.each([
    '',
    'lead',
    'lead@localhost',
    'a@b@example.org',
    '.lead@example.org',
    'lead.@example.org',
    'lead@example..org',
    'lead@-example.org',
    'lead@example.org, other@example.org',
    'Lead <lead@example.org>',
    '"lead other"@example.org',
    'lead@[127.0.0.1]',
    'lead@example.org\r\nBcc: other@example.org',
    'lead\r\n@example.org',
    'lead\0@example.org',
    'l\u0435ad@example.org',
    `${'a'.repeat(65)}@example.org`,
    `lead@${'a.'.repeat(130)}org`,
  ])('%j is none', text => {
    expect(mailAddress(text)).toBeUndefined()
  })

  it('is never more than one line, whatever was typed', () => {
    const pieces = fc.array(
      fc.constantFrom('lead', '@', 'example.org', '\r\n', '\n', ' ', ',', '<', '>', '"', 'Bcc: x@y.org', '.'),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(pieces, parts => {
        expect(mailAddress(parts.join('')) ?? 'a@b.org').toMatch(/^[^\s,<>"()]+@[A-Za-z0-9.-]+$/)
      }),
    )
  })
})

const at = '2017-07-07T13:02:00.000Z' as Instant
const link = new URL('https://returns.example.gov.uk/invitation#AbC-123_x')
const to = { name: 'Provider lead' }
/** One of each. A kind without one does not compile. */
const letters: { readonly [Kind in LetterKind]: Extract<Letter, { readonly kind: Kind }> } = {
  invitation: { kind: 'invitation', ...to, link, by: 'The first lead', endsAt: '2017-07-14T13:02:00.000Z' as Instant },
  'password-reset': { kind: 'password-reset', ...to, link },
  'password-changed': { kind: 'password-changed', ...to, at },
  'new-device': { kind: 'new-device', ...to, at, browser: 'Firefox on Windows' },
  'email-changed': { kind: 'email-changed', ...to, at, goesTo: 'old-address' },
  'access-changed': { kind: 'access-changed', ...to, at },
  'access-ended': { kind: 'access-ended', ...to, at },
  'device-lost': { kind: 'device-lost', ...to, at },
  'signed-out-everywhere': { kind: 'signed-out-everywhere', ...to, at },
}
const council = 'Example County Council'

describe('a letter', () => {
  it.each(Object.values(letters))(
    'of $kind names the product and the council, greets by name, and says what to do',
    letter => {
      const { subject, text } = write(letter, council)
      expect(subject).toMatch(/Fieldfare.*\(Example County Council\)$|\(Example County Council\)$/)
      expect(subject).not.toMatch(/[\r\n]/)
      expect(text).toMatch(/^Hello Provider lead,\n\n/)
      expect(text).toContain('Fieldfare, for Example County Council\n')
      expect(text).not.toMatch(/please|oops|invalid|undefined|token|<[a-z]/i)
      if ('at' in letter) expect(text).toContain('14:02 on 7 July 2017')
    },
  )

  it('holds a link only where there is something to open, alone on its line, and no other address', () => {
    for (const letter of Object.values(letters)) {
      const links = write(letter, council).text.match(/\S*:\/\/\S*/g) ?? []
      expect(links).toEqual('link' in letter ? [link.href] : [])
      if ('link' in letter) expect(write(letter, council).text).toContain(`\n\n${link.href}\n\n`)
    }
  })

  it('says when its link ends: an invitation after 7 days, a new password after 30 minutes', () => {
    expect(write(letters.invitation, council).text).toContain('until 14:02 on 14 July 2017, 7 days after')
    expect(write(letters['password-reset'], council).text).toContain('30 minutes')
  })

  it('is about something that happened, and differs by kind', () => {
    const all = Object.values(letters).map(letter => write(letter, council))
    expect(new Set(all.map(each => each.subject)).size).toBe(all.length)
    const neu = write({ ...letters['email-changed'], goesTo: 'new-address' }, council)
    expect(neu.text).not.toBe(write(letters['email-changed'], council).text)
  })
})

describe('a name in a letter', () => {
  it.each(['Provider lead', "Anne-Marie O'Neill", 'Zoë Łukasz', 'J. Smith', '李小龍'])('%j stands', name => {
    expect(nameForLetter(name)).toBe(name)
  })

  it.each([
    'Win £500 now',
    'See www.evil.example',
    'evil.example',
    'http://evil.example',
    'x@evil.example',
    'A'.repeat(61),
    '',
    '<b>A</b>',
    '1st',
  ])('%j does not: it would be a message of somebody’s own', name => {
    expect(nameForLetter(name)).toBeUndefined()
    const { text } = write({ ...letters.invitation, name, by: name }, council)
    expect(text).toMatch(/^Hello,\n\nA colleague has invited you/)
    if (name !== '') expect(text).not.toContain(name)
  })

  it('never breaks a line, hides or turns text round', () => {
    const unit = fc.constantFrom(
      'a',
      'Z',
      ' ',
      '.',
      '\r',
      '\n',
      '\0',
      '\t',
      '\u2028',
      '\u202e',
      '\u200b',
      '\ud800',
      'é',
      '李',
    )
    const anything = fc.string({ unit, maxLength: 12 })
    for (const odd of ['A\r\nBcc: x', 'A\u2028B', 'A\u202eB', 'A\u200bB', 'A\0B', 'A\tB'])
      expect(oneLine(odd)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    fc.assert(
      fc.property(anything, anything, (name, of) => {
        const { subject, text } = write({ ...letters.invitation, name, by: name }, of)
        expect(subject).not.toMatch(/[\r\n\0]/)
        // As many lines as without.
        expect(text.split('\n')).toHaveLength(
          write({ ...letters.invitation, name: 'A', by: 'A' }, 'B').text.split('\n').length,
        )
      }),
    )
  })
})

describe('a browser in our own words', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari on an iPad',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome on Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge on Windows',
    ],
    ['curl/8.9', 'a browser'],
    ['', 'a browser'],
    ['Visit http://evil.example Linux', 'a browser on Linux'],
  ])('%s', (agent, words) => {
    expect(browserWords(agent)).toBe(words)
  })
})
