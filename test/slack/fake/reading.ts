import { emoji } from './emoji.ts'

/** Whom the reader's eyes are: names that ids stand for, and a zone for dates. */
export type Reader = { tz: string; userName(id: string): string; channelName(id: string): string }

export type Mention = { kind: 'user' | 'channel' | 'usergroup' | 'everybody'; id: string }
export type Link = { url: string; label: string }

/** Zero-width marks that keep text from being read as markup: nobody sees them. */
export const unseen = (text: string): string => text.replaceAll(/[\u200B\u2060]/g, '')

/** What a reader sees, with everything that is more than text listed beside it. */
export type Reading = {
  text: string
  mentions: Mention[]
  links: Link[]
  /** Bold, italic, struck, code, quoted: words whose marks were taken away as formatting. */
  styled: { style: string; text: string }[]
}

export const plain = (text: string): Reading => ({ text, mentions: [], links: [], styled: [] })

export const joined = (parts: readonly Reading[], by: string): Reading => ({
  text: parts.map(part => part.text).join(by),
  mentions: parts.flatMap(part => part.mentions),
  links: parts.flatMap(part => part.links),
  styled: parts.flatMap(part => part.styled),
})

const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const dateParts: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  ago: { year: 'numeric', month: 'short', day: 'numeric' },
}

/** `<!date^unix^format^link|fallback>` in the reader's zone (docs.slack.dev/messaging/formatting-message-text). */
export function readDate(seconds: number, format: string, reader: Reader): string {
  const at = new Date(seconds * 1000)
  return format.replaceAll(/\{(\w+)\}/g, (all, name) => {
    const options = dateParts[name]
    return options ? at.toLocaleString('en-US', { ...options, timeZone: reader.tz }) : all
  })
}

/** Marks count as formatting only at the edges of words; code goes before everything. */
const code = /```([\s\S]+?)```|`([^`\n]+)`/g
const edge = String.raw`[\s.,;:!?()[\]{}"'_*~/<>|-]`
const span = new RegExp(String.raw`(?<=^|${edge})([*_~])(?=[^\s*_~])([^\n]*?[^\s*_~]|[^\s*_~])\1(?=$|${edge})`, 'gm')
const styleOf: Record<string, string> = { '*': 'bold', _: 'italic', '~': 'strike' }

type Options = { autolink: boolean; styles: boolean }

/** Reads Slack's mrkdwn as a person does: entities decoded, `<…>` turned into what they stand for. */
export function readMrkdwn(source: string, reader: Reader, { autolink, styles }: Options): Reading {
  const found: Reading = plain('')
  // What has been read is kept aside, so that nothing reads it again as markup.
  const kept: string[] = []
  const keep = (text: string): string => `\u{F0000}${kept.push(text) - 1}\u{F0001}`
  const restore = (text: string): string =>
    text.replaceAll(/\u{F0000}(\d+)\u{F0001}/gu, (_, at) => restore(kept[Number(at)] ?? ''))
  const styled = (style: string, text: string): string => {
    found.styled.push({ style, text: decoded(restore(text)) })
    return text
  }
  let text = source
  if (styles)
    text = text.replaceAll(code, (_, block, inline) =>
      keep(styled('code', decoded((block ?? inline).replace(/^\n|\n$/g, '')))),
    )
  text = text.replaceAll(/<([^<>]+)>/g, (all, inside: string) => {
    const read = readAngle(inside, reader, found)
    return read === null ? all : keep(read)
  })
  if (autolink)
    text = text.replaceAll(/(?<![\w@/])https?:\/\/[^\s<>|\u{F0000}]+[^\s<>|.,;:!?)'"\u{F0000}]/gu, url => {
      found.links.push({ url: decoded(url), label: decoded(url) })
      return keep(decoded(url))
    })
  if (styles) {
    text = text.replaceAll(/^(?:&gt;|>) ?(.*)$/gm, (_, quoted) => styled('quote', quoted))
    for (let before = ''; before !== text; ) {
      before = text
      text = text.replaceAll(span, (_, mark, inner) => styled(styleOf[mark] ?? mark, inner))
    }
  }
  text = emoji(text)
  return { ...found, text: restore(decoded(text)) }
}

function readAngle(inside: string, reader: Reader, found: Reading): string | null {
  const bar = inside.indexOf('|')
  const [target, label] = bar < 0 ? [inside, ''] : [inside.slice(0, bar), decoded(inside.slice(bar + 1))]
  if (/^@[UWB]\w*$/.test(target)) {
    found.mentions.push({ kind: 'user', id: target.slice(1) })
    return `@${reader.userName(target.slice(1)) || label}`
  }
  if (/^#[CG]\w*$/.test(target)) {
    found.mentions.push({ kind: 'channel', id: target.slice(1) })
    return `#${reader.channelName(target.slice(1)) || label}`
  }
  if (target.startsWith('!subteam^')) {
    found.mentions.push({ kind: 'usergroup', id: target.slice(9) })
    return label || '@group'
  }
  if (/^!(here|channel|everyone)$/.test(target)) {
    found.mentions.push({ kind: 'everybody', id: target.slice(1) })
    return `@${target.slice(1)}`
  }
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = '', link] = target.split('^')
    const shown = /^\d+$/.test(seconds) ? readDate(Number(seconds), decoded(format), reader) : label
    if (link) found.links.push({ url: decoded(link), label: shown })
    return shown
  }
  if (/^(https?:\/\/|mailto:|tel:)/.test(target)) {
    const url = decoded(target)
    found.links.push({ url, label: label || url.replace(/^(mailto|tel):/, '') })
    return label || url.replace(/^(mailto|tel):/, '')
  }
  return null
}

/** Standard Markdown, as the `markdown` block takes it: enough to see links, emphasis and Slack's own mentions. */
export function readMarkdown(source: string, reader: Reader): Reading {
  const links: Link[] = []
  const text = source
    .replaceAll(/!?\[([^\]]*)\]\(([^)\s]+)\)/g, (_, label, url) => {
      links.push({ url, label })
      return label
    })
    .replaceAll(/\*\*(.+?)\*\*/g, '$1')
    .replaceAll(/^#{1,6} /gm, '')
  const read = readMrkdwn(text, reader, { autolink: true, styles: true })
  return { ...read, links: [...links, ...read.links] }
}
