import { emoji } from './emoji.ts'
import { type Json, list, record, string } from './json.ts'
import { joined, plain, type Reader, type Reading, readDate } from './reading.ts'

/** Rich text: what is a mention or a link says so itself, text is only ever text. */
export function readRich(element: Json, reader: Reader): Reading {
  const inner = list(element.elements).map(child => readRich(child, reader))
  const styles = Object.entries(record(element.style)).filter(([, on]) => on === true)
  const styled = (text: string) => styles.map(([style]) => ({ style, text }))
  switch (element.type) {
    case 'text':
      return { ...plain(string(element.text)), styled: styled(string(element.text)) }
    case 'link': {
      const label = string(element.text) || string(element.url)
      return { ...plain(label), links: [{ url: string(element.url), label }], styled: styled(label) }
    }
    case 'user':
      return {
        ...plain(`@${reader.userName(string(element.user_id))}`),
        mentions: [{ kind: 'user', id: string(element.user_id) }],
      }
    case 'channel':
      return {
        ...plain(`#${reader.channelName(string(element.channel_id))}`),
        mentions: [{ kind: 'channel', id: string(element.channel_id) }],
      }
    case 'usergroup':
      return { ...plain('@group'), mentions: [{ kind: 'usergroup', id: string(element.usergroup_id) }] }
    case 'broadcast':
      return { ...plain(`@${string(element.range)}`), mentions: [{ kind: 'everybody', id: string(element.range) }] }
    case 'emoji':
      return plain(emoji(`:${string(element.name)}:`))
    case 'date':
      return plain(readDate(Number(element.timestamp), string(element.format), reader))
    case 'rich_text_list':
      return joined(
        inner.map((item, at) => ({
          ...item,
          text: `${element.style === 'ordered' ? `${Number(element.offset ?? 0) + at + 1}.` : '•'} ${item.text}`,
        })),
        '\n',
      )
    default:
      return joined(inner, element.type === 'rich_text' ? '\n' : '')
  }
}
