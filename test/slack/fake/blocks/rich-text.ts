import { anything, boolean, byType, list, number, object, oneOf, type Rule, string, url } from './schema.ts'

/** docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const type = anything
const style = object(
  {},
  { bold: boolean, italic: boolean, strike: boolean, underline: boolean, code: boolean, highlight: boolean },
)

const pieces = byType({
  text: object({ type, text: string({ min: 1 }) }, { style }),
  link: object({ type, url: url() }, { text: string(), unsafe: boolean, style }),
  user: object({ type, user_id: string() }, { style }),
  channel: object({ type, channel_id: string() }, { style }),
  usergroup: object({ type, usergroup_id: string() }, { style }),
  emoji: object({ type, name: string({ min: 1 }) }, { unicode: string(), url: string(), style }),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, { style }),
  date: object({ type, timestamp: number(), format: string({ min: 1 }) }, { url: url(), fallback: string(), style }),
  color: object({ type, value: string() }, { style }),
})

const border = number({ min: 0, max: 1 })
const section = object({ type, elements: list(pieces) })

const parts = byType({
  rich_text_section: section,
  rich_text_list: object(
    { type, elements: list(section), style: oneOf('bullet', 'ordered') },
    { indent: number({ min: 0, max: 8 }), offset: number({ min: 0 }), border },
  ),
  rich_text_quote: object({ type, elements: list(pieces) }, { border }),
  rich_text_preformatted: object({ type, elements: list(pieces) }, { border, language: string() }),
})

export const richText: Rule = object({ type, elements: list(parts) }, { block_id: string({ max: 255 }) })
