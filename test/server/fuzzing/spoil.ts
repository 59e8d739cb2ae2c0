/** A good value with a few of its parts replaced by anything. */
import fc from 'fast-check'

function spoil(value: unknown, path: readonly number[], by: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined || typeof value !== 'object' || value === null) return by
  const keys = Object.keys(value)
  const key = keys[first % Math.max(1, keys.length)]
  if (key === undefined) return by
  const changed = spoil(Reflect.get(value, key), rest, by)
  return Array.isArray(value)
    ? value.map((each, index) => (String(index) === key ? changed : each))
    : { ...value, [key]: changed }
}

/** Which parts are replaced, by what; applied to whatever value there is then. */
export const spoiling: fc.Arbitrary<(value: unknown) => unknown> = fc
  .array(fc.tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), fc.jsonValue({ maxDepth: 2 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map(changes => value => changes.reduce((spoilt, [path, by]) => spoil(spoilt, path, by), value))
