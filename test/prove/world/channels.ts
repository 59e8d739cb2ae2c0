/** The channels between the tabs of one browser: in order, a turn later, and never to or from a killed program. */

interface End {
  readonly name: string
  readonly dead: () => boolean
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(data: unknown): void
  close(): void
}

export function newBus(): (name: string, dead: () => boolean) => BroadcastChannel | undefined {
  const ends = new Set<End>()
  return (name, dead) => {
    if (dead()) return undefined
    const end: End = {
      name,
      dead,
      onmessage: null,
      postMessage(data) {
        if (dead()) return
        for (const other of [...ends])
          if (other !== end && other.name === name)
            setImmediate(() => {
              if (ends.has(other) && !other.dead()) other.onmessage?.({ data })
            })
      },
      close: () => void ends.delete(end),
    }
    ends.add(end)
    // Of a channel, a device uses these three.
    return end as unknown as BroadcastChannel
  }
}
