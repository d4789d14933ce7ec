import { Hono } from 'hono'
import { html } from 'hono/html'
import { page } from './page.ts'

/** What the sandbox is, and where to begin. */
export function frontPage({ console }: { console: string }): Hono {
  const app = new Hono()
  app.get('/', c =>
    c.html(
      page({
        title: 'Waybill in a sandbox',
        body: html`
<p>Waybill runs here at stand-ins for Slack, Discord, Shopify and a carrier. They are the ones that its tests run against, as strict as the
real ones. You play everybody. Nothing reaches anybody, and nothing is kept.</p>
<ol>
<li>In <a href="/store">the store</a>, be a customer: order a lamp and two bowls.</li>
<li>In <a href="/slack/sam/orders">Slack</a> you are Sam, one of the staff. Press <em>Forward</em> on the order’s card, or type
<code>/order forward 1001</code>.</li>
<li>The lamp goes to Lumen, which is in Slack too: be <a href="/slack/mei/lumen">Mei in #lumen</a>, and press <em>Acknowledge</em>. The bowls go to
Casa, which is on Discord: be <a href="/discord/lucia/casa">Lucía in #casa</a>.</li>
<li>Press <em>Add tracking</em>, and enter <code>1Z 999 AA1 01 2345 6784</code>. The store has it at once.</li>
<li>At <a href="/carrier">the carrier</a>, scan the parcel and deliver it, and watch the cards.</li>
</ol>
<p>Waybill’s own <a href="${console}">console</a> is there too.</p>`,
      }),
    ),
  )
  return app
}
