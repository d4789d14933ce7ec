import { html } from 'hono/html'
import { type Json, list, record, string } from '../../test/slack/fake/json.ts'
import type { Block } from '../../test/slack/fake/messages.ts'
import { type Reader, readMrkdwn, unseen } from '../../test/slack/fake/reading.ts'
import { readBlocks } from '../../test/slack/fake/reading-blocks.ts'
import type { Html } from '../page.ts'

export type Drawn = { reader: Reader; press: (element: Json) => Html }

/** A text object as Slack shows it: bold is bold, dates are the reader’s. */
export function drawText(value: unknown, reader: Reader): Html | string {
  const { type, text } = record(value)
  if (type !== 'mrkdwn') return unseen(string(text))
  const { text: words, styled } = readMrkdwn(string(text), reader, { autolink: false, styles: true })
  const [bold] = styled.filter(one => one.style === 'bold' && one.text !== '')
  const [before, ...after] = bold ? words.split(bold.text) : [words]
  return bold && after.length > 0
    ? html`${unseen(before ?? '')}<b>${unseen(bold.text)}</b>${unseen(after.join(bold.text))}`
    : unseen(words)
}

/** A block as Slack shows it. */
export function drawBlock(block: Block, drawn: Drawn): Html {
  const { reader, press } = drawn
  const part = (one: Json): Html | string => {
    if (one.type === 'image') return html`<small>[${string(one.alt_text)}]</small> `
    if (one.type === 'plain_text' || one.type === 'mrkdwn') return html`${drawText(one, reader)} `
    return press(one)
  }
  switch (block.type) {
    case 'header':
      return html`<h3>${drawText(block.text, reader)}</h3>`
    case 'section':
      return html`${block.text ? html`<p>${drawText(block.text, reader)}</p>` : ''}
${list(block.fields).length > 0 ? html`<div class="fields">${list(block.fields).map(one => html`<p>${drawText(one, reader)}</p>`)}</div>` : ''}
${block.accessory ? part(record(block.accessory)) : ''}`
    case 'context':
      return html`<p><small>${list(block.elements).map(part)}</small></p>`
    case 'actions':
      return html`<div>${list(block.elements).map(part)}</div>`
    case 'divider':
      return html`<hr>`
    case 'image':
      return html`<p><small>[${string(block.alt_text)}]</small></p>`
    default:
      return html`<p>${unseen(readBlocks([block], reader).text)}</p>`
  }
}
