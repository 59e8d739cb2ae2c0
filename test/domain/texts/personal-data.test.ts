/** The personal-data scan: numbers valid by arithmetic only, made up for tests; nobody's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInsuranceNumber, isNhsNumber, isPupilNumber } from '../../../src/domain/texts/check-digits.ts'
import { hitSentence, type Rule, rules, type ScanOptions, scan } from '../../../src/domain/texts/personal-data.ts'

const options: ScanOptions = { caseReferences: ['EH######', '@@-####/##', 'a.c(#)'], year: 2017 }
/** What is found, with the rule, as it stands in the text. */
const found = (text: string): readonly string[] =>
  scan(text, options).map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`)
const of = (rule: Rule, text: string): readonly string[] =>
  scan(text, options)
    .filter(hit => hit.rule === rule)
    .map(({ start, end }) => text.slice(start, end))

describe('the personal-data scan', () => {
  it('finds an NHS number by its check digit, however it is spaced', () => {
    expect(found('His number is 999 000 0018, not 999 000 0019.')).toEqual(['nhs-number 999 000 0018'])
    expect(found('9990000018, 999-000-0018')).toEqual(['nhs-number 9990000018', 'nhs-number 999-000-0018'])
    expect(found('999\u00a0000\u00a00018')).toEqual(['nhs-number 999\u00a0000\u00a00018'])
    expect(found('19990000018 and 99900000180, 0000000000')).toEqual([])
  })

  it('finds a National Insurance number by its letters', () => {
    expect(found('AB 12 34 56 C or ab123456d')).toEqual(['ni-number AB 12 34 56 C', 'ni-number ab123456d'])
    expect(found('QQ123456C, BG123456A, AB123456E, AB1234567')).toEqual([])
  })

  it('finds a pupil number by its check letter, a temporary one too', () => {
    expect(of('upn', 'Pupil F886200017001, then r88620001700a.')).toEqual(['F886200017001', 'r88620001700a'])
    expect(of('upn', 'Pupil G886200017001 moved')).toEqual([])
  })

  it('finds full postcodes, not codes of indicators nor dates', () => {
    expect(found('Lives at ME10 4HT or ct12nx.')).toEqual(['postcode ME10 4HT', 'postcode ct12nx'])
    expect(found('CEH09 fell from 12 to 3, on the W1 1st and M2 2nd; in ME10 only; A1 5CK')).toEqual([])
  })

  it('finds UK telephone numbers', () => {
    expect(found('01632 960123, (01632) 960 123, 07700 900123, +44 7700 900123, 020 7946 0123')).toEqual([
      'phone 01632 960123',
      'phone (01632) 960 123',
      'phone 07700 900123',
      'phone +44 7700 900123',
      'phone 020 7946 0123',
    ])
    expect(found('0800 groups, 12 of 14, 2016/17, 00000000000, £1,077,009,001')).toEqual([])
  })

  it('finds e-mail addresses', () => {
    expect(found('write to some.body@school.example.org, not x@y or @handle')).toEqual([
      'email some.body@school.example.org',
    ])
  })

  it('finds dates of birth: said to be one, or long before the return', () => {
    expect(of('date-of-birth', 'DOB 3/5/09. Born in May 2016; d.o.b: 03.05.2009')).toEqual([
      'DOB 3/5/09',
      'Born in May 2016',
      'd.o.b: 03.05.2009',
    ])
    expect(of('date-of-birth', 'on 3rd May 2008, on 12/06/2017, 1 September 2016')).toEqual(['3rd May 2008'])
    expect(scan('on 3 May 2008')).toEqual([])
  })

  it('finds the age of one person, and not the ages of a group', () => {
    expect(of('age', 'aged 7, a 7-year-old, 7 years old, seven years old, a 15yo, an 18-month-old')).toHaveLength(6)
    expect(of('age', 'She turned 12 in May, and is age 12.')).toEqual(['turned 12', 'age 12'])
    expect(
      of('age', 'aged 11 to 16, aged 5-11, aged 8 and over, 5 year olds, 11-16 year old, turned 12 families around'),
    ).toEqual([])
  })

  it('finds a name beside a word that is said of a person, and shouts at no other capital letter', () => {
    const named = 'Mum Zeb came; his son, Qil, and a boy called Tov. Mrs Wren rang. Zeb’s brother left. Her dad Q.'
    expect(of('name', named)).toEqual(['Zeb', 'Qil', 'Tov', 'Wren', 'Zeb'])
    const plain =
      'Child Protection Plan in Gravesham. The Mum and Baby Group met in May. Young Carers work with Kent Police. ' +
      'Children’s parents came. Every child In Need. Our partner Porchlight.'
    expect(of('name', plain)).toEqual([])
  })

  it('finds the references of the set, which are never more than their characters', () => {
    expect(of('case-reference', 'EH123456, eh123456, EH1234567, AB-1234/56, a.c(7), abc(7)')).toEqual([
      'EH123456',
      'eh123456',
      'AB-1234/56',
      'a.c(7)',
    ])
    // Whatever a set holds, it is characters, and none of them makes a search of its own.
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 40 }), pattern => {
        scan('a1b2 '.repeat(50), { caseReferences: [pattern] })
      }),
    )
  })

  it('gives hits in reading order, apart from each other, within the text, and nothing of the match', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...pieces)), { maxLength: 60 }), parts => {
        const text = parts.join('')
        let reached = 0
        for (const hit of scan(text, options)) {
          expect(Object.keys(hit).sort()).toEqual(['end', 'rule', 'start'])
          expect(hit.start).toBeGreaterThanOrEqual(reached)
          expect(hit.end).toBeGreaterThan(hit.start)
          reached = hit.end
        }
        expect(reached).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  it('says what each rule is about', () => {
    expect(rules.map(hitSentence)).toContain('Looks like an NHS number')
    expect(new Set(rules.map(hitSentence)).size).toBe(rules.length)
  })
})

/** What could make a search go back over itself: beginnings of every rule, over and over. */
const pieces = [
  ...['0', '0 ', '1', '9', '(0', '+44', '(', '-', '.', '/', '1/', '- ', '1-', ' ', '\u00a0', '\n'],
  ...['a', 'A', 'Aa', 'Aa-', 'aged ', 'age 1', 'seven ', 'mum ', 'Mum Aa', 'mr. ', 'born ', 'dob', 'd.o.b ', 'may 2'],
  ...['@', 'a@', 'a.b@c.', 'x@a.b.', "Aa's ", "Aa's aaaaaaaaaaaa ", 'ME10 ', 'A1 1', 'AB 12 ', 'H88', 'EH1', 'é'],
]

describe('the time of a scan', () => {
  /** The least of several runs: what else the machine does is no fault of the scan. */
  const milliseconds = (text: string): number =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const began = performance.now()
        scan(text, options)
        return performance.now() - began
      }),
    )

  it('is a few milliseconds for 10,000 characters of anything', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), parts => {
        const unit = parts.join('')
        expect(milliseconds(unit.repeat(Math.ceil(10_000 / unit.length)))).toBeLessThan(40)
      }),
      { numRuns: 150 },
    )
  })

  it('grows with the text and not with its square', () => {
    for (const unit of pieces) {
      const [short, long] = [10_000, 160_000].map(length => milliseconds(unit.repeat(Math.ceil(length / unit.length))))
      // Sixteen times the text: linear is 16, quadratic 256.
      expect(long, unit).toBeLessThan(Math.max(short ?? 0, 1) * 80)
    }
  })
})

describe('check digits', () => {
  it('one wrong digit is never taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.nat(9), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
        const nine = String(n).padStart(9, '0')
        const whole = [...'0123456789'].map(digit => nine + digit).find(isNhsNumber)
        if (whole === undefined) return
        const digits = [...whole]
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(isNhsNumber(digits.join(''))).toBe(false)
      }),
    )
  })
  it('every pupil number has one check letter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), n => {
        const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
        const rest = String(n).padStart(12, '0')
        expect(letters.filter(letter => isPupilNumber(letter + rest))).toHaveLength(1)
      }),
    )
  })
  it('an insurance number has a prefix that is given out', () => {
    expect(['AB123456C', 'GB123456A', 'DA123456A', 'AO123456A', 'AB12345C'].map(isInsuranceNumber)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
