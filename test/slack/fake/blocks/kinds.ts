import { isObject } from '../json.ts'
import { actionElements, image, inputElements } from './elements.ts'
import { anyText, plainText } from './parts.ts'
import { richText } from './rich-text.ts'
import { all, anything, boolean, byType, list, object, type Rule, string, url } from './schema.ts'
import { dataTable, table } from './tables.ts'

/** The blocks after docs.slack.dev/reference/block-kit/blocks. What an app need not use is refused as unknown. */
const type = anything
const id = { block_id: string({ min: 1, max: 255 }) }

/** Text of 1–3,000, or up to ten fields of 2,000. */
const section = all(
  object(
    { type },
    {
      ...id,
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: byType({ ...actionElements, image }),
      expand: boolean,
    },
  ),
  (value, at, to) => {
    if (isObject(value) && !value.text && !value.fields) to.add('missing required field: text', at)
  },
)

const stable: Record<string, Rule> = {
  section,
  header: object({ type, text: plainText(150) }, id),
  divider: object({ type }, id),
  context: object(
    { type, elements: list(byType({ image, plain_text: anyText(), mrkdwn: anyText() }), { min: 1, max: 10 }) },
    id,
  ),
  image: all(
    object(
      { type, alt_text: string({ min: 1, max: 2000 }) },
      { ...id, image_url: url(3000), slack_file: anything, title: plainText(2000) },
    ),
    (value, at, to) => {
      if (isObject(value) && !value.image_url === !value.slack_file)
        to.add('must provide exactly one of image_url, slack_file', at)
    },
  ),
  actions: object({ type, elements: list(byType(actionElements), { min: 1, max: 25 }) }, id),
  input: object(
    { type, label: plainText(2000), element: byType(inputElements) },
    { ...id, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richText,
  video: object(
    {
      type,
      video_url: url(3000, true),
      thumbnail_url: url(3000),
      alt_text: string({ min: 1 }),
      title: plainText(199),
    },
    {
      ...id,
      title_url: url(3000, true),
      author_name: string({ max: 49 }),
      description: plainText(199),
      provider_name: string(),
      provider_icon_url: url(),
    },
  ),
}

/** Which block stands where, as surveyed in September 2026: tables in no modal, alerts in nothing else. */
export const inMessages = byType({
  ...stable,
  table,
  data_table: dataTable,
  markdown: object({ type, text: string({ min: 1, max: 12_000 }) }, id),
})
export const inModals = byType({
  ...stable,
  alert: object({ type, text: anyText(200) }, { ...id, level: string() }),
})
export const inHomes = byType({ ...stable, table, data_table: dataTable })
