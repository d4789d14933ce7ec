import { html } from 'hono/html'
import { drawText, type Html } from '../../../kernel/pages/phrase.ts'
import type { FirstSteps } from '../../../kernel/shapes/first-steps.ts'
import { count } from '../../../kernel/words/text.ts'
import { home, roomPath, welcomePath } from '../paths.ts'
import type { ConsolePerson } from '../people.ts'
import { drawMenu } from './room.ts'

type Given = { person: ConsolePerson; steps: FirstSteps; canBeFirst: boolean; wrong?: string }

/** The first page of the staff: a greeting, what to do next, and where each thing is. */
export function drawWelcome({ person, steps, canBeFirst, wrong }: Given): Html {
  return html`<header class="room-head">
    ${drawMenu()}
    <div class="room-title"><h1>Welcome to Waybill</h1><p>Hello ${drawText(person.name, 60)}. Here is what to do next.</p></div>
    <p id="link" class="link" role="status"></p>
  </header>
  <div class="scroll plain-scroll" id="scroll" tabindex="0" role="region" aria-label="First steps"><div class="flow import">
    ${wrong && html`<div class="form-alert" role="alert"><p>${drawText(wrong, 500)}</p></div>`}
    ${steps.sample && drawSample(person)}
    <section class="panel">
      <h2>Your own shop</h2>
      <ol class="steps">
        ${drawStores(person, steps)}
        ${drawStep(steps.suppliers > 0, 'Add who ships for you', steps.suppliers > 0 ? `You have ${count(steps.suppliers, 'supplier')} of your own.` : 'Each supplier gets a room, contacts and SKUs.', [command(person, 'Add a supplier', '/supplier add')])}
        ${drawStep(steps.people, 'Let your people in', steps.people ? 'Your people sign in by name.' : 'Staff and suppliers’ contacts sign in with a password of their own.', [canBeFirst ? html`<a class="button" href="/first">Sign in by name</a>` : command(person, 'Add a person', '/person add')])}
        ${drawStep(false, 'Work where they are already', html`In Slack, see <code>docs/connect-slack.md</code>; in Discord, <code>docs/connect-discord.md</code>. Or stay here: the console does all of it.`)}
        ${drawStep(false, 'Check the set-up', html`<code>npm run doctor</code> looks at everything that you connected, and says what to fix.`)}
      </ol>
    </section>
  </div></div>`
}

function drawSample(person: ConsolePerson): Html {
  return html`<section class="panel">
    <h2>This is a sample shop</h2>
    <p>Its orders, customers and suppliers are made up, so that you can try everything. Forward an order, then choose <em>Mei Lin</em> at the bottom left and answer it as her.</p>
    <form method="post" action="${welcomePath(person)}/remove-sample"><footer>
      ${command(person, 'Forward order 1042', '/order forward 1042')}
      <button class="danger">Remove the sample shop</button>
    </footer></form>
  </section>`
}

function drawStores(person: ConsolePerson, { stores }: FirstSteps): Html {
  const says =
    stores > 0 ? `You have ${count(stores, 'store')} connected.` : 'Shopify, WooCommerce, or files of orders.'
  const ways = [
    command(person, 'Connect a store', '/store connect'),
    html`<a class="button" href="${home(person)}/import">Import orders</a>`,
  ]
  return drawStep(stores > 0, 'Bring in your orders', says, ways)
}

function drawStep(done: boolean, title: string, says: Html | string, ways: readonly Html[] = []): Html {
  return html`<li${done ? html` class="done"` : ''}>
    <h3>${title}${done && html` <span class="unseen">(done)</span>`}</h3>
    <p>${says}</p>
    ${ways.length > 0 && html`<p class="ways">${ways}</p>`}
  </li>`
}

/** Leads to the orders room with a command typed already, to be sent there. */
function command(person: ConsolePerson, label: string, text: string): Html {
  const at = `${roomPath(person, 'orders')}?typed=${encodeURIComponent(text)}`
  return html`<a class="button" href="${at}">${label}</a> `
}
