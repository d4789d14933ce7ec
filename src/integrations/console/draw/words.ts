import { html } from 'hono/html'
import { drawFiles } from '../../../kernel/pages/card.ts'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import type { ConsoleMessage } from '../messages.ts'

const MOST = 10_000

/** A paper clip; not every machine has the sign in its letters. */
const CLIP = html`<svg aria-hidden="true" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M20 11.5 11.8 19.7a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6"/></svg>`

/** What a person wrote, as they wrote it; its author may change it or take it away. */
export function drawWords(message: ConsoleMessage, room: string, me: string | null): Html {
  const { id, authorName, words, files, pictures, postedAt, editedAt, deletedAt, author } = message
  const file = (one: string) => `${room}/messages/${id}/files/${one}`
  const name = plainText(authorName ?? '', 60)
  return html`<article class="card spoken" aria-label="${name}">
    <header class="card-head">
      <h3>${drawText(name, 60)}</h3>
      <span class="posted">${editedAt && !deletedAt && 'edited · '}<time datetime="${postedAt.toISOString()}" data-short></time></span>
    </header>
    ${deletedAt ? html`<p class="body gone">Deleted by its author.</p>` : html`<p class="body" dir="auto">${drawText(words ?? '', MOST)}</p>`}
    ${drawFiles(files, { file, pictures })}
    ${author === me && !deletedAt && drawOwn(message, room)}
  </article>`
}

function drawOwn({ id }: ConsoleMessage, room: string): Html {
  const at = `${room}/words/${id}`
  return html`<p class="own">
    <button type="button" class="plain" hx-get="${at}/edit">Edit</button>
    <button type="button" class="plain" hx-post="${at}/delete" hx-confirm="Delete this for everybody who reads it?">Delete</button>
  </p>`
}

/** The dialog in which one changes one's own words. */
export function drawRewording(message: ConsoleMessage, room: string): Html {
  const send = `${room}/words/${message.id}/edit`
  return html`<form method="post" action="${send}" hx-post="${send}" hx-target="#form" hx-sync="this:drop" novalidate>
    <header><h2 id="form-title" tabindex="-1">Edit your message</h2></header>
    <div class="form-alert" role="alert"></div>
    <div class="field">
      <label for="reworded">Your words</label>
      <textarea id="reworded" name="text" rows="5" dir="auto">
${message.words}</textarea>
    </div>
    <footer>
      <button type="button" class="plain" data-close>Cancel</button>
      <button class="primary">Save</button>
    </footer>
  </form>`
}

/** Where one writes in a thread. What begins with a stroke is a command, and stays between its author and Waybill. */
export function drawSayBox(send: string): Html {
  return html`<div class="say">
    <div class="answers" aria-live="polite"></div>
    <form method="post" action="${send}" enctype="multipart/form-data" hx-encoding="multipart/form-data" hx-post="${send}" hx-target="previous .answers" hx-sync="this:drop">
      <label class="attach">${CLIP}<input type="file" name="files" multiple aria-label="Add pictures or files"></label>
      <textarea name="text" rows="1" dir="auto" aria-label="Write in this thread" placeholder="Write, or / for a command"></textarea>
      <button class="primary send" aria-label="Send to this thread">Send</button>
    </form>
  </div>`
}
