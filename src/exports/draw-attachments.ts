import { html } from 'hono/html'
import { isPicture } from '../kernel/ground/file-type.ts'
import { inFigures } from '../kernel/words/text.ts'
import type { CaseAttachment } from './attachments.ts'
import type { Embedded } from './embed-files.ts'
import { drawTime, type Markup } from './page.ts'

type Parts = { zone: string; embedded: Embedded }

/** Pictures and files with who added them and the hash that proves them. */
export function drawAttachments(attachments: readonly CaseAttachment[], parts: Parts): Markup {
  if (attachments.length === 0) return html`<p>None were attached.</p>`
  return html`<div class="files">${attachments.map(one => drawAttachment(one, parts))}</div>`
}

function drawAttachment(one: CaseAttachment, { zone, embedded }: Parts): Markup {
  const { file, name, type, size, sha256, addedAt, addedBy, shows } = one
  const address = embedded.get(file)
  const picture = address && isPicture(type) ? html`<img alt="${shows ?? name}" src="${address}">` : ''
  const named = address && !picture ? html`<a download="${name}" href="${address}">${name}</a>` : name
  return html`<figure>${picture}<figcaption><b>${shows ?? named}</b>
${shows ? html`<div>${named}</div>` : ''}${address ? '' : html`<div>Too large for this page: it is in the case’s thread.</div>`}
<div class="note">${type}, ${inKilobytes(size)}<br>${addedBy}, ${drawTime(addedAt, zone)}<br>SHA-256 <code>${sha256}</code></div>
</figcaption></figure>`
}

/** `12 kB`; what is smaller is 1. */
function inKilobytes(size: number): string {
  return `${inFigures(Math.max(1, Math.round(size / 1_000)))} kB`
}
