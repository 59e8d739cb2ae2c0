import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivedBy, pastedToken, readCode, shownCode } from '../../../src/app/join/invitation-text.ts'
import { joinCodeSchema } from '../../../src/protocol/account.ts'

const token = 'Zq3-8_kLmN0pQrStUvWxYzAbCdEfGhIjKlMnOpQrStU'

describe('what stands behind the # of the address', () => {
  it.each([
    ['', { by: 'nothing' }],
    ['#', { by: 'nothing' }],
    [`#${token}`, { by: 'link', token }],
    [`#${token}%20`, { by: 'link', token }],
    [`#${token.slice(0, 42)}`, { by: 'damaged' }],
    [`#${token}a`, { by: 'damaged' }],
    ['#code=4KTM9PXR', { by: 'code', code: '4KTM9PXR' }],
    ['#code=4ktm-9pxr', { by: 'code', code: '4KTM9PXR' }],
    ['#code=', { by: 'damaged' }],
    ['#code=4KTM9PX0', { by: 'damaged' }],
    ['#%', { by: 'damaged' }],
  ])('%s', (fragment, arrived) => expect(arrivedBy(fragment)).toEqual(arrived))

  it('reads anything without throwing, and never as more than was there', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const arrived = arrivedBy(`#${text}`)
        if (arrived.by === 'link') expect(arrived.token).toHaveLength(43)
      }),
    )
  })
})

describe('a link pasted from a letter', () => {
  it.each([
    [`https://returns.example.gov.uk/join#${token}`, token],
    [`  open this: https://returns.example.gov.uk/join#${token}\n`, token],
    [`<https://returns.example.gov.uk/join#${token}>`, token],
    [token, token],
    [`https://returns.example.gov.uk/join#${token.slice(1)}`, undefined],
    ['https://returns.example.gov.uk/join', undefined],
    ['', undefined],
  ])('%s', (text, found) => expect(pastedToken(text)).toBe(found))
})

describe('a code as people type it', () => {
  it.each(['4KTM9PXR', '4ktm9pxr', '4KTM-9PXR', ' 4ktm 9pxr ', '4KTM–9PXR', '4 K T M 9 P X R', '４ＫＴＭ９ＰＸＲ'])(
    '%s',
    typed => expect(readCode(typed)).toEqual({ ok: true, code: '4KTM9PXR' }),
  )

  it.each([
    ['', 'Type the code'],
    ['4KTM-9PX', 'this one has 7'],
    ['4KTM-9PXRR', 'this one has 9'],
    ['4KTM-9PXO', 'no letter O or I'],
    ['4KTM-9PX1', 'no letter O or I'],
    ['4KTM-9PX!', 'only letters and digits'],
  ])('%s is refused in words', (typed, words) => {
    const read = readCode(typed)
    expect(read.ok ? '' : read.sentence).toContain(words)
  })

  it('takes every code there is as it is shown, in small letters too, and nothing else', () => {
    const letter = fc.constantFrom(...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ')
    fc.assert(
      fc.property(fc.array(letter, { minLength: 8, maxLength: 8 }), letters => {
        const code = letters.join('')
        expect(readCode(shownCode(code))).toEqual({ ok: true, code })
        expect(readCode(shownCode(code).toLowerCase())).toEqual({ ok: true, code })
      }),
    )
    fc.assert(
      fc.property(fc.string(), typed => {
        const read = readCode(typed)
        if (read.ok) expect(joinCodeSchema.safeParse(read.code).success).toBe(true)
      }),
    )
  })
})
