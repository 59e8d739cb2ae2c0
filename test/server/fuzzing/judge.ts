/** What every answer must be, whatever was asked: no fault of the server, and nothing of what is inside it. */
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { everyProblem } from '../../../src/protocol/every-problem.ts'
import { problemSchema } from '../../../src/protocol/problem-schemas.ts'

/** Lines of a stack, names of files and packages, words of the database. */
const inside = /\bat .*\.(ts|js|mjs):\d+|node_modules|SQLITE|ZodError|no such (table|column)|\.ts:\d+/

export function judge(answer: LightMyRequestResponse): void {
  expect(answer.statusCode, answer.body).toBeLessThan(500)
  expect(answer.body).not.toMatch(inside)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.headers['cache-control']).toBe('no-store')
  const problem = problemSchema.parse(answer.json())
  expect(problem).toMatchObject({ status: answer.statusCode, title: everyProblem[problem.code].sentence })
  expect(problem.status).toBe(everyProblem[problem.code].status)
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/)
}
