/** Whom a limit counts where nobody is signed in. */
import { isIPv6 } from 'node:net'

const groupsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))

/**
 * An IPv4 address as it is; of an IPv6 one its first 64 bits, because whoever has one usually has all of those
 * (RFC 6177) and would be somebody new with every request. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const [before, after] = [groupsIn(head), groupsIn(tail ?? '')]
  // The last 32 bits may be written as an IPv4 address.
  const written = before.length + after.length + (after.at(-1)?.includes('.') ? 1 : 0)
  const left = tail === undefined ? [] : Array<string>(8 - written).fill('0')
  const network = [...before, ...left, ...after].slice(0, 4)
  return `${network.map(group => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
