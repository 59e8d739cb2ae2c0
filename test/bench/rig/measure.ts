/** What every benchmark says, and how: medians of several runs and their spread, one JSON object a line. */

/** The value below which that share of the sorted values lies; 0 of none. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)
export const median = (values: readonly number[]): number => at(ascending(values), 0.5)
export const round = (value: number): number => Math.round(value * 100) / 100

export interface Report {
  readonly name: string
  readonly unit: string
  /** What was measured, one a run. */
  readonly runs: readonly number[]
  /** What it may be at most, or at least where more is better; undefined: it has no budget. */
  readonly budget?: number | undefined
  readonly atLeast?: number | undefined
  /** Said beside it. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** Prints one line and gives the median. `range` is the lowest and the highest run. */
export function report({ name, unit, runs, budget, atLeast, more }: Report): number {
  const sorted = ascending(runs)
  const value = round(at(sorted, 0.5))
  const within =
    budget !== undefined
      ? { budget, within: value <= budget }
      : atLeast !== undefined
        ? { atLeast, within: value >= atLeast }
        : {}
  console.log(
    JSON.stringify({
      name,
      value,
      unit,
      p50: value,
      p95: round(at(sorted, 0.95)),
      range: [round(sorted[0] ?? 0), round(sorted.at(-1) ?? 0)],
      n: runs.length,
      ...within,
      ...more,
    }),
  )
  return value
}

/** The number after `--name` on the command line, or what is usual. */
export function option(name: string, usual: number): number {
  const place = process.argv.indexOf(`--${name}`)
  const given = place < 0 ? undefined : Number(process.argv[place + 1])
  if (given === undefined) return usual
  if (!Number.isFinite(given) || given <= 0) throw new Error(`--${name} asks for a number above zero.`)
  return given
}
