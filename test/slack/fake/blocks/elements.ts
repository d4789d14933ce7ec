import { isObject } from '../json.ts'
import { actionId, acts, choices, confirm, option, placeholder, plainText, richOption, startsAmong } from './parts.ts'
import { all, anything, boolean, list, number, object, oneOf, type Rule, string, url } from './schema.ts'

/** The elements a person can touch, after docs.slack.dev/reference/block-kit/block-elements and @slack/types 3.2. */
const type = anything
const day = string({ like: /^\d{4}-\d{2}-\d{2}$/ })
const dispatch = object({}, { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered')) })

/** Text 75, value 2,000, url 3,000, accessibility_label 75. */
const button = object(
  { type, text: plainText(75) },
  {
    action_id: actionId,
    value: string({ min: 1, max: 2000 }),
    url: url(3000),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: string({ min: 1, max: 75 }),
  },
)

const select = (more: Record<string, Rule>): Rule => object({ type }, { ...acts, placeholder, confirm, ...more })
const selects: Record<string, Rule> = {
  static_select: all(select({ ...choices, initial_option: option }), startsAmong),
  external_select: select({ initial_option: option, min_query_length: number({ min: 0 }) }),
  users_select: select({ initial_user: string() }),
  conversations_select: select({
    initial_conversation: string(),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: anything,
  }),
  channels_select: select({ initial_channel: string(), response_url_enabled: boolean }),
}
const many = { max_selected_items: number({ min: 1 }) }
const multiSelects: Record<string, Rule> = {
  multi_static_select: all(select({ ...choices, ...many, initial_options: list(option, { min: 1 }) }), startsAmong),
  multi_external_select: select({
    ...many,
    initial_options: list(option, { min: 1 }),
    min_query_length: number({ min: 0 }),
  }),
  multi_users_select: select({ ...many, initial_users: list(string()) }),
}

const pickers: Record<string, Rule> = {
  datepicker: object({ type }, { ...acts, initial_date: day, placeholder, confirm }),
  timepicker: object(
    { type },
    { ...acts, initial_time: string({ like: /^\d{2}:\d{2}$/ }), placeholder, confirm, timezone: string() },
  ),
  datetimepicker: object({ type }, { ...acts, initial_date_time: number({ min: 1e9, max: 9999999999 }), confirm }),
  radio_buttons: all(
    object({ type, options: list(richOption, { min: 1, max: 10 }) }, { ...acts, initial_option: richOption, confirm }),
    startsAmong,
  ),
  checkboxes: all(
    object(
      { type, options: list(richOption, { min: 1, max: 10 }) },
      { ...acts, initial_options: list(richOption, { min: 1 }), confirm },
    ),
    startsAmong,
  ),
}

const lengths: Rule = (value, at, to) => {
  if (!isObject(value)) return
  const { min_length: least, max_length: most } = value
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    to.add('must be less than or equal to max_length', `${at}/min_length`)
}

/** Everything that only an input block may hold. */
const inputs: Record<string, Rule> = {
  plain_text_input: all(
    object(
      { type },
      {
        ...acts,
        initial_value: string({ max: 3000 }),
        multiline: boolean,
        min_length: number({ min: 0, max: 3000 }),
        max_length: number({ min: 1, max: 3000 }),
        dispatch_action_config: dispatch,
        placeholder,
      },
    ),
    lengths,
  ),
  number_input: object(
    { type, is_decimal_allowed: boolean },
    {
      ...acts,
      initial_value: string(),
      min_value: string(),
      max_value: string(),
      placeholder,
      dispatch_action_config: dispatch,
    },
  ),
  email_text_input: object(
    { type },
    { ...acts, initial_value: string(), placeholder, dispatch_action_config: dispatch },
  ),
  url_text_input: object({ type }, { ...acts, initial_value: string(), placeholder, dispatch_action_config: dispatch }),
  file_input: object({ type }, { ...acts, filetypes: list(string()), max_files: number({ min: 1, max: 10 }) }),
}

/** A menu of 2–5 in the older pages, 1–5 today. */
const overflow = object({ type, options: list(option, { min: 1, max: 5 }) }, { action_id: actionId, confirm })

export const actionElements: Record<string, Rule> = { button, overflow, ...selects, ...multiSelects, ...pickers }
export const inputElements: Record<string, Rule> = { ...inputs, ...selects, ...multiSelects, ...pickers }

export const image: Rule = all(
  object({ type, alt_text: string({ min: 1, max: 2000 }) }, { image_url: url(3000), slack_file: anything }),
  (value, at, to) => {
    if (isObject(value) && !value.image_url === !value.slack_file)
      to.add('must provide exactly one of image_url, slack_file', at)
  },
)
