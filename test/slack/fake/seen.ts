import type { Block, Message } from './messages.ts'
import { type Link, type Mention, type Reader, readMrkdwn, unseen } from './reading.ts'
import { readBlocks, type SeenElement } from './reading-blocks.ts'
import type { View } from './views.ts'

/** A message as one person sees it. */
export type Seen = {
  channel: string
  ts: string
  threadTs: string | null
  /** The author's user id. */
  from: string
  /** What stands on the screen: the blocks where there are any, the text otherwise. */
  text: string
  /** What a notification shows and a screen reader says: the top-level text. */
  spoken: string
  mentions: Mention[]
  links: Link[]
  styled: { style: string; text: string }[]
  /** Labels of the buttons, in order. */
  buttons: string[]
  /** Everything that can be pressed, chosen or filled in. */
  elements: SeenElement[]
  ephemeral: boolean
  /** Shown as "(edited)": only where the text was changed without blocks. */
  edited: boolean
  revisions: number
  /** Ids of the files under it. */
  files: readonly string[]
  metadata: Message['metadata']
  unfurl: Message['unfurl']
  blocks: readonly Block[]
}

/** A modal or a Home tab as one person sees it. */
export type SeenView = {
  id: string
  callbackId: string
  title: string
  text: string
  mentions: Mention[]
  links: Link[]
  submit: string | null
  close: string | null
  buttons: string[]
  elements: SeenElement[]
  /** What the fields hold now, by label. */
  values: Record<string, string | null>
  /** Errors beside the fields, by label. */
  errors: Record<string, string>
  /** How many modals lie under this one. */
  depth: number
  privateMetadata: string
  hash: string
  blocks: readonly Block[]
}

const labels = (elements: readonly SeenElement[]): string[] =>
  elements.filter(({ type }) => type === 'button').map(({ label }) => label)

export function seeMessage(message: Message, reader: Reader): Seen {
  const spoken = readMrkdwn(message.text, reader, { autolink: message.parse !== 'none', styles: message.mrkdwn })
  const body = message.blocks.length > 0 ? readBlocks(message.blocks, reader) : { ...spoken, elements: [] }
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    from: message.user,
    text: unseen(body.text),
    spoken: unseen(spoken.text),
    mentions: body.mentions,
    links: body.links,
    styled: body.styled,
    buttons: labels(body.elements),
    elements: body.elements,
    ephemeral: message.onlyFor !== null,
    edited: message.edited !== null,
    revisions: message.revisions,
    files: message.files,
    metadata: message.metadata,
    unfurl: message.unfurl,
    blocks: message.blocks,
  }
}

export function seeView(view: View, reader: Reader, depth: number): SeenView {
  const read = readBlocks(view.blocks, reader)
  const fields = read.elements.filter(element => element.field !== null)
  return {
    id: view.id,
    callbackId: view.callbackId,
    title: view.title,
    text: unseen(read.text),
    mentions: read.mentions,
    links: read.links,
    submit: view.submit,
    close: view.close,
    buttons: labels(read.elements),
    elements: read.elements,
    values: Object.fromEntries(fields.map(field => [field.field, view.shownValue(field.blockId, field.actionId)])),
    errors: Object.fromEntries(
      Object.entries(view.errors).map(([blockId, text]) => [
        fields.find(field => field.blockId === blockId)?.field ?? blockId,
        text,
      ]),
    ),
    depth,
    privateMetadata: view.privateMetadata,
    hash: view.hash,
    blocks: view.blocks,
  }
}
