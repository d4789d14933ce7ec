import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { type Parameter, parametersOf } from './parameters.ts'
import type { ApiRoute } from './route.ts'

const inFolder = (name: string) => readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8')
const ASSETS = { 'docs.css': 'text/css; charset=utf-8', 'docs.js': 'text/javascript; charset=utf-8' } as const

/** What the page loads: its own files alone. */
export function docsAsset(c: Context, name: keyof typeof ASSETS) {
  return c.body(inFolder(name), 200, { 'Content-Type': ASSETS[name], 'Cache-Control': 'no-cache' })
}

/** The page on which the API is read and, with a key that is pasted, tried. Without scripts it can be read. */
export function docsPage(c: Context, routes: readonly ApiRoute[]) {
  const groups = [...Map.groupBy(routes, ({ group }) => group)]
  c.header('Content-Security-Policy', "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'")
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>API · Waybill</title>
  <link rel="stylesheet" href="/api/v1/docs.css">
  <script type="module" src="/api/v1/docs.js"></script>
</head>
<body>
<header>
  <h1>The API of Waybill</h1>
  <p>For suppliers’ systems and the shop’s own. Send a key with each request: <code>Authorization: Bearer wb_…</code>.
  The shop’s staff make keys with <code>/api key</code>. For programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
  <label>Your key, to try it here <small>It stays in this page, and what you send is real.</small>
    <input id="key" type="password" autocomplete="off" placeholder="wb_…"></label>
</header>
<main>
  ${groups.map(([group, some]) => html`<h2>${group}</h2>${some.map(drawRoute)}`)}
</main>
</body>
</html>`)
}

function drawRoute(route: ApiRoute) {
  const { id, method, path, does, more, scopes, body, example } = route
  const all = parametersOf(route).filter(one => one.in !== 'header')
  return html`<details id="${id}">
  <summary><span class="method">${method.toUpperCase()}</span> <span class="path">${path}</span> <br>${does}</summary>
  <p>${more ? `${more} ` : ''}<small>Scope: ${scopes.join(' or ')}</small></p>
  <form data-method="${method.toUpperCase()}" data-path="${path}">
    ${all.map(drawParameter)}
    ${body && html`<label>Body <textarea name="body" spellcheck="false">${JSON.stringify(example ?? {}, null, 2)}</textarea></label>`}
    <button type="submit">Send</button>
    <pre><output aria-live="polite">The answer comes here.</output></pre>
  </form>
</details>`
}

function drawParameter({ name, in: place, required, description = '' }: Parameter) {
  const field = `${place}:${name}`
  const input = required ? html`<input name="${field}" required>` : html`<input name="${field}">`
  return html`<label>${name} <small>${description}</small>${input}</label>`
}
