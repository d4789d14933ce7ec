import type { Reach } from '../../kernel/shapes/reach.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

/** As mail servers take them: no spaces, no quotes, a domain with a dot; longer is refused by RFC 5321. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/
const LONGEST = 254

/** E-mail as a way to a supplier: one room for each address. */
export const mailReach: Reach = {
  title: 'E-mail',
  asks: { label: 'E-mail address', help: 'Where purchase orders are mailed to, such as orders@lumen.example' },
  postsLinks: true,
  next: 'Send a test to see that it arrives.',
  remedy: 'Ask the supplier which address works, and enter it with /supplier reach; the same one is tried again',
  read(entered) {
    const address = addressIn(entered)
    return { channel: address, name: address, people: [{ user: address, name: address }] }
  },
}

/** `orders@lumen.example`, of `Lumen <Orders@Lumen.example>`. */
function addressIn(entered: string): string {
  const text = entered.trim()
  const [, between] = /<([^<>]*)>\s*$/.exec(text) ?? []
  const address = (between ?? text)
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
  if (!address) throw new Refusal('Enter an e-mail address, such as orders@lumen.example.')
  if (/[,;]|\s\S*@/.test(address) && address.split('@').length > 2)
    throw new Refusal('Enter one address. Each address is a way of its own, so add the others one by one.')
  if (!ADDRESS.test(address) || address.length > LONGEST)
    throw new Refusal(`“${address.slice(0, 80)}” isn’t a valid e-mail address. Enter one such as orders@lumen.example.`)
  return address
}
