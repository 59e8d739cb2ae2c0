import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** Room -> rooms of ours it may import, and packages: undefined means any. */
const rules: Record<
  string,
  { readonly rooms: readonly string[]; readonly packages?: readonly string[]; readonly never?: RegExp }
> = {
  domain: { rooms: [], packages: ['zod/mini'] },
  'indicator-sets': { rooms: ['domain'], packages: ['node:', 'zod/mini', 'papaparse'] },
  protocol: { rooms: ['domain'], packages: ['zod/mini'] },
  device: { rooms: ['domain', 'protocol'], never: /^(react|node:|govuk-)/ },
  server: { rooms: ['domain', 'indicator-sets', 'protocol'], never: /^react/ },
  app: { rooms: ['domain', 'protocol', 'device'], never: /^(node:|dexie)/ },
  commands: { rooms: ['domain', 'indicator-sets', 'protocol', 'server', 'device'], never: /^react/ },
  'service-worker.ts': { rooms: [], packages: ['workbox-'] },
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : []
  })

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g,
    ),
  ].map(found => found[1] ?? found[2] ?? found[3] ?? '')

const roomOf = (file: string): string => relative(src, file).split('/')[0] ?? ''

/** What is wrong with the imports of a file, in words. */
function offences(file: string, text: string): string[] {
  const room = roomOf(file)
  const rule = rules[room]
  if (!rule) return [`${relative(root, file)} lies in no room`]
  return importsOf(text).flatMap(target => {
    if (target.startsWith('.')) {
      const path = resolve(dirname(file), target)
      if (!path.startsWith(`${src}/`)) return [`${relative(root, file)} imports ${target}, outside src`]
      const other = roomOf(path)
      return other === room || rule.rooms.includes(other)
        ? []
        : [`${relative(root, file)}: ${room} may not import ${other} (${target})`]
    }
    if (
      rule.packages &&
      !rule.packages.some(allowed => target === allowed || (/[:-]$/.test(allowed) && target.startsWith(allowed)))
    )
      return [`${relative(root, file)}: ${room} may not import the package ${target}`]
    if (rule.never?.test(target)) return [`${relative(root, file)}: ${room} may not import the package ${target}`]
    return []
  })
}

describe('rooms and who may import whom', () => {
  it('holds for every file of src', () => {
    const files = filesUnder(src)
    expect(files.length).toBeGreaterThan(20)
    expect(files.flatMap(file => offences(file, readFileSync(file, 'utf8')))).toEqual([])
  })

  it('would notice a forbidden import of each form', () => {
    const file = join(src, 'domain', 'example.ts')
    expect(offences(file, "import { a } from '../device/outbox.ts'")).toHaveLength(1)
    expect(offences(file, "import type { a } from '../protocol/exchange.ts'")).toHaveLength(1)
    expect(offences(file, "export {\n  a,\n} from '../app/main.tsx'")).toHaveLength(1)
    expect(offences(file, "const a = await import('../server/server.ts')")).toHaveLength(1)
    expect(offences(file, "import 'react'")).toHaveLength(1)
    expect(offences(file, "import * as z from 'zod'")).toHaveLength(1)
    expect(offences(file, "import * as z from 'zod/mini'\nimport { b } from './exact.ts'")).toEqual([])
    expect(offences(join(src, 'device', 'x.ts'), "import React from 'react'")).toHaveLength(1)
  })

  it('has no file of the house over 400 lines', () => {
    const long = filesUnder(src).filter(file => readFileSync(file, 'utf8').split('\n').length > 400)
    expect(long.map(file => relative(root, file))).toEqual([])
  })
})

describe('what is shipped', () => {
  it('names no download address in package-lock.json', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    expect(lock).not.toMatch(/"resolved":\s*"http/)
  })

  it('pins every dependency exactly', () => {
    const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    )
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })
})
