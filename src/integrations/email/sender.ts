import addressparser from 'nodemailer/lib/addressparser'

/** Several, separated by commas; null where one of them isn’t one. */
export function readSenders(written: string): readonly { name: string; address: string }[] | null {
  const all = addressparser(written, { flatten: true })
  return all.length > 0 && all.every(isSender) ? all : null
}

const isSender = ({ address }: { address: string }) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)

/** Who mail is from; null where that isn’t one address. */
export function readSender(written: string): { name: string; address: string } | null {
  const [sender, ...more] = addressparser(written, { flatten: true })
  return sender && more.length === 0 && isSender(sender) ? sender : null
}
