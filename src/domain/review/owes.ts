/** Who owes the next word in a question: the one who did not say the last. Nobody, once it is closed. */

export type Side = 'council' | 'provider'

interface Asked {
  readonly messages: readonly { readonly side: Side }[]
  readonly closed?: unknown
}

export function owesAnswer({ messages, closed }: Asked): Side | undefined {
  const last = messages.at(-1)
  if (closed !== undefined || last === undefined) return undefined
  return last.side === 'council' ? 'provider' : 'council'
}
