/** Reads what a newer server says without the keys that this app has never heard of; everything else is as strict as ever. */
import * as z from 'zod/mini'

/** The same schema, which leaves unknown keys out where they are the only thing wrong. */
export const knowingLess = <T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T, unknown> =>
  z.pipe(
    z.unknown(),
    z.transform((value: unknown, context) => {
      const read = schema.safeParse(value)
      if (read.success) return read.data
      const { issues } = read.error
      const again = issues.every(issue => issue.code === 'unrecognized_keys')
        ? schema.safeParse(without(value, issues))
        : read
      if (again.success) return again.data
      context.issues.push({ code: 'custom', input: value, message: z.prettifyError(again.error) })
      return z.NEVER
    }),
  )

function without(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const less = structuredClone(value)
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue
    const at = issue.path.reduce<unknown>(
      (inner, step) => (isObject(inner) ? Reflect.get(inner, step) : undefined),
      less,
    )
    if (isObject(at)) for (const key of issue.keys) Reflect.deleteProperty(at, key)
  }
  return less
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
