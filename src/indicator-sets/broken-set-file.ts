/** What is wrong with a file of an indicator set, so that whoever edits it can find the place. */

export interface SetFault {
  /** The file, from the folder of indicator sets: 'kent-early-help/targets.json'. */
  readonly file: string
  /** Where in it: '[12].month.value', or 'line 3, column 14' where it cannot be read at all. */
  readonly path: string
  /** In plain words, with what was expected. */
  readonly reason: string
}

const shownFaults = 20

/** Thrown at start: a set that is wrong anywhere is not loaded at all. `faults` lists everything found. */
export class BrokenSetFile extends Error {
  override readonly name = 'BrokenSetFile'
  readonly file: string
  readonly path: string
  readonly reason: string
  readonly faults: readonly SetFault[]

  constructor(first: SetFault, others: readonly SetFault[] = []) {
    const faults = [first, ...others]
    const lines = faults.slice(0, shownFaults).map(({ file, path, reason }) => `${file}, ${path}: ${reason}`)
    if (faults.length > shownFaults) lines.push(`and ${faults.length - shownFaults} more`)
    super(lines.join('\n'))
    this.file = first.file
    this.path = first.path
    this.reason = first.reason
    this.faults = faults
  }
}

/** Throws when there is any fault. */
export function refuseFaults(faults: readonly SetFault[]): void {
  const [first, ...others] = faults
  if (first) throw new BrokenSetFile(first, others)
}
