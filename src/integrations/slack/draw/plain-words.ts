import type { Channels } from '../channels.ts'
import type { People } from '../people.ts'

const ENTITY = /<([^<>\s|]+)(?:\|([^<>]*))?>/g
/** How long a name may be looked for, ms. */
const PATIENCE = 2_000

/**
 * What a person wrote, as plain text for readers elsewhere: `<@U1>` is `@mei`, `<#C1>` is `#lumen`, `<!channel>` is
 * `@channel`, and a link whose words are other than its address shows both.
 */
export async function plainWords(known: { people: People; channels: Channels }, text: string): Promise<string> {
  const entities = [...text.matchAll(ENTITY)]
  const names = await Promise.all(entities.map(([, target = '', label]) => nameOf(known, target, label)))
  let next = 0
  return text
    .replaceAll(ENTITY, () => names[next++] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

async function nameOf({ people, channels }: { people: People; channels: Channels }, target: string, label?: string) {
  const id = target.slice(1)
  switch (target[0]) {
    case '@':
      return `@${label || ((await people.names.soon(id, PATIENCE))?.name ?? 'somebody')}`
    case '#':
      return `#${label || ((await channels.find(id).catch(() => null))?.name ?? 'a channel')}`
    case '!':
      return label || `@${id.split('^')[0] === 'subteam' ? 'a group' : id.split('^')[0]}`
    default:
      return addressOf(target, label)
  }
}

/** `https://a.example`, or `the label (https://a.example)` where they differ. */
function addressOf(target: string, label = ''): string {
  const address = target.replace(/^(mailto|tel):/, '')
  return !label || label === address || target.endsWith(`//${label}`) ? address : `${label} (${address})`
}
