/** A component, whatever its kind: in messages, in modals, and as submitted. */
export type Piece = {
  type: number
  id?: number
  custom_id?: string
  components?: Piece[]
  component?: Piece
  accessory?: Piece
  content?: string
  label?: string
  description?: string
  placeholder?: string
  style?: number
  url?: string
  emoji?: { id?: string; name?: string }
  disabled?: boolean
  accent_color?: number | null
  spoiler?: boolean
  options?: Option[]
  min_values?: number
  max_values?: number
  min_length?: number
  max_length?: number
  required?: boolean
  default?: boolean
  default_values?: { id: string; type: string }[]
  file_types?: string[]
  sku_id?: string
  items?: { media: { url: string }; description?: string }[]
  media?: { url: string }
  file?: { url: string }
  value?: string | boolean | null
  values?: string[]
}

export type Option = { label: string; value: string; description?: string; default?: boolean }

export type Embed = {
  title?: string
  description?: string
  url?: string
  color?: number
  fields?: { name: string; value: string; inline?: boolean }[]
  footer?: { text: string }
  author?: { name: string }
}

export type AllowedMentions = {
  parse?: (string | null)[] | null
  users?: string[] | null
  roles?: string[] | null
  replied_user?: boolean | null
}

/** What a message is made of, as a bot sends it; an edit leaves fields out. */
export type MessageBody = {
  content?: string | null
  embeds?: Embed[] | null
  components?: Piece[] | null
  flags?: number | null
  allowed_mentions?: AllowedMentions | null
  attachments?: { id: string; filename?: string | null; description?: string | null }[] | null
  nonce?: string | number | null
  enforce_nonce?: boolean | null
  message_reference?: { message_id?: string | null; fail_if_not_exists?: boolean | null } | null
  sticker_ids?: string[] | null
  poll?: unknown
  tts?: boolean | null
}

export type Upload = { field: string; name: string; type: string; bytes: Uint8Array }

export type Json = Record<string, unknown>
