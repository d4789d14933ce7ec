import ipaddr from 'ipaddr.js'

/** Headers by their names in lower case. */
type Headers = Readonly<Record<string, string | undefined>>

/** What proxies add to a request that they pass on. */
const PASSED_ON = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/** Whether text is an IP address or a range of them, such as `10.0.0.0/8`. Pure. */
export function isRange(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text)
}

/**
 * The address that a request comes from: the connection's own, or, as long as that is a trusted proxy's, the one that it
 * says it passes on, from the last to the first. Pure.
 */
export function clientAddress(connection: string, headers: Headers, proxies: readonly string[]): string {
  const passedOn = (headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => ipaddr.isValid(one))
  const hops = [...passedOn, connection]
  const stranger = hops.findLast(hop => !isAmong(hop, proxies))
  return plain(stranger ?? hops[0] ?? connection)
}

/** Whether a request was made on this machine, and passed on by nobody. Pure. */
export function isFromHere(connection: string, headers: Headers): boolean {
  if (PASSED_ON.some(name => headers[name] !== undefined)) return false
  return ipaddr.isValid(connection) && ipaddr.process(connection).range() === 'loopback'
}

function isAmong(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const trusted = ranges.map(range => (ipaddr.isValidCIDR(range) ? ipaddr.parseCIDR(range) : alone(range)))
  return ipaddr.subnetMatch(ipaddr.process(address), { trusted }, 'nobody') === 'trusted'
}

/** An address as a range of itself. */
function alone(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const own = ipaddr.process(address)
  return [own, own.kind() === 'ipv4' ? 32 : 128]
}

/** `10.0.0.1`, of `::ffff:10.0.0.1`. */
const plain = (address: string) => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address)
