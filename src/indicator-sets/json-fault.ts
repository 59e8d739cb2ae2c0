/**
 * Where a JSON text stops being JSON, by line and column: `JSON.parse` names the place for some faults only, and
 * takes the last of two equal keys without a word.
 */

export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly reason: string
}

const token =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:]/uy
const space = /[ \t\r\n]*/y

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or ]' | 'comma or }' | 'end'

const wording: Record<Expecting, string> = {
  value: 'a value is expected here',
  'value or ]': 'a value or "]" is expected here',
  key: 'a name in double quotes is expected here',
  'key or }': 'a name in double quotes or "}" is expected here',
  colon: '":" is expected here',
  'comma or ]': '"," or "]" is expected here',
  'comma or }': '"," or "}" is expected here',
  end: 'nothing more is expected here',
}

/** The keys met so far in each object that is open; null for an array. */
type Open = (Set<string> | null)[]

const afterValue = (open: Open): Expecting => {
  const inner = open.at(-1)
  return inner === undefined ? 'end' : inner === null ? 'comma or ]' : 'comma or }'
}

/** What is expected after a token, or undefined when it may not stand where it does. */
function step(text: string, expecting: Expecting, open: Open): Expecting | undefined {
  const wantsValue = expecting === 'value' || expecting === 'value or ]'
  const wantsKey = expecting === 'key' || expecting === 'key or }'
  switch (text) {
    case '{':
    case '[':
      if (!wantsValue) return undefined
      open.push(text === '{' ? new Set() : null)
      return text === '{' ? 'key or }' : 'value or ]'
    case '}':
    case ']':
      if (!expecting.endsWith(` or ${text}`)) return undefined
      open.pop()
      return afterValue(open)
    case ',':
      return expecting === 'comma or ]' ? 'value' : expecting === 'comma or }' ? 'key' : undefined
    case ':':
      return expecting === 'colon' ? 'value' : undefined
    default:
      return wantsValue ? afterValue(open) : wantsKey && text.startsWith('"') ? 'colon' : undefined
  }
}

/** The first fault of a JSON text, or undefined when it is JSON in which no object has a name twice. */
export function jsonFault(text: string): JsonFault | undefined {
  const fault = (at: number, reason: string): JsonFault => {
    const before = text.slice(0, at).split('\n')
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, reason }
  }
  const open: Open = []
  let expecting: Expecting = 'value'
  for (let at = 0; ; at = token.lastIndex) {
    space.lastIndex = at
    space.test(text)
    const start = space.lastIndex
    if (start === text.length)
      return expecting === 'end' ? undefined : fault(start, `the file ends, but ${wording[expecting]}`)
    token.lastIndex = start
    const found = token.exec(text)?.[0]
    if (found === undefined) return fault(start, wording[expecting])
    const next = step(found, expecting, open)
    if (next === undefined) return fault(start, wording[expecting])
    if (next === 'colon') {
      const keys = open.at(-1)
      const key: unknown = JSON.parse(found)
      if (keys?.has(String(key))) return fault(start, `the name ${found} stands twice in the same object`)
      keys?.add(String(key))
    }
    expecting = next
  }
}
