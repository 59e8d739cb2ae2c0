import { expect, test } from 'vitest'
import type { IsoDate } from '../../../src/domain/ids.ts'
import { dueSentence } from '../../../src/domain/sentences.ts'
import { bankHolidays } from '../../../src/domain/time/bank-holidays.ts'
import { dueDate, nthWorkingDay, workingDaysUntil } from '../../../src/domain/time/calendar.ts'
import { period } from '../../../src/domain/time/period.ts'

const day = (text: string) => text as IsoDate

test('June 2017 is due on 14 July', () => {
  expect(dueDate(period('2017-06'), 10)).toBe('2017-07-14')
})

test('bank holidays are no working days', () => {
  expect(nthWorkingDay(period('2018-01'), 1)).toBe('2018-01-02')
  expect(nthWorkingDay(period('2020-05'), 6)).toBe('2020-05-11')
  expect(nthWorkingDay(period('2022-06'), 2)).toBe('2022-06-06')
  expect(nthWorkingDay(period('2023-05'), 5)).toBe('2023-05-09')
})

/** The Gregorian computus: Easter Sunday of a year. */
function easter(year: number): Date {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return new Date(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1))
}

/** The days by the Act's rule: substitutes are the next weekday that is not a holiday itself. */
function byRule(year: number): readonly string[] {
  const iso = (date: Date) => date.toISOString().slice(0, 10)
  const at = (month: number, date: number) => new Date(Date.UTC(year, month - 1, date))
  const plus = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000)
  const monday = (date: Date) => plus(date, (8 - date.getUTCDay()) % 7)
  const lastMonday = (month: number) => plus(at(month, 31), -((at(month, 31).getUTCDay() + 6) % 7))
  const weekend = (date: Date) => date.getUTCDay() % 6 === 0
  const days = [plus(easter(year), -2), plus(easter(year), 1), monday(at(5, 1)), lastMonday(5), lastMonday(8)].map(iso)
  const fixed: string[] = []
  for (const date of [at(1, 1), at(12, 25), at(12, 26)].sort((a, b) => Number(weekend(a)) - Number(weekend(b)))) {
    let on = date
    while (weekend(on) || fixed.includes(iso(on))) on = plus(on, 1)
    fixed.push(iso(on))
  }
  return [...days, ...fixed].sort()
}

test('the bundled list is the rule, but for the days that were proclaimed', () => {
  const moved: Record<number, { readonly out: readonly string[]; readonly in: readonly string[] }> = {
    2020: { out: ['2020-05-04'], in: ['2020-05-08'] },
    2022: { out: ['2022-05-30'], in: ['2022-06-02', '2022-06-03', '2022-09-19'] },
    2023: { out: [], in: ['2023-05-08'] },
  }
  for (let year = 2016; year <= 2028; year += 1) {
    const expected = [
      ...byRule(year).filter(date => !moved[year]?.out.includes(date)),
      ...(moved[year]?.in ?? []),
    ].sort()
    expect([...bankHolidays].filter(date => date.startsWith(String(year))).sort()).toEqual(expected)
  }
})

test('how long is left, and said', () => {
  expect(workingDaysUntil(day('2017-07-11'), day('2017-07-14'))).toBe(3)
  expect(workingDaysUntil(day('2017-07-14'), day('2017-07-14'))).toBe(0)
  expect(workingDaysUntil(day('2017-07-18'), day('2017-07-14'))).toBe(-2)
  expect(dueSentence(day('2017-07-11'), day('2017-07-14'))).toBe('Due 14 July (in 3 working days)')
  expect(dueSentence(day('2017-07-13'), day('2017-07-14'))).toBe('Due 14 July (in 1 working day)')
  expect(dueSentence(day('2017-07-14'), day('2017-07-14'))).toBe('Due today')
  expect(dueSentence(day('2017-07-18'), day('2017-07-14'))).toBe('Late by 2 working days')
  expect(dueSentence(day('2017-07-15'), day('2017-07-14'))).toBe('Late since 14 July')
})
