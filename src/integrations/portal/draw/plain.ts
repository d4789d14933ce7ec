import { html } from 'hono/html'
import type { Html } from '../../../kernel/pages/phrase.ts'
import { portalWords as words } from '../words.ts'
import { drawBare } from './page.ts'

/** A page that says one thing to who has no visit. */
export function drawSentence(assets: string, title: string, text: string, act: Html | string = ''): Html {
  return drawBare(
    title,
    assets,
    html`<main class="alone"><div class="panel"><h1>${title}</h1><p>${text}</p>${act}</div></main>`,
  )
}

/** The page of a link that opens nothing, with a button that has a new one mailed. */
export function drawOverLink(assets: string, secret: string): Html {
  const { title, text, renew } = words.over
  const button = html`<form method="post" action="renew"><input type="hidden" name="secret" value="${secret}"><button class="primary">${renew}</button></form>`
  return drawSentence(assets, title, text, button)
}

/** The page of a link that opens nothing, whether it never was, is over or was ended: nobody learns which. */
export function drawOver(assets: string, text: string = words.over.text): Html {
  return drawSentence(assets, words.over.title, text)
}
