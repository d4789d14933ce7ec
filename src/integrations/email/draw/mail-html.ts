import { html } from 'hono/html'
import type { Tone } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { visible } from '../../../kernel/words/text.ts'
import { drawMailButtons, drawMailFacts, drawMailFiles, drawMailLines } from './mail-blocks.ts'
import { FOOT, type MailExtra, type MailPlace, NOTHING_MORE, REPLY_LINE } from './mail-text.ts'
import { lineBreaks, type MailHtml, phraseHtml } from './phrase.ts'

/** The coloured edge, and the word that says the same. */
const TONES: Readonly<Record<Tone, { edge: string; word: string | null }>> = {
  neutral: { edge: '#8a929c', word: null },
  waiting: { edge: '#b5760a', word: 'Waiting' },
  good: { edge: '#1f8a4c', word: 'On track' },
  warning: { edge: '#b5760a', word: 'Attention' },
  bad: { edge: '#c4262e', word: 'Problem' },
  over: { edge: '#8a929c', word: 'Closed' },
}

/** Apple’s programs read this and darken; the others leave a light page, or turn its colours round themselves. */
const DARK = `@media (prefers-color-scheme: dark) {
.page, .sheet { background: #17191c !important; }
.ink, .ink td, .ink p, .ink h1 { color: #e9ebee !important; }
.soft, .ink .soft, .ink p.soft { color: #a9b1ba !important; }
.rule { border-color: #3a4047 !important; }
.ink a, .soft a { color: #8ab4f8 !important; }
.way { background: #24282d !important; border-color: #4a5159 !important; }
.ink .way a { color: #e9ebee !important; }
.key { background: #2f6fd0 !important; border-color: #2f6fd0 !important; }
.ink .key a { color: #ffffff !important; }
}`
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/**
 * A card as a mail's page: tables and styles in place, as Outlook's Word engine needs them, and nothing fetched from
 * anywhere.
 * The card's own picture goes along as `cid:picture`.
 */
export function mailHtml(card: Drawn, at: MailPlace, extra: MailExtra = NOTHING_MORE): string {
  const { shipTo, pictured, missing } = extra
  const { edge, word } = TONES[card.tone]
  const { zone } = at
  const page = html`<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${visible(card.title)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all">${visible(card.summary)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6"><tr><td align="center" style="padding:12px 8px">
<table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff;${FONT}">
<tr><td class="soft" style="padding:8px 20px;font-size:12px;line-height:18px;color:#5c6670">${REPLY_LINE}</td></tr>
<tr><td class="ink" style="padding:16px 20px 20px;border-left:4px solid ${edge};font-size:15px;line-height:22px;color:#1c2024">
${word && html`<p style="margin:0 0 4px;font-size:12px;line-height:16px;font-weight:600;color:${edge}">${word}</p>`}
<h1 style="margin:0 0 8px;font-size:20px;line-height:26px;font-weight:600;color:#1c2024" dir="auto">${visible(card.title)}</h1>
${!card.isMessage && html`<p style="margin:0 0 16px" dir="auto">${lineBreaks(card.summary)}</p>`}
${drawMailButtons(card, at)}
${drawMailFacts(card.facts ?? [], zone)}
${drawMailLines(card.lines ?? [], zone)}
${card.body && html`<p style="margin:0 0 16px" dir="auto">${phraseHtml(card.body, zone)}</p>`}
${drawShipTo(shipTo)}
${drawMailPicture(card, pictured)}
${drawMailFiles(card.files ?? [], missing)}
${card.context && html`<p class="soft" style="margin:0;font-size:13px;line-height:19px;color:#5c6670">${phraseHtml(card.context, zone)}</p>`}
</td></tr>
<tr><td class="soft rule" style="padding:14px 20px;border-top:1px solid #dfe3e8;font-size:13px;line-height:19px;color:#5c6670">
<a href="${at.card}" style="color:#1a5fb4">Open it, with its state now</a><br>${FOOT}
</td></tr></table>
</td></tr></table>
</body></html>`
  return String(page)
}

function drawShipTo(shipTo: readonly string[]): MailHtml | null {
  if (shipTo.length === 0) return null
  return html`<p style="margin:0 0 16px" dir="auto"><strong>Ship to</strong><br>${lineBreaks(shipTo.join('\n'))}</p>`
}

function drawMailPicture({ picture }: Drawn, pictured: boolean): MailHtml | null {
  if (!picture) return null
  const alt = visible(picture.alt)
  if (!pictured) return html`<p class="soft" style="margin:0 0 16px;color:#5c6670">${lineBreaks(alt)}</p>`
  return html`<p style="margin:0 0 16px"><img src="cid:picture" alt="${alt}" width="552" style="width:100%;max-width:552px;height:auto;border:0"></p>`
}
