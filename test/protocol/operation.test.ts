import { describe, expect, it } from 'vitest'
import { everyProblem } from '../../src/protocol/every-problem.ts'
import { operationSchema } from '../../src/protocol/operation.ts'
import { problemSentence } from '../../src/protocol/problems.ts'

const good = {
  opId: '01890a5d-ac96-774b-bcce-b302099a8057',
  device: '0b3f1c1e-6a1b-4f7e-9c58-0d6b1b1c2d3e',
  seq: 1,
  v: 1,
  person: 'p1',
  scope: 'fs-project-salus-2016/gravesham',
  sheet: 'fs-project-salus-2016/gravesham/2017-06',
  setVersion: 'kent-early-help@2016-12',
  appVersion: '0.1.0',
  deviceTime: '2017-07-11T13:02:00.000Z',
  kind: 'set',
  cell: 'fs-closed',
  value: { type: 'amount', value: '3' },
  base: null,
}
const reads = (change: Record<string, unknown>): boolean => operationSchema.safeParse({ ...good, ...change }).success

describe('operation', () => {
  it('reads a good one', () => expect(reads({})).toBe(true))

  it.each([
    ['a percent sign', { value: { type: 'amount', value: '64%' } }],
    ['a thousands separator', { value: { type: 'amount', value: '1,234' } }],
    ['a negative', { value: { type: 'amount', value: '-3' } }],
    ['a number instead of a decimal text', { value: { type: 'amount', value: 3 } }],
    ['four decimals', { value: { type: 'amount', value: '1.2345' } }],
    ['thirteen digits', { value: { type: 'amount', value: '1234567890123' } }],
    ['leading zeros', { value: { type: 'amount', value: '007' } }],
    ['an unknown type of value', { value: { type: 'percent', value: '64' } }],
    ['an extra key', { colour: 'red' }],
    ['an extra key inside the value', { value: { type: 'amount', value: '3', note: 'x' } }],
    ['a sheet that is not one', { sheet: 'fs-project-salus-2016/gravesham/2017-13' }],
    ['a version 4 id', { opId: '0b3f1c1e-6a1b-4f7e-9c58-0d6b1b1c2d3e' }],
    ['sequence zero', { seq: 0 }],
    ['a time without a zone', { deviceTime: '2017-07-11T13:02:00' }],
    ['no base', { base: undefined }],
  ])('refuses %s', (_, change) => expect(reads(change)).toBe(false))

  it('takes null as a cleared cell', () => expect(reads({ value: null })).toBe(true))
})

describe('problems', () => {
  it('each has a status of an error and a sentence that ends like one', () => {
    for (const [code, problem] of Object.entries(everyProblem)) {
      expect(problem.status, code).toBeGreaterThanOrEqual(400)
      expect(problem.sentence, code).toMatch(/^[A-Z].*\.$/)
      expect(problem.sentence, code).not.toMatch(/please|oops|invalid|token|scope|framework/i)
    }
    expect(problemSentence('locked')).toContain('submitted')
  })
})
