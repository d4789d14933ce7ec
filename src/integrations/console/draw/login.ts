import { html } from 'hono/html'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { drawPage } from './page.ts'

type Typed = { name: string; wrong?: string }

/** The page to sign in. */
export function drawLogin(
  assets: string,
  { byName, name = '', wrong }: { byName: boolean; name?: string; wrong?: string },
) {
  const label = byName ? 'Password' : 'The console’s secret'
  return drawSmallPage(assets, {
    title: 'Sign in',
    action: '/login',
    inside: html`${byName && drawName(name)}${drawPassword({ label, use: 'current-password', wrong, isFirst: !byName || name !== '' })}`,
    button: 'Sign in',
  })
}

/** The page to which an invitation leads. */
export function drawJoin(assets: string, { name, wrong }: Typed) {
  return drawSmallPage(assets, {
    title: `Welcome, ${plainText(name, 60)}`,
    says: 'Choose a password. You sign in with it and your name from now on.',
    inside: html`<input type="hidden" name="username" autocomplete="username" value="${plainText(name, 60)}">${drawPassword({ wrong })}`,
    button: 'Choose and sign in',
  })
}

/** The page of the first who signs in by name. */
export function drawFirst(assets: string, { name, wrong }: Typed) {
  return drawSmallPage(assets, {
    title: 'Sign in by name',
    action: '/first',
    says: 'Choose your name and a password. From then on everybody signs in by name, and the console’s one secret opens nothing. Then invite your people, and your suppliers’ contacts: /person add.',
    inside: html`${drawName(name)}${drawPassword({ wrong, isFirst: name !== '' })}`,
    button: 'Choose and sign in',
  })
}

/** Where a link leads that was used, or is too old. */
export function drawUsedLink(assets: string) {
  return drawSmallPage(assets, {
    title: 'This link was used',
    says: 'Or it is too old. Ask the shop’s staff for another: /person add.',
    inside: html`<p><a class="button" href="/">Sign in</a></p>`,
  })
}

type Small = { title: string; action?: string; says?: string; inside: Html; button?: string }

function drawSmallPage(assets: string, { title, action = '', says, inside, button }: Small) {
  return drawPage(
    title,
    assets,
    html`<body class="login"><main>
  <form method="post" action="${action}">
    <p class="brand"><span class="mark" aria-hidden="true"></span>Waybill</p>
    <h1>${drawText(title, 100)}</h1>
    ${says && html`<p>${says}</p>`}
    ${inside}
    ${button && html`<button class="primary">${button}</button>`}
  </form>
</main></body>`,
  )
}

function drawName(name: string): Html {
  return html`<div class="field">
      <label for="name">Name</label>
      <input id="name" name="name" autocomplete="username" required maxlength="60" value="${name}" ${name ? '' : html`autofocus`}>
    </div>`
}

type Password = { label?: string; use?: string; wrong?: string | undefined; isFirst?: boolean }

function drawPassword({ label = 'Password', use = 'new-password', wrong, isFirst = true }: Password): Html {
  const focus = isFirst ? html`autofocus` : ''
  return html`<div class="field">
      <label for="password">${label}</label>
      <input id="password" name="password" type="password" autocomplete="${use}" required ${focus} aria-invalid="${String(wrong !== undefined)}" aria-describedby="wrong">
      ${use === 'new-password' && html`<p class="hint">At least 10 characters.</p>`}
      <p class="error" id="wrong" role="alert">${wrong}</p>
    </div>`
}
