import { html } from 'hono/html'
import { type Attached, type Card, type CardLine, detailOf } from '../../../kernel/shapes/card.ts'
import type { Drawn, Press } from '../../../kernel/shapes/chat.ts'
import { count, visible } from '../../../kernel/words/text.ts'
import { MOST_MAIL_LINES, mailPresses } from './mail-presses.ts'
import type { MailPlace } from './mail-text.ts'
import { type MailHtml, phraseHtml } from './phrase.ts'

const RULE = 'border-top:1px solid #dfe3e8'
const SOFT = 'font-size:13px;line-height:19px;color:#5c6670'

/** Facts in two columns: what it is, and what it says. */
export function drawMailFacts(facts: NonNullable<Card['facts']>, zone: string): MailHtml | null {
  if (facts.length === 0) return null
  const rows = facts.map(
    ({ label, value }) => html`<tr>
<td class="soft rule" width="34%" valign="top" style="padding:6px 12px 6px 0;${RULE};${SOFT}">${visible(label)}</td>
<td class="ink rule" valign="top" style="padding:6px 0;${RULE};font-size:15px;line-height:22px;color:#1c2024" dir="auto">${phraseHtml(value, zone)}</td>
</tr>`,
  )
  return inTable(rows)
}

/** Lines, how many of each in front. */
export function drawMailLines(lines: readonly CardLine[], zone: string): MailHtml | null {
  if (lines.length === 0) return null
  const more = lines.length - MOST_MAIL_LINES
  const rows = lines.slice(0, MOST_MAIL_LINES).map(line => drawMailLine(line, zone))
  const left =
    more > 0 ? [html`<tr><td class="soft" colspan="2" style="${SOFT}">and ${count(more, 'more line')}</td></tr>`] : []
  return inTable([...rows, ...left])
}

function drawMailLine(line: CardLine, zone: string): MailHtml {
  const { text, quantity, done } = line
  const detail = detailOf(line)
  const words = done ? html`<s>${visible(text)}</s> (done)` : visible(text)
  return html`<tr>
<td class="ink rule" valign="top" align="right" style="width:1%;white-space:nowrap;padding:8px 12px 8px 0;${RULE};font-size:15px;line-height:22px;font-weight:600;color:#1c2024">${quantity === undefined ? '–' : `${quantity} ×`}</td>
<td class="ink rule" valign="top" style="padding:8px 0;${RULE};font-size:15px;line-height:22px;color:#1c2024" dir="auto">${words}${detail && html`<br><span class="soft" style="${SOFT}">${phraseHtml(detail, zone)}</span>`}</td>
</tr>`
}

/** Links that look like buttons, tall enough for a thumb; each opens the page on which it is done. */
export function drawMailButtons(card: Drawn, at: MailPlace): MailHtml | null {
  const presses = mailPresses(card)
  if (presses.length === 0) return null
  const drawn = presses.map(press => drawMailButton(press, at.press(press.label)))
  return html`<div>${drawn}<div style="clear:both;height:8px;line-height:8px;font-size:8px">&nbsp;</div></div>`
}

function drawMailButton({ label, style }: Press, to: string): MailHtml {
  const [fill, ink, edge] = COLOURS[style ?? 'plain']
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" align="left" style="margin:0 8px 8px 0"><tr>
<td class="${style === 'primary' ? 'key' : 'way'}" bgcolor="${fill}" style="background:${fill};border:1px solid ${edge};border-radius:6px;mso-padding-alt:11px 16px"><a href="${to}" style="display:inline-block;padding:11px 16px;font-size:15px;line-height:20px;font-weight:600;color:${ink};text-decoration:none">${visible(label)}</a></td>
</tr></table>`
}

/** Behind the words, of the words, around them. */
const COLOURS = {
  primary: ['#1a5fb4', '#ffffff', '#1a5fb4'],
  danger: ['#ffffff', '#b3202a', '#c9ced4'],
  plain: ['#ffffff', '#1c2024', '#c9ced4'],
} as const

/** What comes along as attachments, and what was too large to. */
export function drawMailFiles(files: readonly Attached[], missing: readonly string[]): MailHtml | null {
  if (files.length === 0) return null
  const names = files.map(({ name }) => html`<br>${visible(name)}`)
  return html`<p style="margin:0 0 16px;${SOFT}" class="soft">Files:${names}${missing.map(words => html`<br>${words}`)}</p>`
}

const inTable = (rows: readonly MailHtml[]) =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:0 0 16px">${rows}</table>`
