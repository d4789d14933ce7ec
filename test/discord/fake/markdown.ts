/** What a reader sees of a text, and what they could follow in it. */
export type Readable = { text: string; links: string[] }

/** Turns ids into the names that Discord shows. */
export type Names = { person(id: string): string; role(id: string): string; channel(id: string): string }

/** A few of the shortcodes that Discord's clients draw as emoji, wherever they stand. */
const EMOJI: Record<string, string> = {
  smile: '😄',
  '+1': '👍',
  tada: '🎉',
  warning: '⚠️',
  x: '❌',
  white_check_mark: '✅',
}

type Rule = { pattern: RegExp; show: (match: RegExpExecArray, read: Reader) => string }
type Reader = { inner: (text: string) => string; links: string[]; names: Names }

const URL_PATTERN = /^https?:\/\/[^\s<]*[^\s<>.,:;"'\])}]/

/** In the order in which Discord's clients try them. Source: the rules of discord-markdown, and use. */
const RULES: readonly Rule[] = [
  { pattern: /^\\([^0-9A-Za-z\s])/, show: ([, mark = '']) => mark },
  { pattern: /^```(?:[a-z0-9_+\-.#]+\n)?\n?([\s\S]+?)\n?```/i, show: ([, code = '']) => code },
  { pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, show: ([, , code = '']) => code.trim() },
  { pattern: /^\[((?:\\.|[^\]\\])+)\]\(\s*<?(https?:\/\/[^\s<>)]+)>?(?:\s+["'(].*?["')])?\s*\)/, show: follow(2, 1) },
  { pattern: /^<(https?:\/\/[^\s>]+)>/, show: follow(1, 1) },
  { pattern: URL_PATTERN, show: follow(0, 0) },
  { pattern: /^<@!?(\d+)>/, show: ([all, id = ''], read) => link(read, all, `@${read.names.person(id)}`) },
  { pattern: /^<@&(\d+)>/, show: ([all, id = ''], read) => link(read, all, `@${read.names.role(id)}`) },
  { pattern: /^<#(\d+)>/, show: ([all, id = ''], read) => link(read, all, `#${read.names.channel(id)}`) },
  { pattern: /^<\/([^:>]+):(\d+)>/, show: ([all, name = ''], read) => link(read, all, `/${name}`) },
  { pattern: /^<t:(-?\d+)(?::([tTdDfFRsS]))?>/, show: ([, at]) => new Date(Number(at) * 1_000).toISOString() },
  { pattern: /^<a?:(\w+):\d+>/, show: ([, name]) => `:${name}:` },
  { pattern: /^@(everyone|here)/, show: ([all], read) => link(read, all, all) },
  { pattern: /^:([\w+-]+):/, show: ([all, name = '']) => EMOJI[name] ?? all },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, show: within },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, show: within },
  { pattern: /^~~([\s\S]+?)~~/, show: within },
  { pattern: /^\|\|([\s\S]+?)\|\|/, show: within },
  { pattern: /^\*(?=\S)((?:\\[\s\S]|\*\*|[^*\\])+?)\*(?!\*)/, show: within },
  { pattern: /^_((?:\\[\s\S]|__|[^_\\])+?)_(?!\w)/, show: within },
]

/** Marks at the head of a line: quotes, headings, small print, lists. */
const HEADS: readonly RegExp[] = [/^ *>>> /, /^ *> /, /^ *#{1,3} +/, /^ *-# +/, /^ *[-*] +/]

/** Reads a text as Discord draws it. The marks of numbered lists stay, as they do on the screen. */
export function readMarkdown(source: string, names: Names): Readable {
  const links: string[] = []
  const inner = (text: string) => spans(text, { inner, links, names })
  const blocks = source.split(/(```[\s\S]+?```)/)
  const text = blocks.map(block =>
    inner(/^```[\s\S]+```$/.test(block) ? block : block.split('\n').map(bare).join('\n')),
  )
  return { text: text.join(''), links }
}

function bare(line: string): string {
  const head = HEADS.find(pattern => pattern.test(line))
  return head ? bare(line.replace(head, '')) : line
}

function spans(text: string, read: Reader): string {
  let rest = text
  let out = ''
  while (rest) {
    const last = out.at(-1) ?? ''
    const rule = RULES.find(
      ({ pattern }) => pattern.test(rest) && !(pattern.source.startsWith('^_(') && /\w/.test(last)),
    )
    const match = rule?.pattern.exec(rest)
    if (rule && match) {
      out += rule.show(match, read)
      rest = rest.slice(match[0].length)
    } else {
      const [plain = ''] = rest
      const chunk = /^[\w ]+/.exec(rest)?.[0] ?? plain
      const taken = /^https?/.test(chunk) || chunk.includes('http') || chunk.includes('_') ? plain : chunk
      out += taken
      rest = rest.slice(taken.length)
    }
  }
  return out
}

function within([, body = '']: RegExpExecArray, read: Reader): string {
  return read.inner(body)
}

function follow(target: number, shown: number) {
  return (match: RegExpExecArray, read: Reader): string => {
    const words = match[shown] ?? ''
    return link(read, match[target] ?? '', /^https?:/.test(words) ? words : read.inner(words))
  }
}

function link(read: Reader, target: string, shown: string): string {
  read.links.push(target)
  return shown
}
