/** What the documents say of tests is true: every test they name is there, under that name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** A test is named as `path` “title”; a path with * stands for several. */
const named = /`(test\/[^`*]+\.tsx?)` “([^”]+)”/g
/** Any test file named at all. */
const files = /`(test\/[A-Za-z0-9_./-]+\.tsx?)`/g

describe.each([
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
])('%s', document => {
  const text = read(document)

  it('names only test files that are there', () => {
    expect(
      [...text.matchAll(files)].map(found => found[1] ?? '').filter(path => !existsSync(join(root, path))),
    ).toEqual([])
  })

  it('names tests by the names they have', () => {
    const missing = [...text.matchAll(named)].filter(([, path = '', title = '']) => !read(path).includes(title))
    expect(missing.map(([whole]) => whole)).toEqual([])
  })
})

describe('docs/sync.md', () => {
  it('has no rule without a test that holds it', () => {
    const rules = read('docs/sync.md')
      .split(/\n(?=\*\*\d+\.)/)
      .slice(1)
    expect(rules.length).toBeGreaterThan(20)
    expect(rules.filter(rule => !/`test\/[^`]+` “/.test(rule)).map(rule => rule.slice(0, 80))).toEqual([])
  })
})
